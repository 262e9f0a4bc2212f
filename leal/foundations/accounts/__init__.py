"""Signing in, and looking after people: adding them, giving roles, erasing what must be erased.

What a person *is* stands in people; this is what is done about persons.
"""
