"""Invitations to answer: by codes that are not the person, online, on paper or by phone, with reminders.

Whether someone has answered stands apart from every answer, as one bit among
all of an asking, with no time: a dump of the database tells neither who
answered what nor in which order people answered. A slice that takes anonymous
answers gives them a random key and a day, as `anonymous` rows have, and calls
`operations.answer` in the same transaction.
"""
