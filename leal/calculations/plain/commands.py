"""`leal plain`: is it plain, and what to do where it is not?"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

SHOWN = 500  # letters of a sentence; more help nobody to find it


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--easy-read", is_flag=True, help="By the rules of Easy Read too: 15 words, one idea, full words.")
@click.option("--json", "as_json", is_flag=True, help="Every sentence with its faults, for a program to read.")
@click.option("--rules", "show_rules", is_flag=True, help="Show the rules and their sources instead.")
def plain(file: Path | None, easy_read: bool, as_json: bool, show_rules: bool) -> None:
    """Judge a text, Markdown, HTML or DOCX file sentence by sentence, with what to do.

    Ends with 0 when there is nothing to mend, 1 when there is, 2 when the file
    cannot be read. Each rule and its source are in docs/recipes/write-plainly.md.
    """
    from leal.calculations.documents import Unreadable

    from . import check_file, published_rules

    if show_rules:
        click.echo(published_rules(), nl=False)
        return
    if file is None:
        raise click.UsageError("Name a file to judge, or ask for the --rules.")
    try:
        judged = check_file(file, easy_read=easy_read)
    except Unreadable as reason:
        click.echo(str(reason), err=True)
        sys.exit(2)
    if as_json:
        click.echo(json.dumps(_as_json(judged), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_in_words(judged, easy_read)))
    sys.exit(1 if judged.to_mend else 0)


def _as_json(judged) -> dict:
    return {
        "file": judged.name,
        "sentences": [{**one._asdict(), "faults": [each._asdict() for each in one.faults]} for one in judged.sentences],
        "to_mend": len(judged.to_mend),
        "reading_ages": [
            {
                **one._asdict(),
                "value": round(one.value, 1),
                "grade": None if one.grade is None else round(one.grade, 1),
                "age": None if one.age is None else round(one.age, 1),
            }
            for one in judged.ages
        ],
        "notes": list(judged.notes),
    }


def _in_words(judged, easy_read: bool) -> Iterator[str]:
    from . import rules

    yield from judged.notes
    told: set[str] = set()  # why a rule matters is said once
    for one in judged.to_mend:
        yield f"{f'line {one.line}' if one.line else f'paragraph {one.paragraph}'}: {_shortened(one.sentence)}"
        for each in one.faults:
            why = "" if each.rule in told else f"{each.why} "
            yield f"  {rules()[each.rule].name}: “{each.words}”. {why}{each.do}"
            if "{" not in rules()[each.rule].why:
                told.add(each.rule)
        yield ""
    mend, every = len(judged.to_mend), len(judged.sentences)
    of = "1 sentence" if every == 1 else f"{every:,} sentences"
    yield (
        f"{mend:,} of {of} {'has' if mend == 1 else 'have'} something to mend." if mend else f"Nothing to mend in {of}."
    )
    if judged.ages:
        ages = ", ".join(f"{one.formula} {one.age:.0f}" for one in judged.ages if one.age is not None)
        yield f"Reading ages by formula: {ages}. {judged.ages[0].note}".rstrip()
    if easy_read:
        yield "A machine can check rules. Only people with learning disabilities can say if it is Easy Read: ask them."


def _shortened(sentence: str) -> str:
    return sentence if len(sentence) <= SHOWN else sentence[:SHOWN] + " …"


COMMANDS = [plain]
