"""The `leal` command: one name, a command for each thing people do."""

import importlib
import importlib.util
import pkgutil

import click

import leal.calculations
import leal.config
import leal.foundations
import leal.thread


class Commands(click.Group):
    """Finds each command where it lives: a module `commands.py` beside what it drives.

    A module lists its commands in `COMMANDS`. Nothing of Django is imported
    until a command that needs it runs, so the calculations' commands work on
    files alone.
    """

    def found(self) -> dict[str, click.Command]:
        return {command.name: command for module in command_modules() for command in module.COMMANDS}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.found())

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        return self.found().get(name)


def command_modules():
    """Every `commands` module of the floors, ground floor first."""
    for floor in (leal.calculations, leal.foundations, leal.thread, leal.config):
        for room in pkgutil.iter_modules(floor.__path__, floor.__name__ + "."):
            name = room.name if room.name.endswith(".commands") else room.name + ".commands"
            if (room.ispkg or name == room.name) and importlib.util.find_spec(name):
                yield importlib.import_module(name)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Leal keeps a charter honest: from what people said to whether each promise is kept."""
