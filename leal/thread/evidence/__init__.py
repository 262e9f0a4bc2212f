"""What shows whether a commitment is kept: measures, results, examples and standings.

A measure serves commitments; a lesson is learned from what it shows. No
average hides a bad part: worst first.
"""
