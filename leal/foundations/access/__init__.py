"""What anyone may do: one page of permissions and roles, and the guards that ask it.

A page or an operation declares the permission it needs; a refusal reveals nothing.
"""
