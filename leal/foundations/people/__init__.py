"""Who signs in, where they work, who manages whom and which roles they hold.

Everything in Leal that is done is done by a person, by *anyone* (someone we
do not and must not know) or by *the clock*. Access decides what each may do.
"""
