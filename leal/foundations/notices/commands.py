"""`leal notices`: what waits to leave the house."""

import click


@click.group()
def notices() -> None:
    """What leaves the house: e-mails, letters."""
    from leal.foundations.database import ready

    ready()


@notices.command()
def deliver() -> None:
    """Send what waits now. `leal serve` does so every few seconds."""
    from .models import Notice
    from .sending import send_waiting

    sent, missed = send_waiting()
    waiting = Notice.objects.filter(sent_at=None, missed_at=None).count()
    click.echo(f"{sent} sent, {missed} could not leave, {waiting} still wait.")


COMMANDS = [notices]
