"""What stands on the pattern page: one value for each component.

Survey and service figures are published ones, unless a heading says that they
are made up; roles and dates of decisions are made up, and the page says so.
"""

from . import drawn, written

ALL = {
    "heading": written.HEADING,
    "broken": written.BROKEN,
    "broken_promises": written.BROKEN_PROMISES,
    "opinions": written.OPINIONS,
    "changes": written.CHANGES,
    "section": written.SECTION,
    "counts": written.COUNTS,
    "shortfalls": written.SHORTFALLS,
    "heard": written.HEARD,
    "figure": written.FIGURE,
    "quote": written.QUOTE,
    "said": written.SAID,
    "summary": written.SUMMARY,
    "changed": written.CHANGED,
    "pairs": written.PAIRS,
    "wordings": written.WORDINGS,
    "table": written.TABLE,
    "file": written.FILE,
    "lines": drawn.LINES,
    "waits": drawn.WAITS,
    "control": drawn.CONTROL,
    "groups": drawn.GROUPS,
    "truths": drawn.TRUTHS,
    "chairs": drawn.CHAIRS,
    "picture": drawn.PICTURE,
}
