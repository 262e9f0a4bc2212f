"""The yearly report of a charter: one account of the year, and everything that is written from it.

The account is read once; documents, tables and pictures are made of it, and
each file of those. Commands, long tasks and pages all come in by `files.py`.
"""
