"""The report of a year on the site: the short version to be read in place, and every form to take away.

A file is made the first time somebody asks for it, and remembered while nobody writes.
"""
