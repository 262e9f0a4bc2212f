"""What we ask of the Linux kernel that Python 3.11 has no words for."""

import ctypes
import os
import signal
from pathlib import Path

LIBC = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 1, 8, 38, 47
PR_CAP_AMBIENT_RAISE = 2
CLONE_NEWNS, CLONE_NEWUSER = 0x00020000, 0x10000000
MS_NOSUID, MS_NODEV, MS_BIND, MS_REC, MS_SLAVE = 2, 4, 4096, 16384, 1 << 19
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
CAPABILITY_VERSION_3 = 0x20080522


def checked(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def tie_to(parent: int, by: signal.Signals = signal.SIGINT) -> None:
    """Send this process a signal when its parent dies, however that dies: nothing outlives its keeper."""
    checked(LIBC.prctl(PR_SET_PDEATHSIG, by.value, 0, 0, 0))
    if os.getppid() != parent:
        os.kill(os.getpid(), by)


def unblock_signals() -> None:
    signal.pthread_sigmask(signal.SIG_SETMASK, [])


def unshare(what: int) -> None:
    """Leave a namespace shared with everybody for one of our own."""
    checked(LIBC.unshare(what))


def mount(source: str, target: str, kind: str | None, flags: int, options: str | None = None) -> None:
    texts = [None if text is None else os.fsencode(text) for text in (source, target, kind)]
    checked(LIBC.mount(*texts, ctypes.c_ulong(flags), None if options is None else options.encode()))


def has(capability: int) -> bool:
    """Whether we may do what this capability allows."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return bool(int(status["CapEff"], 16) >> capability & 1)


def become(uid: int) -> None:
    """Be this number and nobody else, in no group, for good."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    gain_nothing()


def become_keeping(uid: int, capability: int) -> None:
    """Be this number for good, with one capability that programs we start keep too."""
    checked(LIBC.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0))
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    # Effective, permitted and inheritable, for capabilities 0-31 and then 32-63.
    checked(LIBC.capset(header, (ctypes.c_uint32 * 6)(*[1 << capability] * 3, 0, 0, 0)))
    checked(LIBC.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0))
    gain_nothing()


def gain_nothing() -> None:
    """Nothing we start can get more rights than we have, by set-uid programs or otherwise."""
    checked(LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
