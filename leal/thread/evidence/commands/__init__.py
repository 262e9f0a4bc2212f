"""What evidence can be asked and told from the command line."""

from .standing import standing

COMMANDS = [standing]
