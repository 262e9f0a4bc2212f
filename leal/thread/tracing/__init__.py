"""The thread seen whole: the public site, and where the thread is broken.

It only looks. Every page here is made of the queries of the stages before it.
"""
