"""The server is started when needed, stopped when done, and comes back by itself after any kill."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from leal.foundations.database import Cluster, DatabaseUnready, keeper
from leal.foundations.database.addresses import of_cluster
from leal.foundations.database.server import servers_on
from leal.foundations.database.using import kept, let_go, refuse_elsewhere, stop, use, users

pytestmark = pytest.mark.slow

USE_AND_WAIT = """
import sys, time
from pathlib import Path
from leal.foundations.database import Cluster
from leal.foundations.database.using import use
use(Cluster(Path(sys.argv[1]), volatile=True))
print("in use", flush=True)
time.sleep(60)
"""


def another_user(cluster: Cluster) -> subprocess.Popen:
    """Another `leal`, using the same database."""
    command = [sys.executable, "-c", USE_AND_WAIT, str(cluster.folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def wait_until(what, seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not (there := what()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(there)


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


@pytest.fixture
def remembered(lasting, ask):
    """A database in use that has something to lose."""
    use(lasting)
    ask(lasting, "CREATE TABLE said (words text)")
    ask(lasting, "INSERT INTO said VALUES ('before')")
    return lasting


def words(ask, cluster):
    return ask(cluster, "SELECT words FROM said")


def test_the_server_is_there_when_use_returns_and_asking_again_starts_no_second(cluster):
    use(cluster)
    first = kept(cluster)
    use(cluster)
    assert kept(cluster) == first


def test_it_takes_no_connections_from_the_network(cluster, ask):
    use(cluster)
    assert ask(cluster, "SELECT current_setting('listen_addresses')") == [("",)]


def test_its_folder_and_its_passwords_are_closed_to_others(cluster):
    use(cluster)
    modes = [thing.stat().st_mode & 0o777 for thing in (cluster.folder, cluster.data, cluster.socket)]
    assert modes == [0o700, 0o700, 0o700]
    assert cluster.passwords.stat().st_mode & 0o777 == 0o600


def test_nobody_comes_in_without_a_password_nor_as_the_superuser(cluster):
    use(cluster)
    address = of_cluster(cluster, "owner") | {"passfile": "/nowhere"}
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(**address)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(**address, password="guessed")
    with pytest.raises(psycopg.OperationalError, match="no pg_hba.conf entry"):
        psycopg.connect(**address | {"user": "postgres"}, password="guessed")


def test_what_was_written_is_there_the_next_time(remembered, ask):
    stop(remembered)
    use(remembered)
    assert words(ask, remembered) == [("before",)]


def test_it_stops_by_itself_when_the_last_user_is_done(cluster):
    other = another_user(cluster)
    other.stdout.readline()
    server = kept(cluster)["server"]
    assert users(cluster) == [other.pid]
    use(cluster)
    let_go(cluster)
    other.kill()
    other.communicate()
    assert wait_until(lambda: is_gone(server), keeper.LINGER + 60)
    assert (kept(cluster), servers_on(cluster.data)) == (None, [])


def test_a_killed_user_does_not_take_the_server_from_the_others(remembered, ask):
    other = another_user(remembered)
    other.stdout.readline()
    other.kill()
    other.communicate()
    time.sleep(0.5)
    assert words(ask, remembered) == [("before",)]


def test_four_at_once_on_an_empty_folder_share_one_server(empty):
    others = [another_user(empty) for _ in range(4)]
    assert [other.stdout.readline() for other in others] == ["in use\n"] * 4
    assert users(empty) == sorted(other.pid for other in others)
    for other in others:
        other.kill()
        other.communicate()


def test_a_killed_server_is_started_again_by_its_keeper(remembered, ask):
    before = kept(remembered)
    os.kill(before["server"], signal.SIGKILL)
    assert wait_until(lambda: (now := kept(remembered)) and now["server"] != before["server"])
    assert kept(remembered)["keeper"] == before["keeper"]
    assert words(ask, remembered) == [("before",)]


def test_a_killed_keeper_leaves_no_server_and_the_next_use_starts_both(remembered, ask):
    before = kept(remembered)
    os.kill(before["keeper"], signal.SIGKILL)
    assert wait_until(lambda: is_gone(before["server"]))
    use(remembered)
    assert words(ask, remembered) == [("before",)]


def test_an_orphan_is_stopped_before_another_is_started(remembered, ask):
    """The keeper is killed while its server cannot hear: it finds itself replaced, not doubled."""
    before = kept(remembered)
    os.kill(before["server"], signal.SIGSTOP)
    os.kill(before["keeper"], signal.SIGKILL)
    wait_until(lambda: is_gone(before["keeper"]))
    assert not is_gone(before["server"])
    waking = subprocess.Popen(["sh", "-c", f"sleep 1; kill -CONT {before['server']}"])
    use(remembered)
    waking.wait()
    assert is_gone(before["server"])
    assert words(ask, remembered) == [("before",)]


def test_after_a_power_cut_it_starts_again_with_everything_that_was_promised(remembered, ask):
    """Every process ends at once, and the notes name numbers that other processes have by now."""
    for pid in (kept(remembered)["keeper"], *servers_on(remembered.data)):
        # Some end of themselves when the server does.
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: not servers_on(remembered.data))
    note = (remembered.data / "postmaster.pid").read_text().splitlines()
    stale = "\n".join([str(os.getpid()), *note[1:]]) + "\n"
    (remembered.data / "postmaster.pid").write_text(stale)
    (remembered.socket / ".s.PGSQL.5432.lock").write_text(stale)
    use(remembered)
    assert words(ask, remembered) == [("before",)]


@pytest.mark.parametrize("moment", [0.02, 0.1, 0.2, 0.3, 0.5, 0.8])
def test_a_kill_while_the_files_are_made_leaves_nothing_half_made(empty, ask, moment):
    other = another_user(empty)
    time.sleep(moment)
    other.kill()
    other.communicate()
    for process in keepers_of(empty):
        os.kill(process, signal.SIGKILL)
    assert wait_until(lambda: not keepers_of(empty))
    use(empty)
    assert ask(empty, "SELECT current_user") == [("leal_owner",)]


def keepers_of(cluster: Cluster) -> list[int]:
    ours = os.fsencode(cluster.folder)
    return [
        int(process.name)
        for process in Path("/proc").glob("[0-9]*")
        if b"leal.foundations.database.keeper" in (line := command_line(process)) and ours in line
    ]


def command_line(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""


def test_the_log_quotes_no_words_of_people(remembered, ask):
    ask(remembered, "CREATE UNIQUE INDEX once ON said (words)")
    with pytest.raises(psycopg.errors.UniqueViolation):
        ask(remembered, "INSERT INTO said VALUES ('before')")
    log = remembered.log.read_text()
    assert ("duplicate key value" in log, "before" in log) == (True, False)


@pytest.mark.parametrize("moment", [0.3, 0.6, 0.9, 1.2])
def test_a_kill_while_tables_are_made_is_made_good_by_the_next_command(cluster, ask, moment):
    environment = os.environ | {
        "LEAL_HOME": str(cluster.folder.parent),
        "DJANGO_SETTINGS_MODULE": "leal.foundations.database.tests.tiny.settings",
    }
    environment.pop("LEAL_DATABASE_URL", None)
    command = [sys.executable, "-c", "from leal.foundations.database import ready; ready()"]
    first = subprocess.Popen(command, env=environment)
    time.sleep(moment)
    first.kill()
    first.wait()
    assert subprocess.run(command, env=environment).returncode == 0
    use(cluster)
    assert ask(cluster, "SELECT name FROM django_migrations WHERE app = 'tiny'") == [("0001_initial",)]
    assert ask(cluster, "SELECT count(*) FROM tiny_ledger") == [(0,)]


def test_lost_passwords_are_made_anew(remembered, ask):
    stop(remembered)
    remembered.passwords.unlink()
    use(remembered)
    assert words(ask, remembered) == [("before",)]


def test_a_deep_folder_with_a_difficult_name_works(deep_cluster, ask):
    use(deep_cluster)
    assert deep_cluster.socket.parent == Path("/tmp")
    assert deep_cluster.socket.stat().st_mode & 0o777 == 0o700
    assert ask(deep_cluster, "SELECT current_user") == [("leal_owner",)]
    place = deep_cluster.socket
    stop(deep_cluster)
    use(deep_cluster)
    assert deep_cluster.socket == place


def test_a_deep_folder_does_not_trust_a_socket_folder_somebody_opened(deep_cluster, ask):
    use(deep_cluster)
    stop(deep_cluster)
    opened = deep_cluster.socket
    opened.chmod(0o755)
    use(deep_cluster)
    assert deep_cluster.socket != opened
    opened.rmdir()


def test_a_database_of_another_version_is_left_alone_with_a_sentence(cluster):
    use(cluster)
    stop(cluster)
    (cluster.data / "PG_VERSION").write_text("12\n")
    with pytest.raises(DatabaseUnready, match="was made by PostgreSQL 12, and this is PostgreSQL 18"):
        use(cluster)


def test_a_server_that_cannot_start_says_so_in_its_own_words(cluster):
    use(cluster)
    stop(cluster)
    (cluster.data / "global" / "pg_control").write_bytes(b"")
    with pytest.raises(DatabaseUnready, match="The database did not start: .*pg_control"):
        use(cluster)


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DatabaseUnready, match="cannot be used: Not a directory.*LEAL_HOME"):
        use(Cluster(tmp_path / "file" / "database"))


def test_another_system_is_a_sentence():
    with pytest.raises(DatabaseUnready, match="runs on Linux only so far. Here, set LEAL_DATABASE_URL"):
        refuse_elsewhere("darwin")
