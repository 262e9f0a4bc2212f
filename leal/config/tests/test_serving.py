"""`leal serve`: one command, one Ctrl-C, and whatever dies in between is started again."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from leal.foundations.database import Cluster
from leal.foundations.database.using import kept

pytestmark = pytest.mark.slow
LEAL = [sys.executable, "-c", "from leal.config.command_line import main; main()"]
TINY = "leal.foundations.database.tests.tiny"


def wait_until(what: Callable, seconds: float = 90):
    deadline = time.monotonic() + seconds
    while not (found := what()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


class Served:
    """One `leal serve` and what it says."""

    def __init__(self, folder: Path, *options: str, port: int, settings: str = f"{TINY}.settings") -> None:
        self.folder, self.port, self.said = folder, port, folder.parent / f"said-{port}-{time.monotonic_ns()}"
        environment = os.environ | {"LEAL_HOME": str(folder), "DJANGO_SETTINGS_MODULE": settings}
        environment.pop("LEAL_DATABASE_URL", None)
        command = [*LEAL, "serve", "--port", str(port), "--workers", "1", *options]
        with self.said.open("w") as said:
            self.process = subprocess.Popen(command, env=environment, stdout=said, stderr=said)

    def page(self) -> str | None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, OSError):
            return None

    def answers(self) -> bool:
        return wait_until(lambda: self.page() == "0 remarks")

    def says(self) -> str:
        return self.said.read_text()

    def children(self) -> dict[str, int]:
        """The processes it looks after just now, by what they are. The kernel may leave out one that is starting."""
        words = {pid: words_of(pid) for pid in children_of(self.process.pid)}
        return {line[3]: pid for pid, line in words.items() if line[2:3] == ["leal.config.children"]}

    def child(self, which: str, *, but: int = 0) -> int:
        """The process that does this, once it runs; another one than `but`."""
        found = wait_until(lambda: (now := self.children().get(which, but)) != but and now)
        assert found, self.says()
        return found

    def all_processes(self) -> list[int]:
        """The site, its worker and the worker for long tasks, once all three run."""

        def running() -> list[int]:
            sites = list(self.children().values())
            return [*sites, *(worker for site in sites for worker in children_of(site))]

        assert wait_until(lambda: len(running()) == 3), self.says()
        return running()


def children_of(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in read(task).split()]


def words_of(pid: int) -> list[str]:
    return read(Path(f"/proc/{pid}/cmdline")).split("\0")


def read(file: Path) -> str:
    """What the kernel says; nothing of a process that has gone."""
    try:
        return file.read_text()
    except OSError:
        return ""


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("served") / "home"


@pytest.fixture
def serve(folder, port) -> Iterator[Callable[..., Served]]:
    started = []

    def start(*options: str, **named) -> Served:
        started.append(Served(folder, *options, **{"port": port} | named))
        return started[-1]

    yield start
    for served in started:
        served.process.kill()
        served.process.wait()


@pytest.fixture
def served(serve) -> Served:
    site = serve()
    assert site.answers(), site.says()
    return site


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_stops_all_of_it_within_seconds_when_told(served, how):
    assert f"Leal is at http://127.0.0.1:{served.port} (stop it with Ctrl-C)\n" in served.says()
    processes = served.all_processes()
    served.process.send_signal(how)
    assert served.process.wait(8) == 0
    assert [pid for pid in processes if not is_gone(pid)] == []


def test_without_the_worker_there_is_the_site_alone(serve):
    site = serve("--no-worker")
    assert site.answers()
    assert list(site.children()) == ["site"]


def test_a_second_one_on_the_same_folder_says_so_and_stops(served, serve):
    second = serve(port=served.port + 1)
    assert second.process.wait(60) == 1
    assert second.says() == (
        f"Error: Leal is already being served from {served.folder}, at http://127.0.0.1:{served.port} by process "
        f"{served.process.pid}. Stop that one first, or name another folder with LEAL_HOME.\n"
    )
    assert served.answers()


def test_a_port_that_is_taken_is_a_sentence(serve, port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        site = serve()
        assert site.process.wait(60) == 1
    assert site.says() == (
        f"Error: Port {port} of 127.0.0.1 is taken by another program. Choose another: leal serve --port {port + 1}\n"
    )


def test_a_home_that_cannot_be_written_in_is_a_sentence(tmp_path, port):
    (tmp_path / "file").write_text("in the way")
    site = Served(tmp_path / "file", port=port)
    assert site.process.wait(60) == 1
    assert site.says() == (
        f"Error: LEAL_HOME, {tmp_path}/file, cannot be written in: File exists. Mend that, or name another folder.\n"
    )


@pytest.mark.parametrize(("which", "named"), [("site", "The site"), ("tasks", "The worker for long tasks")])
def test_what_dies_is_started_again_with_a_word_about_it(served, which, named):
    before = served.child(which)
    os.kill(before, signal.SIGKILL)
    assert served.child(which, but=before)
    assert served.answers()
    assert f"{named} was killed by signal 9. Starting it again.\n" in served.says()


@pytest.mark.parametrize("who", ["server", "keeper"])
def test_a_killed_database_comes_back_under_the_site(served, who):
    cluster = Cluster(served.folder / "database")
    before = kept(cluster)
    os.kill(before[who], signal.SIGKILL)
    assert wait_until(lambda: (now := kept(cluster)) and now["server"] != before["server"])
    assert served.answers()


def test_nothing_outlives_a_killed_serve_and_the_next_one_starts(served, serve):
    processes = served.all_processes()
    served.process.kill()
    served.process.wait()
    assert wait_until(lambda: all(is_gone(pid) for pid in processes))
    assert serve().answers()


def test_a_site_that_cannot_start_ends_it_with_the_reason(serve):
    site = serve(settings=f"{TINY}.broken")
    assert site.process.wait(90) == 1
    assert "No module named 'nowhere'" in site.says()
    assert "Error: The site ended with code 1 before it answered; what it said is above.\n" in site.says()
