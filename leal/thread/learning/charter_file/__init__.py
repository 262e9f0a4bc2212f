"""A charter as one file: its shape, and how it is written, read and checked.

The shape (`shape.py`) is the one truth: the JSON Schema, the reader, the
writer and the public data addresses are all made from it.
"""
