import pytest
from django.db import ProgrammingError, connection

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def asked(statement: str, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else None


def test_tests_run_as_the_application_and_not_as_a_superuser():
    assert asked("SELECT current_user, current_setting('is_superuser')") == [("leal_app", "off")]


def test_the_application_reads_and_changes_ordinary_rows():
    asked("INSERT INTO django_content_type (app_label, model) VALUES ('a', 'b')")
    asked("UPDATE django_content_type SET model = 'c' WHERE app_label = 'a'")
    assert asked("SELECT model FROM django_content_type WHERE app_label = 'a'") == [("c",)]


@pytest.mark.parametrize("statement", ["TRUNCATE django_content_type CASCADE", "CREATE TABLE mine (id int)"])
def test_the_application_may_not_empty_or_make_tables(statement):
    with pytest.raises(ProgrammingError, match="permission denied"):
        asked(statement)
