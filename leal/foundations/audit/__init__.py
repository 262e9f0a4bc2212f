"""The record of what was done: who, what, on what, why and when. Never edited, never deleted.

`record` is for operations; triggers keep every row's history beside it, bulk
writes too. Both are sealed into one chain, so that a changed byte shows. It is
kept for looking back and for the law, and never read to decide what happens next.
"""
