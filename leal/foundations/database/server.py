"""The embedded server itself: its files made, its program started, its end waited for."""

import locale
import os
import re
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import binaries as programs
from . import seclusion
from .home import Cluster, DatabaseUnready
from .seclusion import Needed

OWNER, APPLICATION = "leal_owner", "leal_app"
DATABASE = "leal"
SLOWEST_START = 120
# What new files and their first growth take.
FIRST_ROOM = 100_000_000
SETTINGS = """\
listen_addresses = ''
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
max_connections = 60
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
# The log outlives what people ask us to erase: no statement and no row is quoted in it.
log_error_verbosity = terse
log_min_error_statement = panic
"""
# Nobody waits for the disk, and a power cut may lose everything.
VOLATILE = """\
fsync = off
synchronous_commit = off
full_page_writes = off
# What is counted after one test rolled back (many pages, no rows) misleads the planner in the next by hours.
autovacuum = off
"""
# The two roles and nobody else; the superuser has no password and no way in.
CREATE_ROLE = (
    "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{0}') THEN CREATE ROLE {0}; END IF; END $$;"
)
WHO_MAY_CONNECT = f"local all {OWNER},{APPLICATION} scram-sha-256\n"


class Server:
    """One PostgreSQL server on one cluster's files. Only the keeper makes one."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.binaries = programs.readable(programs.folder(cluster), cluster)
        self.version = programs.version(self.binaries)
        self.socket = cluster.place_socket()
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start, making the files first where there are none; back when the server takes connections."""
        clear_away_what_was_left(self.cluster)
        self.check_version()
        if not self.cluster.data.exists():
            self.make()
        self.place = seclusion.choose(self.needed(self.cluster.data))
        write_settings(self.cluster.data, volatile=self.cluster.volatile)
        if not self.cluster.passwords.exists():
            with self.making(self.cluster.data):
                self.settle_roles()
        self.launch()

    def make(self) -> None:
        """Make the files in a folder of which nothing is used until all of it is there."""
        folder = self.cluster.data.with_name("data.new")
        shutil.rmtree(folder, ignore_errors=True)
        if (free := shutil.disk_usage(self.cluster.folder).free) < FIRST_ROOM:
            raise DatabaseUnready(
                f"There is too little room for a database in {self.cluster.folder}: {free / 1e6:.0f} MB are free, "
                f"{FIRST_ROOM / 1e6:.0f} MB are needed. Make room, or name another folder with LEAL_HOME."
            )
        folder.mkdir(mode=0o700)
        self.place = seclusion.choose(self.needed(folder))
        with self.making(folder):
            self.initialise()
            write_settings(folder, volatile=self.cluster.volatile)
            self.settle_roles()
        folder.rename(self.cluster.data)

    @contextmanager
    def making(self, folder: Path) -> Iterator[None]:
        """Work on the files while no server runs."""
        proper = self.place
        self.place = proper.namesake or proper
        seclusion.settle(self.place, self.needed(folder))
        try:
            yield
        finally:
            self.place = proper
            seclusion.settle(proper, self.needed(folder))

    def check_version(self) -> None:
        marker = self.cluster.data / "PG_VERSION"
        if marker.exists() and int(marker.read_text()) != self.version:
            raise DatabaseUnready(
                f"The database in {self.cluster.data} was made by PostgreSQL {marker.read_text().strip()}, and this is "
                f"PostgreSQL {self.version}. Use the version it was made by, or name another folder with LEAL_HOME."
            )

    def needed(self, folder: Path) -> Needed:
        return Needed(self.binaries, folder, self.socket)

    def run(self, program: str, *arguments: str, said: str = "") -> None:
        """Run one of PostgreSQL's programs to its end, or say why it could not."""
        done = subprocess.run(
            [self.place.binaries / program, *arguments],
            input=said,
            capture_output=True,
            text=True,
            preexec_fn=self.place.enter,
            env=ENVIRONMENT,
        )
        if done.returncode != 0:
            raise DatabaseUnready(f"PostgreSQL's {program} failed: {last_words(done.stderr or done.stdout)}")

    def initialise(self) -> None:
        provider = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if self.version >= 17 else []
        self.run(
            "initdb",
            f"--pgdata={self.place.data}",
            "--username=postgres",
            "--auth=reject",
            "--encoding=UTF8",
            "--data-checksums",
            f"--locale={plain_locale()}",
            *provider,
            *(["--no-sync"] if self.cluster.volatile else []),
        )

    def settle_roles(self) -> None:
        """Make the two roles and the database, with fresh passwords, before anybody can connect."""
        passwords = {role: secrets.token_hex(24) for role in (OWNER, APPLICATION)}
        statements = [
            *(CREATE_ROLE.format(role) for role in passwords),
            f"ALTER ROLE {OWNER} LOGIN NOSUPERUSER CREATEDB PASSWORD '{passwords[OWNER]}';",
            f"ALTER ROLE {APPLICATION} LOGIN NOSUPERUSER NOCREATEDB PASSWORD '{passwords[APPLICATION]}';",
        ]
        # Whoever is given the owner's address alone can still act as the application.
        statements.append(f"GRANT {APPLICATION} TO {OWNER};")
        if not self.cluster.data.exists():
            statements.append(f"CREATE DATABASE {DATABASE} OWNER {OWNER};")
        self.single_user(statements)
        write_closed(self.cluster.passwords, "".join(f"*:*:*:{role}:{secret}\n" for role, secret in passwords.items()))

    def single_user(self, statements: list[str]) -> None:
        """Run statements as the superuser, one on each line, while no server runs."""
        arguments = ("--single", "-c", "exit_on_error=true", "-D", str(self.place.data), "postgres")
        self.run("postgres", *arguments, said="\n".join(statements) + "\n")

    def launch(self) -> None:
        with self.cluster.open_log() as log:
            self.process = subprocess.Popen(
                [self.place.binaries / "postgres", "-D", self.place.data, "-k", self.place.socket],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=self.place.enter,
                env=ENVIRONMENT,
            )
        deadline = time.monotonic() + SLOWEST_START
        while not says_ready(self.cluster.data, self.process.pid):
            if self.process.poll() is not None:
                raise DatabaseUnready(f"The database did not start: {last_words(self.cluster.log.read_text())}")
            if time.monotonic() > deadline:
                self.stop()
                raise DatabaseUnready(f"The database did not start in {SLOWEST_START} s; see {self.cluster.log}.")
            time.sleep(0.01)

    def stop(self) -> None:
        """End every connection and stop, tidily; harder when that takes too long."""
        for how, patience in ((signal.SIGINT, 20), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
            if self.process is None or self.process.poll() is not None:
                return
            self.process.send_signal(how)
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                continue


# PostgreSQL reads many variables of its own; none of the caller's may change where or how it runs.
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def plain_locale() -> str:
    """Order by code, letters by Unicode: the same on every machine that knows the name, and where none does, ASCII."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        return locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    except locale.Error:
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def write_settings(folder: Path, *, volatile: bool) -> None:
    (folder / "postgresql.conf").write_text(SETTINGS + (VOLATILE if volatile else ""))
    (folder / "pg_hba.conf").write_text(WHO_MAY_CONNECT)


def write_closed(path: Path, text: str) -> None:
    """Write a file only we may read, whole or not at all."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    new.replace(path)


def last_words(text: str) -> str:
    """What a program said of its end: its last complaint, else its last lines."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    complaints = [line for line in lines if re.search(r"(PANIC|FATAL|ERROR|error): ", line)]
    return " / ".join(complaints[-1:] or lines[-3:]) or "it said nothing"


def postmaster(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def says_ready(data: Path, pid: int) -> bool:
    lines = postmaster(data)
    return len(lines) > 7 and lines[0] == str(pid) and lines[7].strip() == "ready"


def servers_on(data: Path) -> list[int]:
    """PostgreSQL's processes that work on these very files. A number in a note may be somebody else's by now."""
    return [int(process.name) for process in Path("/proc").glob("[0-9]*") if serves(process, data)]


def serves(process: Path, data: Path) -> bool:
    try:
        return (process / "exe").readlink().name.startswith("postgres") and (process / "cwd").samefile(data)
    except OSError:
        return False


def clear_away_what_was_left(cluster: Cluster) -> None:
    """After a kill: stop what still works on the files with nobody to keep it, and drop the notes of what is gone.

    Called with the keeper's lock held, so whatever is found is an orphan.
    """
    noted = [int(line) for line in postmaster(cluster.data)[:1]]
    for how, patience in ((signal.SIGINT, 20), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        left = servers_on(cluster.data)
        # The first asks the server itself, which then ends the others.
        for pid in [pid for pid in left if pid in noted] or left:
            os.kill(pid, how)
        deadline = time.monotonic() + patience
        while left and servers_on(cluster.data) and time.monotonic() < deadline:
            time.sleep(0.02)
    for note in (cluster.data / "postmaster.pid", *cluster.socket.glob(".s.PGSQL.*")):
        note.unlink(missing_ok=True)
