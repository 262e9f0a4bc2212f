"""An edition to take away: one document, in each form that people asked for.

The page says how large each file is, so it is written before it is asked for;
the same words are written once, whoever asks and however often.
"""
