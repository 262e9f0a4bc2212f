"""Takes figures in from files as they were published.

Small reviewed mappings (`../mappings/*.toml`) say how the headers of each
family of layouts are recognised; nothing here knows a publisher, a survey or a body.
"""
