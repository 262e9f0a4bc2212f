"""`leal story`: fresh story data."""

import click


@click.command()
@click.option("--if-empty", is_flag=True, help="Only where nothing has been told yet; otherwise do nothing.")
def story(if_empty: bool) -> None:
    """Tell the story afresh: the charter, its people, its real published figures.

    Whatever the story told before is taken away first. Where real people sign
    in, nothing is touched.
    """
    from leal.foundations.database import ready

    ready()
    from .clearing import clear, real_people
    from .people import told_already
    from .telling import tell

    if if_empty and told_already():
        return
    if real_people():
        raise click.ClickException("Real people sign in here. Tell the story in another LEAL_HOME.")
    clear()
    for chapter in tell():
        click.echo(f"  {chapter}")
    click.echo("The story is told.")


COMMANDS = [story]
