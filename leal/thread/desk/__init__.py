"""What needs whom: one page for everyone who works on a charter, made of the stages before it, with no models.

It calls operations and reads queries; it decides nothing and stores nothing.
What stands here goes away by being done.
"""
