"""The keeper: the one process that starts the embedded server, watches over it and stops it.

Started by whichever `leal` command needs the database first, it outlives that command and ends when the last
user has gone. Run as `python -m leal.foundations.database.keeper`; nobody types that.
"""

import fcntl
import json
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from .home import Cluster, DatabaseUnready, cannot_write
from .server import Server, write_closed

# Commands often come in rows; the next one should find the server up.
LINGER = 5
WATCHED = {signal.SIGCHLD, signal.SIGTERM}
# A server that dies again and again is not started for ever.
MOST_RESTARTS, WITHIN = 5, 60


def main(folder: str, binaries: str, volatile: str) -> None:
    # Whoever started us need not wait for our end.
    if os.fork():
        os._exit(0)
    cluster = Cluster(Path(folder), Path(binaries) if binaries else None, volatile == "volatile")
    step_down(cluster.folder)
    lock = cluster.keeper_lock.open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        tell({"other": "Another keeper is at work."})
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
    for ignored in (signal.SIGINT, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    try:
        # What a killed keeper said holds no more.
        cluster.running.unlink(missing_ok=True)
        server = Server(cluster)
        server.start()
        announce(cluster, server)
    except DatabaseUnready as reason:
        tell({"trouble": reason.message})
        return
    except OSError as reason:
        tell({"trouble": cannot_write(cluster, reason)})
        return
    tell({"ready": True})
    try:
        keep(cluster, server)
    except DatabaseUnready as reason:
        sys.stderr.write(reason.message + "\n")
    except OSError as reason:
        sys.stderr.write(cannot_write(cluster, reason) + "\n")


def step_down(folder: Path) -> None:
    """Root keeps a person's database as that person, who must be able to use it without root the next time."""
    owner = folder.stat()
    if os.geteuid() == 0 and owner.st_uid != 0:
        os.setgroups([])
        os.setgid(owner.st_gid)
        os.setuid(owner.st_uid)


def tell(words: dict) -> None:
    """One line to whoever started us, who then stops listening, and may have been killed meanwhile."""
    with suppress(BrokenPipeError):
        os.write(1, (json.dumps(words) + "\n").encode())
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 1)


def announce(cluster: Cluster, server: Server) -> None:
    facts = {"keeper": os.getpid(), "server": server.process.pid, "version": server.version}
    write_closed(cluster.running, json.dumps(facts))


def keep(cluster: Cluster, server: Server) -> None:
    """Watch until nobody needs the server or somebody asks us to stop it."""
    last_used, restarts = time.monotonic(), []
    with cluster.users_lock.open("ab") as users:
        while True:
            told = signal.sigtimedwait(WATCHED, 1)
            if told and told.si_signo == signal.SIGTERM:
                break
            if server.process.poll() is not None:
                restarts = [moment for moment in restarts if moment > time.monotonic() - WITHIN] + [time.monotonic()]
                cluster.running.unlink(missing_ok=True)
                if len(restarts) > MOST_RESTARTS:
                    break
                server.start()
                announce(cluster, server)
            if cluster.stay.exists() or not nobody(users):
                last_used = time.monotonic()
            elif time.monotonic() > last_used + LINGER:
                break
            else:
                fcntl.flock(users, fcntl.LOCK_UN)
        cluster.running.unlink(missing_ok=True)
        server.stop()


def nobody(users) -> bool:
    """Whether nobody uses the database; then we hold the lock, and a newcomer waits until we let go."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


if __name__ == "__main__":
    main(*sys.argv[1:])
