"""Which queries are drawn; the pages themselves are timed by hand."""

import sqlite3

import pytest
from django.core.management.base import CommandError

from bench.site.first_pages import draw_queries


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "archive.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE catalog_article (id INTEGER PRIMARY KEY, state TEXT, title TEXT)")
        rows = [("published", "وصل الوفد إلى الميناء في 2024"), ("withdrawn", "خبر مسحوب"), ("published", None)]
        connection.executemany("INSERT INTO catalog_article (state, title) VALUES (?, ?)", rows)
    return path


def test_queries_are_neighbouring_words_of_published_titles(database):
    assert set(draw_queries(database, 10, seed=1)) == {"وصل الوفد", "الوفد إلى", "إلى الميناء"}


def test_a_seed_draws_the_same_queries(database):
    assert draw_queries(database, 2, seed=3) == draw_queries(database, 2, seed=3)


def test_an_archive_without_titles_is_refused(tmp_path):
    path = tmp_path / "empty.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE catalog_article (id INTEGER PRIMARY KEY, state TEXT, title TEXT)")
    with pytest.raises(CommandError, match="no titles"):
        draw_queries(path, 2, seed=1)
