"""`leal people` and `leal export-person`: the first keeper, a way in by hand, and everything held about one person."""

import os
from pathlib import Path

import click


@click.group()
def people() -> None:
    """The people who sign in."""
    from leal.foundations.database import ready

    ready()


@people.command("add-keeper")
@click.option("--name", required=True, help="Their name.")
@click.option("--email", required=True, help="Their e-mail address.")
def add_keeper(name: str, email: str) -> None:
    """Add the keeper of a new system, who adds everyone else on the pages."""
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.utils import timezone

    from leal.foundations.people.actors import CLOCK
    from leal.foundations.people.addresses import NotPlain

    from . import operations

    try:
        validate_email(email)
        keeper = operations.add_first_keeper(name=name, email=email, on=timezone.localdate(), by=CLOCK)
    except ValidationError:
        raise click.ClickException(f"“{email}” is no e-mail address.") from None
    except (operations.NotTheFirst, NotPlain) as reason:
        raise click.ClickException(f"{reason}.") from None
    click.echo(f"{keeper.name} keeps the system now.")
    hand_out(keeper, "The first keeper signs in")


@people.command()
@click.option("--email", required=True, help="The address they were added with.")
@click.option("--because", required=True, help="Why they cannot ask for a link themselves. Stays in the record.")
def link(email: str, because: str) -> None:
    """Make a link to sign in for someone whom e-mail does not reach. Hand it to nobody else."""
    from . import queries

    person = queries.by_address(email.strip().lower(), active=True)
    if person is None:
        raise click.ClickException("Nobody with this address can sign in.")
    hand_out(person, because)


@people.command()
def forget() -> None:
    """Forget what has served its time: used links, tries at guessing, ended sessions.

    `leal serve` does so every hour.
    """
    from django.utils import timezone

    from .forgetting import forget

    gone = forget(at=timezone.now())
    click.echo(f"Forgotten: {gone.links} links, {gone.tries} tries, {gone.sessions} sessions, {gone.notices} e-mails.")


def hand_out(person, because: str) -> None:
    from django.utils import timezone

    from leal.foundations.people.actors import CLOCK

    from . import operations

    address = operations.hand_out_link(person=person, at=timezone.now(), because=because, by=CLOCK)
    click.echo(f"Within 15 minutes, {person.name} can sign in at\n  {address}")


@click.command("export-person")
@click.argument("of", metavar="ID")
@click.option("--because", required=True, help="Why it is asked for. Stays in the record; name nobody here.")
@click.option("--out", type=click.Path(path_type=Path), help="The file to write, for your eyes only. Else it is shown.")
def export_person(of: str, because: str, out: Path | None) -> None:
    """Give everything held about one person, as JSON.

    ID is the number of someone with an account, or the key of a panel member, as in the address of their page.
    """
    from leal.foundations.database import ready

    ready()
    import json

    from leal.foundations.people.actors import CLOCK

    from . import operations
    from .bundle import ENCODER

    if out is not None and out.exists():
        raise click.ClickException(f"There is a file {out} already. Name another.")
    try:
        held = operations.hand_out_everything(of=of, because=because, by=CLOCK)
    except operations.NobodyThere as reason:
        raise click.ClickException(f"{reason}: {of}") from None
    text = json.dumps(held, cls=ENCODER, indent=2, ensure_ascii=False)
    if out is None:
        click.echo(text)
        return
    write_for_me_alone(out, f"{text}\n")
    click.echo(f"{sum(map(len, held.values()))} rows of {len(held)} kinds are in {out}.")


def write_for_me_alone(file: Path, text: str) -> None:
    """Write a new file that only its owner can read."""
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as to:
            to.write(text)
    except OSError as reason:
        raise click.ClickException(f"{file} cannot be written: {reason.strerror}.") from None


COMMANDS = [people, export_person]
