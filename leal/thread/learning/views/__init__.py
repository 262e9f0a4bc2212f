"""The working pages of lessons, changes and yearly reports."""
