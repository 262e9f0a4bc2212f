"""The embedded server itself: its files made, its program started, its end waited for."""

import os
import secrets
import shutil
import signal
import subprocess
import time
from pathlib import Path

from . import binaries as programs
from . import seclusion
from .home import Cluster, DatabaseUnready
from .seclusion import Place

OWNER, APPLICATION = "leal_owner", "leal_app"
DATABASE = "leal"
SLOWEST_START = 120
SETTINGS = """\
listen_addresses = ''
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
max_connections = 60
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
"""
# Nobody waits for the disk, and a power cut may lose everything.
VOLATILE = """\
fsync = off
synchronous_commit = off
full_page_writes = off
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
        self.binaries = programs.folder(cluster)
        self.version = programs.version(self.binaries)
        self.socket = cluster.place_socket()
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start, making the files first where there are none; back when the server takes connections."""
        clear_away_what_was_left(self.cluster)
        new = not self.cluster.data.exists()
        folder = self.cluster.folder / "data.new" if new else self.cluster.data
        if new:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(mode=0o700)
        self.check_version()
        self.place = self.placed(folder)
        if new:
            self.initialise()
        write_settings(folder, volatile=self.cluster.volatile)
        if new or not self.cluster.passwords.exists():
            self.settle_roles()
        if new:
            folder.rename(self.cluster.data)
            self.place = self.placed(self.cluster.data)
        self.launch()

    def check_version(self) -> None:
        marker = self.cluster.data / "PG_VERSION"
        if marker.exists() and int(marker.read_text()) != self.version:
            raise DatabaseUnready(
                f"The database in {self.cluster.data} was made by PostgreSQL {marker.read_text().strip()}, and this is "
                f"PostgreSQL {self.version}. Use the version it was made by, or name another folder with LEAL_HOME."
            )

    def placed(self, folder: Path) -> Place:
        if os.geteuid() != 0:
            return seclusion.as_ourselves(self.binaries, folder, self.socket)
        uid = folder.stat().st_uid or seclusion.spare_uid()
        for thing in (folder, self.socket):
            os.chown(thing, uid, uid)
        return seclusion.in_own_mounts(self.binaries, folder, self.socket, uid)

    def run(self, program: str, *arguments: str, said: str = "") -> None:
        """Run one of PostgreSQL's programs to its end, or say why it could not."""
        done = subprocess.run(
            [self.place.binaries / program, *arguments],
            executable=self.executable(program),
            input=said,
            capture_output=True,
            text=True,
            preexec_fn=self.place.enter,
            env=ENVIRONMENT,
        )
        if done.returncode != 0:
            raise DatabaseUnready(f"PostgreSQL's {program} failed: {last_words(done.stderr or done.stdout)}")

    def executable(self, program: str) -> str:
        return str(self.place.binaries / program)

    def initialise(self) -> None:
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if self.version >= 17 else []
        self.run(
            "initdb",
            f"--pgdata={self.place.data}",
            "--username=postgres",
            "--auth=reject",
            "--encoding=UTF8",
            "--data-checksums",
            "--locale=C.UTF-8",
            *locale,
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
        if not self.cluster.data.exists():
            statements.append(f"CREATE DATABASE {DATABASE} OWNER {OWNER};")
        self.run(
            "postgres",
            "--single",
            "-c",
            "exit_on_error=true",
            "-D",
            str(self.place.data),
            "postgres",
            said="\n".join(statements) + "\n",
        )
        write_closed(self.cluster.passwords, "".join(f"*:*:*:{role}:{secret}\n" for role, secret in passwords.items()))

    def launch(self) -> None:
        with self.cluster.log.open("ab") as log:
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
    lines = [line for line in text.splitlines() if line.strip()]
    return " / ".join(lines[-3:]) or "it said nothing"


def postmaster(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def says_ready(data: Path, pid: int) -> bool:
    lines = postmaster(data)
    return len(lines) > 7 and lines[0] == str(pid) and lines[7].strip() == "ready"


def serves(pid: int, data: Path) -> bool:
    """Whether this process is a server on these very files, and not another that was given its number since."""
    try:
        return Path(f"/proc/{pid}/cwd").samefile(data)
    except OSError:
        return False


def clear_away_what_was_left(cluster: Cluster) -> None:
    """After a kill: stop a server nobody keeps any more, and drop a note of one that is gone.

    Called with the keeper's lock held, so any server still on these files is an orphan.
    """
    lines = postmaster(cluster.data)
    if not lines:
        return
    pid = int(lines[0])
    for how, patience in ((signal.SIGINT, 20), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        if not serves(pid, cluster.data):
            break
        os.kill(pid, how)
        deadline = time.monotonic() + patience
        while serves(pid, cluster.data) and time.monotonic() < deadline:
            time.sleep(0.02)
    (cluster.data / "postmaster.pid").unlink(missing_ok=True)
