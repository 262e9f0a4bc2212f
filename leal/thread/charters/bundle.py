"""What charters hold about one person: nothing that can be found by who they are."""

BUNDLED = ()
LEFT_OUT = {
    "charters.FormatWish": "How to answer someone who asked for a form, as they wrote it: no account leads to it, "
    "and it is blanked as soon as they are answered",
}
