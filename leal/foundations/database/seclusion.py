"""How the server runs apart from everybody else, even when it is root who starts it.

PostgreSQL refuses to run as root. See docs/decisions/ for why these ways and in this order.
"""

import ctypes
import os
import secrets
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

LIBC = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
CLONE_NEWNS = 0x00020000
MS_NOSUID, MS_NODEV, MS_BIND, MS_REC, MS_PRIVATE = 2, 4, 4096, 16384, 1 << 18
# Numbers no system hands out: above containers' ranges, below the signed limit.
SPARE_UIDS = range(1879048192, 2147352575)


@dataclass(frozen=True)
class Place:
    """Where the server finds its things, and who it is while it runs.

    binaries, data, socket  as the server itself sees them
    enter                   run in the child before the server's program starts
    """

    binaries: Path
    data: Path
    socket: Path
    enter: Callable[[], None]


def checked(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def tie_to(parent: int) -> None:
    """Ask the kernel to stop this process when its parent dies, however that dies: no server outlives its keeper."""
    checked(LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGINT.value, 0, 0, 0))
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGINT)


def unblock_signals() -> None:
    signal.pthread_sigmask(signal.SIG_SETMASK, [])


def as_ourselves(binaries: Path, data: Path, socket: Path) -> Place:
    """An ordinary person's server runs as that person."""
    keeper = os.getpid()

    def enter() -> None:
        unblock_signals()
        tie_to(keeper)

    return Place(binaries, data, socket, enter)


def spare_uid() -> int:
    return secrets.choice(SPARE_UIDS)


def mount(source: str | None, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    encoded = [os.fsencode(text) if text is not None else None for text in (source, target, kind)]
    checked(LIBC.mount(*encoded, ctypes.c_ulong(flags), data.encode() if data else None))


def in_own_mounts(binaries: Path, data: Path, socket: Path, uid: int) -> Place:
    """Root's server runs as a number nobody else has, seeing its three folders at paths only it can see.

    No folder above ours is opened and no capability is kept.
    """
    stage = Path("/tmp")
    root = stage / "leal"
    bundle = bundle_of(binaries)
    keeper = os.getpid()

    def enter() -> None:
        unblock_signals()
        checked(LIBC.unshare(CLONE_NEWNS))
        mount(None, "/", None, MS_REC | MS_PRIVATE)
        # Opened before the stage is covered: our own folders may lie beneath it.
        sources = {
            name: os.open(path, os.O_PATH) for name, path in (("server", bundle), ("data", data), ("socket", socket))
        }
        mount("leal", str(stage), "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755,size=1m")
        os.umask(0o022)
        root.mkdir()
        for name, source in sources.items():
            (root / name).mkdir()
            mount(f"/proc/self/fd/{source}", str(root / name), None, MS_BIND)
            os.close(source)
        # initdb asks for the name of whoever runs it.
        (root / "passwd").write_text(f"leal:x:{uid}:{uid}::/:/bin/false\n")
        mount(str(root / "passwd"), "/etc/passwd", None, MS_BIND)
        become(uid)
        tie_to(keeper)

    return Place(root / "server" / binaries.relative_to(bundle), root / "data", root / "socket", enter)


def become(uid: int) -> None:
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    os.chdir("/")
    checked(LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))


def bundle_of(binaries: Path) -> Path:
    """The smallest folder that holds the programs and all they read: site-packages for the wheel, else `bin/..`."""
    inside_wheel = binaries.parent.name == "pginstall"
    return binaries.parent.parent.parent if inside_wheel else binaries.parent
