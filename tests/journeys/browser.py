"""Where the browser is, how it is started, and how it is installed where it is missing."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

# It has nothing to fetch and nobody to tell; as root, in a container, its own sandbox cannot start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]

MISSING = (
    "There is no chromium here, so the journeys in the browser are left out. "
    "On Debian: apt-get install --no-install-recommends chromium"
)


def where() -> str | None:
    """The browser on this machine, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def make_sure_it_is_there() -> bool:
    """Install Debian's chromium where it is missing and we may; say what is done. Whether it is there now."""
    if where():
        return True
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(MISSING)  # noqa: T201
        return False
    print("Installing Debian’s chromium for the journeys, about 110 MB: apt-get install chromium", flush=True)  # noqa: T201
    quietly = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "check": False}
    subprocess.run(["apt-get", "update", "-q"], **quietly)
    subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"], **quietly)
    if not where():
        print(MISSING)  # noqa: T201
    return bool(where())


if __name__ == "__main__":
    sys.exit(0 if make_sure_it_is_there() else 1)
