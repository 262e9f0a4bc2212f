"""`leal story`: fresh story data."""

import click


@click.command()
@click.option("--if-empty", is_flag=True, help="Only where nothing has been told yet; otherwise do nothing.")
@click.option("--lottery-anew", is_flag=True, help="Only make the lottery of the story’s core group anew, as a file.")
def story(if_empty: bool, lottery_anew: bool) -> None:
    """Tell the story afresh: the charter, its people, its real published figures.

    Whatever the story told before is taken away first. Where real people sign
    in, nothing is touched.
    """
    from leal.foundations.database import ready

    ready()
    from .clearing import clear, real_people
    from .core_group import make_anew
    from .people import told_already
    from .telling import tell

    if lottery_anew:
        make_anew()
        return
    if if_empty and told_already():
        return
    if real_people():
        raise click.ClickException("Real people sign in here. Tell the story in another LEAL_HOME.")
    clear()
    for chapter in tell():
        click.echo(f"  {chapter}")
    click.echo("The story is told.")


COMMANDS = [story]
