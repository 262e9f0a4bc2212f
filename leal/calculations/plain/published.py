"""The rules as a page: docs/recipes/write-plainly.md is this, and a test holds it to that."""

from collections.abc import Iterable, Iterator

from .ages import SOURCES
from .faults import rules
from .lists import WHO

HEAD = """# Write plainly

`leal plain FILE` judges a text, Markdown, HTML or DOCX file, sentence by sentence, and says what to do.

    leal plain letter.docx
    leal plain page.html --json
    leal plain leaflet.txt --easy-read
    leal plain --rules

It ends with 0 when there is nothing to mend. It ends with 1 when there is, and with 2 when the file cannot be read.
There is no score: a text is plain when people understand it, so ask them.

* Headings are looked at for hard words alone.
* A paragraph of somebody’s own words in quotation marks, with who said them behind, is not judged.
* Scripts, styles and code are not words.
* A passive is found by the form of “to be” and the word after it. “The letter sent to you” is missed. So is “the office
  was closed”: it may say how the office is, or what somebody did.

## For a program

`--json` gives this. Every sentence is there, with or without faults.

    {"file", "to_mend", "notes": […],
     "sentences": [{"sentence", "kind", "paragraph", "line", "words",
                    "faults": [{"rule", "words", "why", "do", "source"}]}],
     "reading_ages": [{"formula", "value", "grade", "age", "note", "source"}]}

`kind` is text, item, cell, heading or quote. `paragraph` counts from 1. `line` is null in a Word document. In a
sentence, `words` is how many words it has. In a fault, `words` are those that it is about. `notes` say what we had to
guess, such as how somebody saved the file.

From Python: `check_sentence`, `check_document` and `check_file` of `leal.calculations.plain`.
"""
LISTS = """## The lists

They are in `leal/calculations/plain/`.

* `hard_words.toml`: hard words and plainer ones, with who says so ({who}; the others are ours)
* `unmeasured_words.toml`: words that nothing can measure, with what to say
* `verbs_in_nouns.toml`: nouns that hide a verb
* `grammar.toml`: small lists that the rules go by, such as qualities that are no passive (“is interested”)

To change what is found, change the list, and add a sentence to the tests.

Syllables are those of the Carnegie Mellon Pronouncing Dictionary. `syllables.csv` has the words that a rule of spelling
gets wrong; its licence stands beside it.
"""
AGES = """## Reading ages

The formulas count words, syllables and letters of running text and lists. An age is the school grade and five. The
formulas do not know whether anybody understands. Nothing passes or fails by them. Dale and Chall’s is left out, as its
list of words is not free. Gunning’s “hard words” are all words of three syllables or more.
"""


def published_rules() -> str:
    """The whole page, in Markdown.

    >>> published_rules().splitlines()[0]
    '# Write plainly'
    """
    who = ", ".join(one.split(". http")[0] for one in WHO.values() if one.startswith(("GOV.UK style", "plainlanguage")))
    rows = list(_rules())
    plain = [row for name, row in rows if not name.startswith("easy-read")]
    easy = [row for name, row in rows if name.startswith("easy-read")]
    parts = [
        HEAD,
        "## What is looked for\n",
        _table("| rule | what to do | who says so |", plain),
        "## Besides, in Easy Read\n\nInstead of the rules for length and abbreviations:\n",
        _table("| rule | what to do | who says so |", easy),
        LISTS.format(who=who),
        AGES,
        _table("| formula | source |", (f"| {name} | {source} |" for name, source in SOURCES.items())),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _rules() -> Iterator[tuple[str, str]]:
    for name, rule in rules().items():
        do = rule.do.replace("{words}", "…").replace("{plainer}", "…") or "As the list says."
        yield name, f"| {rule.name} (`{name}`) | {do} | {rule.source or 'As the list says.'} |"


def _table(head: str, rows: Iterable[str]) -> str:
    return "\n".join([head, "|" + " --- |" * (head.count("|") - 1), *rows]) + "\n"
