"""Open data: everything public of a charter as JSON and CSV, at addresses that stay.

Read only. `lists.py` says what there is; `described.py` tells it as OpenAPI
3.1, made from the same shapes, so that the description cannot drift.
"""
