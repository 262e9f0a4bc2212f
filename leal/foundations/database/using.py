"""Using the embedded database: found running or started, and held for as long as this process lives."""

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import leal

from .home import Cluster, DatabaseUnready, cannot_write

PATIENCE = 150
# Open files whose locks say "in use"; the kernel lets go of them when this process ends, even by kill -9.
_held: dict[Path, IO] = {}


def use(cluster: Cluster) -> None:
    """The server of this cluster takes connections when this returns, and goes on until this process ends."""
    refuse_elsewhere(sys.platform)
    try:
        cluster.make_folder()
        hold(cluster)
    except OSError as reason:
        raise DatabaseUnready(cannot_write(cluster, reason)) from None
    deadline = time.monotonic() + PATIENCE
    while not (kept(cluster) and answers(cluster)):
        if time.monotonic() > deadline:
            raise DatabaseUnready(f"The database did not start in {PATIENCE} s; see {cluster.log}.")
        if is_held(cluster.open_ours(cluster.keeper_lock)):
            # Somebody else's keeper is starting the server.
            time.sleep(0.05)
        elif trouble := start_keeper(cluster).get("trouble"):
            raise DatabaseUnready(trouble)


def refuse_elsewhere(system: str) -> None:
    """Locks, namespaces and the signal at a parent's death are asked of the Linux kernel."""
    if system != "linux":
        raise DatabaseUnready(
            "The database Leal brings runs on Linux only so far. "
            "Here, set LEAL_DATABASE_URL to a PostgreSQL 15 or later."
        )


def hold(cluster: Cluster) -> None:
    if cluster.folder not in _held:
        lock = cluster.open_ours(cluster.users_lock)
        # Waits only while a keeper without users is stopping its server.
        fcntl.flock(lock, fcntl.LOCK_SH)
        _held[cluster.folder] = lock


def let_go(cluster: Cluster) -> None:
    """Use the database no more; the server stops when nobody else does."""
    if lock := _held.pop(cluster.folder, None):
        lock.close()


def kept(cluster: Cluster) -> dict | None:
    """What the keeper says of the running server, when there is one."""
    if not cluster.folder.exists():
        return None
    cluster.refuse_if_anothers()
    if not is_held(cluster.open_ours(cluster.keeper_lock)):
        return None
    try:
        return json.loads(cluster.running.read_text())
    except FileNotFoundError:
        return None


def answers(cluster: Cluster) -> bool:
    """Whether the server listens: its keeper may have been killed a moment ago, or be starting it again."""
    with socket.socket(socket.AF_UNIX) as call:
        try:
            call.connect(str(cluster.socket / ".s.PGSQL.5432"))
        except OSError:
            return False
        return True


def is_held(lock: IO[bytes]) -> bool:
    """Whether another process holds this lock for itself. Closes the file."""
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def users(cluster: Cluster) -> list[int]:
    """The processes that use the database, by number; this one aside."""
    try:
        ours, locks = cluster.users_lock.stat().st_ino, Path("/proc/locks").read_text().splitlines()
    except FileNotFoundError:
        return []
    held = [line.split() for line in locks if " FLOCK " in line and " READ " in line]
    pids = {int(parts[4]) for parts in held if parts[5].split(":")[-1] == str(ours)}
    return sorted(pids - {os.getpid()})


def stop(cluster: Cluster) -> bool:
    """Stop the server, whoever uses it. Whether there was one."""
    let_go(cluster)
    running = kept(cluster)
    if running is None:
        return False
    os.kill(running["keeper"], signal.SIGTERM)
    with cluster.keeper_lock.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
    return True


def start_keeper(cluster: Cluster) -> dict:
    """Start a keeper of its own session, and wait for its first word."""
    log = cluster.open_log()
    keeper = subprocess.Popen(
        [
            *(sys.executable, "-m", "leal.foundations.database.keeper"),
            *(str(cluster.folder), str(cluster.binaries or ""), "volatile" if cluster.volatile else ""),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=log,
        start_new_session=True,
        cwd="/",
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(leal.__file__).parent.parent), *sys.path[1:]])},
    )
    log.close()
    with keeper.stdout as words:
        first = words.readline()
    keeper.wait()
    silent = {"trouble": f"The database's keeper ended without a word; see {cluster.log}."}
    return json.loads(first) if first else silent
