"""Debian's own PostgreSQL 15, kept by our supervisor, for the tests that lean on the database.

python -m tests.debian_postgres        start it, print its address, and stop with Ctrl-C
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

from leal.foundations.database import Cluster, DatabaseUnready, home
from leal.foundations.database.addresses import address_of
from leal.foundations.database.using import use

BINARIES = Path("/usr/lib/postgresql/15/bin")
PACKAGE = "postgresql-15"


def started() -> str | None:
    """The owner's address of a server that runs until this process ends; nothing where there can be none."""
    if not (BINARIES / "initdb").exists() and not installed():
        return None
    cluster = Cluster(home() / "debian", BINARIES, volatile=True)
    try:
        use(cluster)
    except DatabaseUnready as reason:
        print(f"SKIPPED: the tests on Debian’s PostgreSQL 15. {reason.message}", file=sys.stderr)
        return None
    return address_of(cluster, "owner")


def installed() -> bool:
    """Install Debian's package where we may; otherwise say what is skipped and how to mend it."""
    if os.geteuid() != 0 or not Path("/usr/bin/apt-get").exists():
        print(
            f"SKIPPED: the tests on Debian’s PostgreSQL 15, which is not on this machine. "
            f"To run them too: sudo apt-get install {PACKAGE}",
            file=sys.stderr,
        )
        return False
    print(f"Installing Debian’s {PACKAGE}, for the second run of the database tests.")
    quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", PACKAGE]):
        if subprocess.run(["/usr/bin/apt-get", "--quiet", *command], check=False, **quiet).returncode != 0:
            print(f"SKIPPED: the tests on PostgreSQL 15. apt-get {command[0]} failed; see above.", file=sys.stderr)
            return False
    return True


if __name__ == "__main__":
    if (url := started()) is None:
        sys.exit(1)
    print(f"export LEAL_TEST_DATABASE_URL='{url}'", flush=True)
    signal.sigwait({signal.SIGINT, signal.SIGTERM})
