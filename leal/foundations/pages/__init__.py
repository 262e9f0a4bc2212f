"""How pages look: layout, knots, components, charts, error pages.

Components take plain values (`parts.py`), never models: pages know no slice.
Everything here is on show at /patterns/, drawn by the real templates.
"""

# Built into every template, so that no page has to load them: settings.TEMPLATES.
TAGS = [
    "leal.foundations.pages.templatetags.frame",
    "leal.foundations.pages.templatetags.thread",
    "leal.foundations.pages.templatetags.words",
    "leal.foundations.pages.templatetags.editions",
    "leal.foundations.pages.templatetags.figures",
    "leal.foundations.pages.templatetags.forms",
]
