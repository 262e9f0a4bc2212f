"""The smallest Django project there is on this database, for tests that must not lean on the rest of the house."""
