"""How people write: a form, a look at how it will read, saving; what changed meanwhile; every wording there was.

Each slice says what its people may edit (`Kind`) and has the forms and the
operations; the walk from form to saved, and the history of a thing, are here.
"""
