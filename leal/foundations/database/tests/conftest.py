"""A database of its own for each test of how databases are kept."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from leal.foundations.database import Cluster
from leal.foundations.database.addresses import of_cluster
from leal.foundations.database.using import stop, use


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Cluster:
    """The files of a new database, to be copied: making them takes a second."""
    cluster = Cluster(tmp_path_factory.mktemp("made") / "database", volatile=True)
    use(cluster)
    stop(cluster)
    return cluster


@pytest.fixture
def empty(tmp_path) -> Iterator[Cluster]:
    """A database nobody has used yet."""
    yield from kept_and_cleared(Cluster(tmp_path / "home" / "database", volatile=True))


@pytest.fixture
def cluster(made, empty) -> Cluster:
    """A database that was made and then stopped."""
    return copied(made, empty)


@pytest.fixture
def lasting(made, tmp_path) -> Iterator[Cluster]:
    """One that keeps every promise, as outside tests: what was committed survives any kill."""
    yield from kept_and_cleared(copied(made, Cluster(tmp_path / "lasting" / "database")))


@pytest.fixture
def deep_cluster(tmp_path) -> Iterator[Cluster]:
    """One whose path is too long for a socket, with spaces and letters beyond ASCII in it."""
    folder = tmp_path / "a home with spaces, é and \N{SNOWMAN}" / ("deep" * 20) / "database"
    yield from kept_and_cleared(Cluster(folder, volatile=True))


def copied(made: Cluster, cluster: Cluster) -> Cluster:
    shutil.copytree(made.data, cluster.data)
    shutil.copy(made.passwords, cluster.passwords)
    return cluster


def kept_and_cleared(cluster: Cluster) -> Iterator[Cluster]:
    yield cluster
    if cluster.folder.exists():
        stop(cluster)
        if cluster.socket.parent == Path("/tmp"):
            shutil.rmtree(cluster.socket)


@pytest.fixture
def ask() -> Callable:
    """Ask the owner's connection of a cluster one thing."""

    def asked(cluster: Cluster, statement: str, *values):
        with psycopg.connect(**of_cluster(cluster, "owner"), autocommit=True) as owner:
            found = owner.execute(statement, values)
            return found.fetchall() if found.description else None

    return asked
