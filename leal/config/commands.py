"""Commands for those who run the site."""

import os

import click


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to listen.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Whom to listen to; by default this machine only.")
@click.option("--workers", type=click.IntRange(1), default=min(4, os.cpu_count() or 1), show_default=True)
@click.option("--worker/--no-worker", "tasks", default=True, help="Whether to do long tasks here too.")
def serve(port: int, host: str, workers: int, tasks: bool) -> None:
    """Serve the site, with its worker for long tasks and its database, until Ctrl-C."""
    from leal.foundations.database import home

    from . import serving

    serving.serve(folder=home(), host=host, port=port, workers=workers, tasks=tasks)


COMMANDS = [serve]
