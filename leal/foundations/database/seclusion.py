"""How the server runs apart from everybody else, even when it is root who starts it.

PostgreSQL refuses to run as root, and the folders it must reach may be closed to everybody but root.
docs/decisions/ says why these ways, and why in this order.
"""

import errno
import os
import pwd
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import binaries as programs
from . import kernel
from .home import DatabaseUnready, account

# Numbers no system hands out: above those for containers, below the largest signed one.
SPARE_UIDS = range(1879048192, 2147352575)
# What the kernel calls an owner who has no number here.
UNKNOWN_UID = 65534


@dataclass(frozen=True)
class Place:
    """Where the server finds its things, and who it is while it runs.

    binaries, data, socket  as the server itself sees them
    uid                     who owns its files
    enter                   run in each child before PostgreSQL's program starts
    how                     for people
    namesake                where the files are made instead, because that insists on the name of an account
    """

    binaries: Path
    data: Path
    socket: Path
    uid: int
    enter: Callable[[], None]
    how: str
    namesake: "Place | None" = None


@dataclass(frozen=True)
class Needed:
    """What the server must reach, where it lies."""

    binaries: Path
    data: Path
    socket: Path


def choose(needed: Needed) -> Place:
    """The safest place that works here. Raises DatabaseUnready when none does."""
    ways = (in_own_mounts, keeping_one_capability, under_another_number)
    if os.geteuid() != 0:
        ways = (as_ourselves,) if account(os.geteuid()) else (under_another_number, as_ourselves)
    reasons = []
    for way in ways:
        try:
            place = way(needed)
            settle(place, needed)
            try_out(place)
        except OSError as reason:
            reasons.append(f"{way.__name__.replace('_', ' ')}: {reason.strerror}")
        else:
            return place
    raise DatabaseUnready(
        "PostgreSQL does not run as root, and here root cannot run it as anybody else "
        f"({'; '.join(reasons)}). Run leal as an ordinary user, or set LEAL_DATABASE_URL to a PostgreSQL 15 or later."
    )


def settle(place: Place, needed: Needed) -> None:
    """Give the server the two folders it writes in; each folder last, so that a kill half-way is made good."""
    for top in (needed.data, needed.socket):
        if top.stat().st_uid != place.uid:
            for thing in (*top.rglob("*"), top):
                os.chown(thing, place.uid, place.uid, follow_symlinks=False)


def try_out(place: Place) -> None:
    """Enter as the server would, and look whether everything is in reach. Raises OSError when it is not."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        problem = 1
        try:
            place.enter()
            os.listdir(place.data)  # noqa: PTH208 the folder's own answer is what we want
            os.stat(place.binaries / "initdb")  # noqa: PTH116
            problem = 0
        except OSError as reason:
            problem = reason.errno or 1
        finally:
            os.write(tell, bytes([problem]))
            os._exit(0)
    os.close(tell)
    with os.fdopen(told, "rb") as words:
        problem = (words.read(1) or b"\x01")[0]
    os.waitpid(child, 0)
    if problem:
        raise OSError(problem, os.strerror(problem))


def as_ourselves(needed: Needed) -> Place:
    """An ordinary person's server runs as that person."""
    keeper = os.getpid()

    def enter() -> None:
        kernel.unblock_signals()
        kernel.tie_to(keeper)

    return Place(needed.binaries, needed.data, needed.socket, os.geteuid(), enter, "as the person who started it")


