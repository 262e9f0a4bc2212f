"""On the wall: one sheet for an office or a team, with its promises and how they stand.

A sheet is for a body or for a role that answers for promises. It never has a
second page: what does not fit is counted, and the code leads to all of it.
"""
