"""Long work: asked for on a page or the command line, done by the worker, watched, left and come back to.

The queue is django-tasks with its tables in our database; `Work` says how far
a piece of work has come, which the queue does not.
"""
