"""Programs of the machine that we use where they are there, and a sentence where they are not."""

import shutil
import subprocess

from .refusals import CannotBeWritten

LONG = 300  # seconds; nothing of ours takes so long unless it never ends


class NotInstalled(CannotBeWritten):
    """A program that makes a format and is not on this machine."""

    def __init__(self, makes: str, package: str):
        super().__init__(makes, package)
        self.makes, self.package = makes, package

    def __str__(self) -> str:
        return f"{self.makes} cannot be made here: the program {self.package} is not installed on this machine."


class Failed(CannotBeWritten):
    """A program that is there and could not do it."""

    def __init__(self, makes: str):
        super().__init__(makes)
        self.makes = makes

    def __str__(self) -> str:
        return f"{self.makes} could not be made. Try again later; if it happens again, tell whoever runs this site."


def run(program: str, *options: str, given: bytes, makes: str, package: str) -> bytes:
    """What a program answers to what it is given.

    Raises NotInstalled when it is not there, Failed when it ends badly or does not end.
    """
    if not (found := shutil.which(program)):
        raise NotInstalled(makes, package)
    try:
        done = subprocess.run([found, *options], input=given, capture_output=True, timeout=LONG, check=True)
    except (subprocess.SubprocessError, OSError):
        raise Failed(makes) from None
    return done.stdout
