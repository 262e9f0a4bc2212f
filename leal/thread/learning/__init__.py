"""Lessons, and the changes they led to: “you said, we did” is made of these rows.

A lesson without a change after its date is shown to staff and public alike.
"""
