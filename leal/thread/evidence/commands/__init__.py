"""What evidence can be asked and told from the command line."""

from .figures import figures
from .standing import standing

COMMANDS = [figures, standing]
