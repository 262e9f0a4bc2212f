"""Tests run on a copy of a database that was migrated by this code, and by no other."""

from ..migrated import name_for


def test_another_migration_makes_another_database_and_another_test_does_not(tmp_path):
    (tmp_path / "tests").mkdir()
    (tmp_path / "models.py").write_text("name = 1")
    before = name_for(tmp_path)
    (tmp_path / "tests" / "test_models.py").write_text("assert True")
    assert name_for(tmp_path) == before
    (tmp_path / "0002_more.sql").write_text("SELECT 1")
    assert name_for(tmp_path) != before
