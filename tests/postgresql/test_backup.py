"""An archive goes from SQLite into PostgreSQL by a backup, and back again, row for row."""

import pytest

from tests.catalog.backup.archives import Archive, digests
from tests.postgresql.databases import own_database

psycopg = pytest.importorskip("psycopg")
pytestmark = pytest.mark.postgresql


@pytest.fixture
def server_database():
    with own_database() as url:
        yield url


def test_there_and_back_is_the_same_archive(first_archive, first_backup, server_database, tmp_path, empty):
    served = Archive(tmp_path / "served", server_database)
    served.succeed("restore", first_backup)
    served.succeed("prepare")
    assert "database and originals: sound\nindex: sound" in served.succeed("verify")
    with psycopg.connect(server_database) as opened:
        articles = opened.execute("SELECT COUNT(*), MAX(id) FROM catalog_article").fetchone()
        assert articles[0] == first_archive.read("SELECT COUNT(*) FROM catalog_article")[0][0]
        following = opened.execute("SELECT nextval(pg_get_serial_sequence('catalog_article', 'id'))").fetchone()
        assert following[0] > articles[1]
    served.succeed("backup", tmp_path / "of-postgresql.zip")
    empty.succeed("restore", tmp_path / "of-postgresql.zip")
    assert digests(empty.database) == digests(first_archive.database)


def test_articles_in_the_server_are_kept_as_a_backup_beside(first_backup, server_database, tmp_path):
    served = Archive(tmp_path / "served", server_database)
    served.succeed("restore", first_backup)
    assert "There are articles in this archive" in served.fail("restore", first_backup)
    served.succeed("restore", "--replace", first_backup)
    [kept] = (tmp_path / "served").glob("replaced-*/before-*.zip")
    assert served.succeed("verify", kept) == "backup: sound\n"


def test_writing_a_backup_changes_nothing_in_the_server(first_backup, server_database, tmp_path):
    served = Archive(tmp_path / "served", server_database)
    served.succeed("restore", first_backup)
    with psycopg.connect(server_database, autocommit=True) as opened:
        opened.execute("DELETE FROM auth_group_permissions")
        served.succeed("backup", tmp_path / "of-postgresql.zip")
        assert opened.execute("SELECT COUNT(*) FROM auth_group_permissions").fetchone() == (0,)


def test_accounts_in_the_server_are_kept_as_a_backup_beside_also_without_articles(
    first_backup, server_database, tmp_path
):
    served = Archive(tmp_path / "served", server_database)
    served.succeed("migrate")
    with psycopg.connect(server_database, autocommit=True) as opened:
        opened.execute(
            "INSERT INTO auth_user (username, password, first_name, last_name, email, is_superuser, is_staff, is_active, date_joined) "
            "VALUES ('huda', 'x', '', '', '', true, true, true, now())"
        )
    served.succeed("restore", first_backup)
    assert list((tmp_path / "served").glob("replaced-*/before-*.zip"))
