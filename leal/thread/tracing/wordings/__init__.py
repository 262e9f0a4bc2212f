"""An edition in Easy Read, in other languages, signed and read aloud, and which of these there are.

What people made is shown with how far it is; what a machine can make of it, it makes from the same words.
"""
