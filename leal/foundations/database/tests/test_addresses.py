"""A database of your own, named from outside: taken when it will do, refused with a sentence when it will not."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from leal.foundations.database import DatabaseUnready, application_role, databases, home
from leal.foundations.database.addresses import of_cluster
from leal.foundations.database.preparing import check_the_given_one, see_to_login, see_to_role, too_old
from leal.foundations.database.seclusion import choose
from leal.foundations.database.server import Server
from leal.foundations.database.using import use

pytestmark = pytest.mark.slow


@pytest.fixture
def elsewhere(cluster, monkeypatch):
    """A running server that LEAL_DATABASE_URL can name, with a word for who connects and to what."""
    use(cluster)
    monkeypatch.delenv("LEAL_DATABASE_APP_URL", raising=False)

    def name(**changed: str) -> None:
        monkeypatch.setenv("LEAL_DATABASE_URL", make_conninfo(**of_cluster(cluster, "owner") | changed))

    return name


@pytest.mark.parametrize("version", [90600, 140011, 149999])
def test_a_server_before_15_is_refused_by_name(version):
    assert too_old(version) == (
        f"LEAL_DATABASE_URL names PostgreSQL {version // 10000}; Leal needs 15 or later. "
        "Name a newer server, or leave LEAL_DATABASE_URL out to use the one Leal brings."
    )


@pytest.mark.parametrize("version", [150000, 150018, 180006])
def test_a_server_from_15_on_will_do(version):
    assert too_old(version) is None


def test_reading_the_settings_starts_nothing(tmp_path):
    code = "from leal.foundations.database import databases; print(databases()['default']['USER'])"
    environment = os.environ | {"LEAL_HOME": str(tmp_path / "new home")}
    environment.pop("LEAL_DATABASE_URL", None)
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert (done.stdout, list(tmp_path.iterdir())) == ("leal_app\n", [])


def test_the_owner_makes_the_tests_database_and_the_application_is_its_mirror():
    assert databases()["default"]["TEST"] == {"MIRROR": "owner"}
    assert databases()["owner"]["TEST"] == {"DEPENDENCIES": []}


def test_with_one_address_the_application_acts_in_its_role(elsewhere):
    elsewhere()
    check_the_given_one()
    with psycopg.connect(**connecting("default")) as application:
        assert application.execute("SELECT session_user, current_user").fetchone() == ("leal_owner", "leal_app")


def test_with_two_addresses_each_is_used_as_it_is(elsewhere, cluster, monkeypatch):
    elsewhere()
    monkeypatch.setenv("LEAL_DATABASE_APP_URL", make_conninfo(**of_cluster(cluster, "default")))
    check_the_given_one()
    assert application_role() == "leal_app"
    with psycopg.connect(**connecting("default")) as application:
        assert application.execute("SELECT session_user, current_user").fetchone() == ("leal_app", "leal_app")


def connecting(alias: str) -> dict:
    """What Django would connect with."""
    found = databases()[alias]
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return {libpq: found[django] for libpq, django in named.items() if found[django]} | found["OPTIONS"]


def test_an_address_in_the_form_of_a_link_is_taken_apart(monkeypatch):
    monkeypatch.setenv("LEAL_DATABASE_URL", "postgresql://anna:se%20cret@db.example:5433/charter?sslmode=require")
    owner = databases()["owner"]
    named = {name: owner[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    assert named == {
        "NAME": "charter",
        "USER": "anna",
        "PASSWORD": "se cret",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_role_the_owner_may_not_make_is_asked_of_the_administrator(cluster):
    use(cluster)
    with psycopg.connect(**of_cluster(cluster, "owner")) as owner, pytest.raises(DatabaseUnready) as refusal:
        see_to_role(owner, "leal_reader")
    assert refusal.value.message == (
        "The database has no role leal_reader that LEAL_DATABASE_URL's role may act as, nor may it make one. Ask the "
        'database\'s administrator to run: CREATE ROLE leal_reader NOLOGIN; GRANT leal_reader TO "leal_owner";'
    )


def test_a_role_the_owner_may_make_is_made_once_and_can_be_acted_as(cluster):
    administer(cluster, "ALTER ROLE leal_owner CREATEROLE;")
    use(cluster)
    with psycopg.connect(**of_cluster(cluster, "owner")) as owner:
        see_to_role(owner, "leal_reader")
        see_to_role(owner, "leal_reader")
        owner.execute("SET ROLE leal_reader")
        assert owner.execute("SELECT current_user").fetchone() == ("leal_reader",)


@contextmanager
def connected(cluster):
    owner, application = of_cluster(cluster, "owner"), of_cluster(cluster, "default")
    with psycopg.connect(**owner, autocommit=True) as one, psycopg.connect(**application, autocommit=True) as other:
        yield one, other


@pytest.fixture
def both(cluster):
    """The owner and the application, connected, on a server whose owner may make roles."""
    administer(cluster, "ALTER ROLE leal_owner CREATEROLE;")
    use(cluster)
    with connected(cluster) as pair:
        yield pair


def test_with_two_addresses_the_owner_need_not_act_as_the_application(cluster):
    administer(cluster, "CREATE ROLE leal_reader;")
    use(cluster)
    with connected(cluster) as (owner, _):
        see_to_role(owner, "leal_reader", owner_acts=False)
        assert owner.execute("SELECT pg_has_role('leal_reader', 'MEMBER')").fetchone() == (False,)


def test_an_application_that_could_change_the_record_is_refused(both):
    owner, _ = both
    with pytest.raises(DatabaseUnready, match="signs in as leal_owner, who owns the tables or may do everything"):
        see_to_login(owner, owner, "leal_app")


def test_an_applications_login_is_given_the_role_where_the_owner_may(both):
    owner, application = both
    see_to_role(owner, "leal_reader")
    see_to_login(owner, application, "leal_reader")
    assert application.execute("SELECT pg_has_role('leal_reader', 'USAGE')").fetchone() == (True,)


def test_an_applications_login_without_the_role_is_a_word_to_the_administrator(cluster):
    administer(cluster, "CREATE ROLE leal_reader;")
    use(cluster)
    with connected(cluster) as (owner, application), pytest.raises(DatabaseUnready) as refusal:
        see_to_login(owner, application, "leal_reader")
    assert refusal.value.message == (
        "LEAL_DATABASE_APP_URL signs in as leal_app, who may not act as leal_reader. "
        'Ask the database\'s administrator to run: GRANT "leal_reader" TO "leal_app";'
    )


def administer(cluster, statement: str) -> None:
    """Do what only the superuser may, who can only come in while the server is stopped."""
    server = Server(cluster)
    server.place = choose(server.needed(cluster.data))
    with server.making(cluster.data):
        server.single_user([statement])


@pytest.mark.parametrize("wrong", [{"dbname": "nowhere"}, {"user": "stranger"}, {"host": "/nowhere"}])
def test_a_server_that_cannot_be_reached_is_a_sentence(elsewhere, wrong):
    elsewhere(**wrong)
    with pytest.raises(DatabaseUnready, match="The database LEAL_DATABASE_URL names cannot be reached: "):
        check_the_given_one()


def test_what_is_no_address_at_all_is_a_sentence(monkeypatch):
    monkeypatch.setenv("LEAL_DATABASE_URL", "my database")
    with pytest.raises(DatabaseUnready, match="LEAL_DATABASE_URL is not an address PostgreSQL understands"):
        check_the_given_one()


def test_home_is_the_folder_named_or_the_projects_own(monkeypatch, tmp_path):
    monkeypatch.setenv("LEAL_HOME", str(tmp_path))
    assert home() == tmp_path
    monkeypatch.delenv("LEAL_HOME")
    assert home() == Path(__file__).resolve().parents[4] / ".leal"
