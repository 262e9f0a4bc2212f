"""Whole visits in a real browser: axe, keyboard, small screens, no script, on every page and state.

One chromium for all of them. A page joins by being in the URL conf; one whose
address has a part to fill in says with what in `examples.py`; a state that a
plain visit does not show is listed in `states.py`.
"""
