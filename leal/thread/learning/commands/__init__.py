"""A charter as a file, and the report of a year, from the command line."""

from .charter import charter
from .report import report

COMMANDS = [charter, report]
