"""Charts as pure functions: figures in, an SVG drawing out. No Django.

A chart answers one question. It starts at nought unless it says otherwise, it
never joins what must not be joined, and it is never the only place where its
figures stand: the component puts the table under it.
"""
