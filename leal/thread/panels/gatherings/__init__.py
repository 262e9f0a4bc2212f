"""Gatherings on pages: called, people invited, their needs met one by one, who came, and told what came of it."""
