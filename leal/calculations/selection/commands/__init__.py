"""`leal select` and what belongs to it: draw, replace, reserves, tables, verify."""

from .later import replace, reserves, tables
from .select import select

for command in (replace, reserves, tables):
    select.add_command(command)

COMMANDS = [select]
