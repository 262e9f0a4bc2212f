"""People with experience of the service, and organisations that speak for them: who takes part, chosen fairly.

They come first in the thread: what surveys, conversations and ballots find rests on who was there.
Nothing here knows a client: no key, address or sign-in connects a panel member to anybody’s case.
"""
