"""Languages that documents are written in: what they call themselves, what we call them, which way they run."""

from typing import NamedTuple


class Language(NamedTuple):
    """A language: its code, its name in itself, its name in English, and "rtl" where it is written from the right."""

    code: str
    own_name: str
    name: str
    direction: str = "ltr"


LANGUAGES = {
    one.code: one
    for one in (
        Language("en-GB", "English", "English"),
        Language("gd", "Gàidhlig", "Gaelic"),
        Language("sco", "Scots", "Scots"),
        Language("ar", "العربية", "Arabic", "rtl"),
        Language("zh", "中文", "Chinese"),
        Language("fa", "فارسی", "Farsi", "rtl"),
        Language("lt", "Lietuvių", "Lithuanian"),
        Language("pl", "Polski", "Polish"),
        Language("ro", "Română", "Romanian"),
        Language("uk", "Українська", "Ukrainian"),
        Language("ur", "اردو", "Urdu", "rtl"),
        Language("cy", "Cymraeg", "Welsh"),
    )
}
