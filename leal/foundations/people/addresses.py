"""E-mail addresses as we keep and compare them."""


class NotPlain(ValueError):
    """An address with letters that only look like, or fold into, other people’s."""

    def __str__(self) -> str:
        return "Write the e-mail address in plain letters, without accents"


def kept(address: str) -> str:
    """An e-mail address in the one form we keep: small letters, no space around.

    Two addresses are the same when this form is. Letters beyond the plain ones
    are refused: some fold into plain letters (the Kelvin sign into k), and a
    link or a sign-in meant for one person would reach another.

    >>> kept(" Morag@Example.ORG ")
    'morag@example.org'
    """
    if not address.isascii():
        raise NotPlain(address)
    return address.strip().lower()
