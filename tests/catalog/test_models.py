import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from archive.catalog.models import Article, Paragraph, RawDocument, Source

pytestmark = pytest.mark.django_db


def refused(**fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.create(**({"title": "عنوان"} | fields))


def test_the_database_refuses_half_a_date():
    refused(published_on=dt.date(2020, 1, 1))
    refused(published_precision="day")
    refused(published_on=dt.date(2020, 1, 1), published_precision="day")


def test_the_database_refuses_an_inferred_date_without_evidence():
    refused(published_on=dt.date(2020, 1, 1), published_precision="day", published_basis="inferred")


def test_the_database_refuses_an_article_without_any_title():
    refused(title=None)
    refused(title="")


def test_the_database_refuses_unknown_states_and_kinds():
    refused(state="lost")
    refused(kind="poem")


def test_the_database_refuses_two_paragraphs_in_one_place():
    article = Article.objects.create(title="عنوان")
    Paragraph.objects.create(article=article, position=0, text="أولى")
    with pytest.raises(IntegrityError), transaction.atomic():
        Paragraph.objects.create(article=article, position=0, text="ثانية")


def test_the_database_keeps_each_raw_document_once():
    RawDocument.objects.create(sha256="a" * 64, content=b"x", origin="x.txt")
    with pytest.raises(IntegrityError), transaction.atomic():
        RawDocument.objects.create(sha256="a" * 64, content=b"x", origin="y.txt")


@pytest.mark.parametrize(
    ("precision", "value", "until"),
    [
        ("day", "2024-02-10", dt.date(2024, 2, 10)),
        ("month", "2024-02", dt.date(2024, 2, 29)),
        ("year", "2024", dt.date(2024, 12, 31)),
    ],
)
def test_a_date_is_as_wide_as_its_precision(precision, value, until):
    article = Article(published_on=dt.date(2024, 2, 10), published_precision=precision)
    assert article.published_value == value
    assert article.published_until == until


def test_keys_are_opaque_and_unique():
    keys = {Source.objects.create(name=f"مصدر {number}").key for number in range(50)}
    assert len(keys) == 50
    assert all(key.isascii() and key.isalnum() for key in keys)


def test_sqlite_lets_readers_and_one_writer_live_together():
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite needs this")
    options = connection.settings_dict["OPTIONS"]
    assert "journal_mode=WAL" in options["init_command"]
    assert options["timeout"] >= 10
    assert options["transaction_mode"] == "IMMEDIATE"
