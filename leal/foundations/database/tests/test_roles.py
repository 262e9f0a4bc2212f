import psycopg
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import ProgrammingError, connection, connections, transaction

from leal.foundations.database.privileges import grant_append_only

pytestmark = pytest.mark.database


def asked(statement: str, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else None


@pytest.fixture
def ledger(committed):
    """A table made by the owner as a migration would make it, and put among what is never changed."""
    owner = connections["owner"]
    with owner.schema_editor() as editor:
        editor.execute("CREATE TABLE ledger (id serial PRIMARY KEY, words text)")
        grant_append_only("ledger").code(None, editor)
    yield committed
    with owner.schema_editor() as editor:
        editor.execute("DROP TABLE ledger")


@pytest.mark.django_db
def test_tests_run_as_the_application_and_not_as_a_superuser():
    assert asked("SELECT current_user, current_setting('is_superuser')") == [("leal_app", "off")]


@pytest.mark.django_db
def test_the_application_reads_adds_changes_and_removes_ordinary_rows():
    asked("INSERT INTO django_content_type (app_label, model) VALUES ('a', 'b'), ('a', 'd')")
    asked("UPDATE django_content_type SET model = 'c' WHERE model = 'b' AND app_label = 'a'")
    asked("DELETE FROM django_content_type WHERE model = 'd' AND app_label = 'a'")
    assert asked("SELECT model FROM django_content_type WHERE app_label = 'a'") == [("c",)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE django_content_type CASCADE",
        "CREATE TABLE mine (id int)",
        "DROP TABLE django_content_type",
        "ALTER TABLE django_content_type ADD mine int",
        "CREATE ROLE another",
        "COPY django_content_type TO PROGRAM 'cat'",
    ],
)
def test_the_application_may_not_empty_make_or_alter_tables(statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.ensure_connection()
        connection.connection.execute(statement)


@pytest.mark.django_db
def test_neither_role_may_do_everything_and_only_the_owner_may_make_databases():
    rights = asked(
        "SELECT rolname, rolsuper, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname ~ '^leal_' ORDER BY 1"
    )
    assert rights == [("leal_app", False, False, False), ("leal_owner", False, True, False)]


def test_what_is_append_only_is_read_and_added_to(ledger):
    asked("INSERT INTO ledger (words) VALUES ('kept')")
    assert asked("SELECT id, words FROM ledger") == [(1, "kept")]


@pytest.mark.parametrize("how", ["UPDATE ledger SET words = ''", "DELETE FROM ledger", "TRUNCATE ledger"])
def test_what_is_append_only_is_never_changed_or_removed(ledger, how):
    asked("INSERT INTO ledger (words) VALUES ('kept')")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        asked(how)
    assert asked("SELECT words FROM ledger") == [("kept",)]


def test_a_committed_test_leaves_nothing_behind_first(committed):
    ContentType.objects.create(app_label="left", model="behind")
    before = ContentType.objects.exclude(app_label="left").count()
    assert before > 0


def test_a_committed_test_leaves_nothing_behind_second(committed):
    assert list(ContentType.objects.filter(app_label="left")) == []
    assert ContentType.objects.filter(app_label="contenttypes").count() == 1
