"""After the draw: someone leaves, and others stand by."""

import json
import secrets
from pathlib import Path

import click

from .saying import FILE, SECONDS, faults_told, opened_folder, patience_of, solved_by, tell, written


@click.command()
@click.argument("folder", type=FILE)
@click.option("--gone", multiple=True, required=True, help="The id of someone who leaves. Say it once for each.")
@click.option("--not-asked", multiple=True, help="The id of someone else who cannot take part any more.")
@click.option("--from-reserves", is_flag=True, help="Choose among those who stand by, not among all who are left.")
@click.option("--seed", help="Picks the replacement; else a random seed, written down in its draw.json.")
@click.option("--no-draw", is_flag=True, help="Stop at the lottery, to publish it before anyone knows the seed.")
@SECONDS
@click.option("--json", "as_json", is_flag=True, help="Say what was done as JSON.")
def replace(folder: Path, gone, not_asked, from_reserves, seed, no_draw, seconds, as_json) -> None:
    """Draw who takes the place of someone who leaves the group in FOLDER.

    A lottery over those left, as fair as any that meets the targets beside
    those who stay. It goes into a folder of its own, `replacements/1`, 2, and
    so on; what was published before is not touched.
    """
    from ..folder import Opened, draw_files, names_of
    from ..replacing import replacement_files, replacements, standing_of, vacancy
    from ..reserve_files import standing_by
    from ..telling import summary

    opened = opened_folder(folder, as_json)
    with faults_told(as_json):
        among = standing_by(folder) if from_reserves else None
        seats = vacancy(opened, standing_of(folder, opened), gone, not_asked, among)
    lottery = solved_by(seats.pool, seconds, as_json)
    made = replacement_files(opened, seats, lottery, names_of(opened))
    chosen, place = None, folder / "replacements" / str(len(replacements(folder)) + 1)
    if not no_draw:
        drawn = Opened(
            json.loads(made["lottery.json"]), made["public/lottery.json"], seats.pool, seats.sheet, seats.inputs
        )
        made |= draw_files(drawn, seed or secrets.token_hex(16))
        chosen = json.loads(made["draw.json"])["ids"]
    written(place, made, as_json)
    tell(summary(lottery, str(place), chosen) | {"gone": list(gone)}, as_json)


@click.command()
@click.argument("folder", type=FILE)
@click.option("--number", type=click.IntRange(min=1), required=True, help="How many should stand by.")
@click.option("--leaving", multiple=True, help="The chance to leave: 0.1, or “age: young = 0.2” for those of a value.")
@click.option("--leaving-column", help="A column of the people file with each person's own chance.")
@click.option("--seed", help="Draws the trials and the lots; else a random seed, written down in reserves.json.")
@click.option("--json", "as_json", is_flag=True, help="Say what was found as JSON.")
def reserves(folder: Path, number, leaving, leaving_column, seed, as_json) -> None:
    """Choose who should stand by for the group in FOLDER, so that it holds when people leave.

    Says how likely all targets are to be met with and without them.
    """
    from ..replacing import standing_of
    from ..reserve_files import reserve_files, reserves_sentences

    opened = opened_folder(folder, as_json)
    with faults_told(as_json):
        standing = standing_of(folder, opened)
        seed = seed or secrets.token_hex(16)
        with patience_of(None) as patience:
            made, found = reserve_files(opened, standing, number, leaving, leaving_column, seed, patience)
    written(folder, made, as_json)
    record = json.loads(made["reserves.json"])
    tell({"sentences": [*reserves_sentences(found), f"Written to {folder}."], **record}, as_json)


@click.command()
@click.option("--people", type=FILE, required=True, help="CSV: a row for each person.")
@click.option("--size", type=click.IntRange(min=2), default=8, show_default=True, help="The most at one table.")
@click.option("--rounds", type=click.IntRange(min=1, max=20), default=1, show_default=True, help="How many rounds.")
@click.option("--mix", multiple=True, help="A column by which tables should be mixed. Say it once for each.")
@click.option("--id", "id_column", help="The column of ids; else the first whose cells all differ, else row numbers.")
@click.option("--apart", type=FILE, help="CSV of two columns of ids: who must not share a table.")
@click.option("--together", type=FILE, help="CSV of two columns of ids: who must share one.")
@click.option("--seed", default="1", show_default=True, help="Where the search begins.")
@click.option("--out", type=FILE, required=True, help="The folder to write tables.csv into.")
@click.option("--json", "as_json", is_flag=True, help="Say what was found as JSON.")
def tables(people, size, rounds, mix, id_column, apart, together, seed, out, as_json) -> None:
    """Seat people at small tables: each as mixed as the whole, and as many as can be meeting over the rounds."""
    from ..table_files import Asked, seated_files, tables_sentences
    from .saying import content_of

    with faults_told(as_json):
        given = {
            name: (path.name, content_of(path)) for name, path in {"apart": apart, "together": together}.items() if path
        }
        asked = Asked(size, rounds, tuple(mix), id_column, seed)
        made, found = seated_files((people.name, content_of(people)), asked, given.get("apart"), given.get("together"))
    written(out, made, as_json)
    record = json.loads(made["tables.json"])
    tell({"sentences": [*tables_sentences(found), f"Written to {out}."], **record}, as_json)
