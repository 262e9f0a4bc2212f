"""What leaves the house: letters, e-mails and texts, each in the form the person asked for.

A notice is written into the outbox in the same transaction as what it tells
of, and sent afterwards. One that cannot leave in its form does not leave: it
waits for a colleague, and the miss is counted.
"""
