"""Charters, their editions, sections, commitments and asks of clients.

A commitment answers statements; practice, evidence and lessons answer to it.
What is learned never changes this edition: it leads to the next.
"""