def in_own_mounts(needed: Needed) -> Place:
    """Root's server as a number nobody else has, with its three folders at paths that only it can see.

    No folder above ours is opened, and no capability is kept.
    """
    keeper, uid, bundle = os.getpid(), spare_uid(needed), programs.bundle(needed.binaries)[0]
    stage = Path("/tmp").resolve()
    inside = stage / "leal"

    def enter() -> None:
        kernel.unblock_signals()
        kernel.unshare(kernel.CLONE_NEWNS)
        # What others unmount goes here too; what we mount stays here.
        kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_SLAVE)
        folders = {"server": bundle, "data": needed.data, "socket": needed.socket}
        # Opened before the stage is covered: our own folders may lie beneath it.
        opened = {name: os.open(folder, os.O_PATH) for name, folder in folders.items()}
        kernel.mount("leal", str(stage), "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "mode=0755,size=1m")
        os.umask(0o022)
        inside.mkdir()
        for name, source in opened.items():
            (inside / name).mkdir()
            kernel.mount(f"/proc/self/fd/{source}", str(inside / name), None, kernel.MS_BIND)
            os.close(source)
        # initdb asks for the name of whoever runs it; only this server sees the answer.
        (inside / "passwd").write_text(f"leal:x:{uid}:{uid}::/:/bin/false\n")
        kernel.mount(str(inside / "passwd"), "/etc/passwd", None, kernel.MS_BIND)
        os.chdir("/")
        kernel.become(uid)
        kernel.tie_to(keeper)

    within = inside / "server" / needed.binaries.relative_to(bundle)
    return Place(within, inside / "data", inside / "socket", uid, enter, "as nobody else, in mounts of its own")


def keeping_one_capability(needed: Needed) -> Place:
    """Root's server as a number nobody else has, keeping only the right to walk through closed folders.

    That right lets it read any file, so it comes second. Where the narrower right is not given (many containers),
    the wider one of writing any file stands in.
    """
    narrow, wide = kernel.CAP_DAC_READ_SEARCH, kernel.CAP_DAC_OVERRIDE
    capability = narrow if kernel.has(narrow) else wide
    how = "as nobody else, with the right to walk through closed folders"

    def place(uid: int, namesake: Place | None = None) -> Place:
        keeper = os.getpid()

        def enter() -> None:
            kernel.unblock_signals()
            os.chdir("/")
            kernel.become_keeping(uid, capability)
            kernel.tie_to(keeper)

        return Place(needed.binaries, needed.data, needed.socket, uid, enter, how, namesake)

    return place(spare_uid(needed), namesake=place(somebody().pw_uid))


def under_another_number(needed: Needed) -> Place:
    """The same account under another number, without any capability: for containers that have no account but root,
    or that run as a number without an account.

    Its files stay ours, and so does everything else it could reach; hence root tries it last.
    """
    keeper, number, uid, gid = os.getpid(), somebody().pw_uid, os.geteuid(), os.getegid()

    def enter() -> None:
        kernel.unblock_signals()
        os.chdir("/")
        kernel.unshare(kernel.CLONE_NEWUSER)
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{number} {uid} 1")
        Path("/proc/self/gid_map").write_text(f"{number} {gid} 1")
        kernel.gain_nothing()
        kernel.tie_to(keeper)

    return Place(needed.binaries, needed.data, needed.socket, uid, enter, "as ourselves, under another number")


def spare_uid(needed: Needed) -> int:
    """The number the files have already, or one that no account and no other Leal has.

    Raises OSError where root has no other number to be (a container with a single one).
    """
    owner = needed.data.stat().st_uid
    if owner not in (0, UNKNOWN_UID):
        return owner
    ranges = list(mapped_uids())
    if any(SPARE_UIDS[0] in numbers and SPARE_UIDS[-1] in numbers for numbers in ranges):
        return secrets.choice(SPARE_UIDS)
    # A container's few numbers: the highest are the least likely to be anybody's.
    taken = {account.pw_uid for account in pwd.getpwall()} | {0, UNKNOWN_UID}
    free = [uid for numbers in ranges for uid in numbers[-1000:] if uid not in taken]
    if not free:
        raise PermissionError(errno.EPERM, "this container has no number for anybody but root")
    return secrets.choice(free)


def mapped_uids() -> Iterator[range]:
    """The numbers this machine, or this container, lets root be."""
    for line in Path("/proc/self/uid_map").read_text().splitlines():
        first, _, count = (int(number) for number in line.split())
        yield range(first, first + count)


def somebody() -> pwd.struct_passwd:
    """An account that is not root's, for its name alone. Raises OSError when there is none."""
    others = {account.pw_name: account for account in pwd.getpwall() if account.pw_uid}
    if not others:
        raise FileNotFoundError(errno.ENOENT, "there is no account but root's")
    return others.get("nobody") or min(others.values(), key=lambda account: account.pw_uid)
