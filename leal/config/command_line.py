"""The `leal` command: one name, a command for each thing people do."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

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


def command_modules() -> Iterator[ModuleType]:
    """Every `commands` module of the floors, ground floor first."""
    for floor in (leal.calculations, leal.foundations, leal.thread, leal.config):
        top = Path(floor.__path__[0])
        for file in sorted([*top.glob("commands.py"), *top.glob("*/commands.py"), *top.glob("*/commands/__init__.py")]):
            place = (file.parent if file.name == "__init__.py" else file.with_suffix("")).relative_to(top)
            yield alone(".".join((floor.__name__, *place.parts)), file)


def alone(name: str, file: Path) -> ModuleType:
    """The module of this name, without the room it stands in: some rooms take a second to come in, few are needed."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, file)
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Leal keeps a charter honest: from what people said to whether each promise is kept."""
