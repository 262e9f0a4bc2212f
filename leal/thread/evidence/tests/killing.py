"""Takes a file in, again and again, in processes that are killed when told to.

Run as a program: it says "ready", then for each number of seconds it reads it
starts an import, kills it that long after, and says "killed" or "finished".
"""

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path


def take_in(file: Path) -> None:
    """One import, in a process of its own."""
    from leal.foundations.people.models import Person
    from leal.thread.charters.models import Charter
    from leal.thread.evidence import operations
    from leal.thread.evidence.intake.tests.making import MAPPINGS
    from leal.thread.evidence.tests.making import AT

    by = Person.objects.get(name="Nadia")
    with suppress(operations.AlreadyTakenIn):
        operations.take_in(charter=Charter.objects.get(), source=file, mappings=MAPPINGS, at=AT, by=by)


def started(file: Path) -> int:
    child = os.fork()
    if child == 0:
        take_in(file)
        os._exit(0)
    return child


def main(file: Path) -> None:
    import django

    django.setup()
    import leal.thread.evidence.tests.making  # noqa: F401 imported once, before there are children

    print("ready", flush=True)  # noqa: T201
    for line in sys.stdin:
        child = started(file)
        time.sleep(float(line))
        os.kill(child, signal.SIGKILL)
        _, how = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(how) else "finished", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
