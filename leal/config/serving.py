"""Serving: the site, the worker for long tasks and the database, started, watched over and stopped together."""

import errno
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import click

from leal.foundations.database import keep_up, ready

from .gathering import gather_assets

WATCHED = {signal.SIGCHLD, signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
# Something that dies this often will not get better by starting it again.
MOST_RESTARTS, WITHIN = 5, 60
# A page or a task that has not ended by then is cut off.
LAST_WORDS = 5
EVERYWHERE = {"0.0.0.0", "::", "127.0.0.1"}


class CannotServe(click.ClickException):
    """The site cannot be served. The message says what is wrong and how to mend it."""


@dataclass
class Child:
    """One process we look after, by the name people know it by."""

    name: str
    arguments: list[str]
    process: subprocess.Popen | None = None
    ends: list[float] = field(default_factory=list)

    def start(self) -> None:
        what, *rest = self.arguments
        command = [sys.executable, "-m", "leal.config.children", what, str(os.getpid()), *rest]
        # Of its own session: Ctrl-C reaches us alone, and we stop it in order.
        self.process = subprocess.Popen(command, start_new_session=True)

    def ended(self) -> str | None:
        """How it ended, if it did."""
        code = self.process.poll()
        if code is None:
            return None
        return f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"

    def ends_too_often(self) -> bool:
        now = time.monotonic()
        self.ends = [moment for moment in self.ends if moment > now - WITHIN] + [now]
        return len(self.ends) > MOST_RESTARTS


def serve(*, folder: Path, host: str, port: int, workers: int, tasks: bool) -> None:
    """Serve until told to stop. Raises CannotServe, or DatabaseUnready, with a sentence."""
    address = f"http://{host}:{port}"
    # Links in e-mails lead here, unless settings name another place.
    os.environ.setdefault("LEAL_ADDRESS", f"http://{'localhost' if host in EVERYWHERE else host}:{port}")
    with only_one(folder, address):
        check_port(host, port)
        ready()
        gather_assets()
        signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
        children = [Child("The site", ["site", host, str(port), str(workers)])]
        if tasks:
            children.append(Child("The worker for long tasks", ["tasks"]))
        try:
            for child in children:
                child.start()
            wait_for_answer(children[0], host, port)
            click.echo(f"Leal is at {address} (stop it with Ctrl-C)")
            watch(children)
        finally:
            stop(children)


@contextmanager
def only_one(folder: Path, address: str) -> Iterator[None]:
    """Hold this folder for one `leal serve`; the kernel lets go of it however that ends."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        note = (folder / "serving").open("a+")
    except OSError as reason:
        raise CannotServe(
            f"LEAL_HOME, {folder}, cannot be written in: {reason.strerror}. Mend that, or name another folder."
        ) from None
    with note:
        try:
            fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            note.seek(0)
            other = json.loads(note.read() or "{}")
            raise CannotServe(
                f"Leal is already being served from {folder}, at {other.get('address')} by process "
                f"{other.get('process')}. Stop that one first, or name another folder with LEAL_HOME."
            ) from None
        note.truncate(0)
        note.write(json.dumps({"address": address, "process": os.getpid()}))
        note.flush()
        yield


def check_port(host: str, port: int) -> None:
    """Refuse a port somebody else listens on: the server itself would quietly share it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as reason:
            why = (
                "is taken by another program"
                if reason.errno == errno.EADDRINUSE
                else f"cannot be used: {reason.strerror}"
            )
            raise CannotServe(f"Port {port} of {host} {why}. Choose another: leal serve --port {port + 1}") from None


def wait_for_answer(site: Child, host: str, port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if how := site.ended():
            raise CannotServe(f"The site {how} before it answered; what it said is above.")
        if told_to_stop(0.05):
            raise SystemExit(0)
        try:
            socket.create_connection((host, port), timeout=1).close()
            return
        except OSError:
            continue
    raise CannotServe("The site did not answer within 60 s; what it said is above.")


def told_to_stop(seconds: float) -> bool:
    """Wait for a signal at most so long; whether it was one that asks us to stop."""
    told = signal.sigtimedwait(WATCHED, seconds)
    return told is not None and told.si_signo != signal.SIGCHLD


def watch(children: list[Child]) -> None:
    """Start again what dies, until told to stop or it dies too often."""
    while not told_to_stop(1):
        keep_up()
        for child in children:
            if how := child.ended():
                if child.ends_too_often():
                    raise CannotServe(f"{child.name} {how}, for the {len(child.ends)}th time in a minute. Stopping.")
                click.echo(f"{child.name} {how}. Starting it again.", err=True)
                child.start()


def stop(children: list[Child]) -> None:
    """Ask all to end, and end what has not after a few seconds."""
    running = [child.process for child in children if child.process and child.process.poll() is None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + LAST_WORDS
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
