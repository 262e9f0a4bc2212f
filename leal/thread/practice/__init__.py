"""What is done to keep each commitment, since when, and who owns it.

A practice may keep several commitments. A commitment that nothing keeps, or
that nobody owns, is a broken thread.
"""
