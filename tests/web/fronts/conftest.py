"""The sample archive and copies of some of its texts, indexed by each engine: what every front shows articles from."""

import json
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from archive import search
from archive.catalog.models import Article
from archive.catalog.services import outbox_add
from archive.coverage.models import StoryMember
from archive.coverage.services.stories import stories_find
from archive.entities.services import authority_load
from archive.ingest.sample import sample_load
from archive.ingest.services import paths_import
from archive.search.indexing.documents import documents
from tests.search.contract.engines import ENGINES, fresh
from tests.search.contract.oracle_engine import using

COPIES = 8
LONG = 6
"""Paragraphs of an article that is copied: short texts are no versions of one another."""


@pytest.fixture(params=ENGINES, scope="package")
def engine_name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """The articles, with the versions of each text grouped."""
    folder = tmp_path_factory.mktemp("fronts")
    copies = folder / "copies.jsonl"
    with django_db_blocker.unblock(), transaction.atomic(), fresh("whoosh", folder) as engine:
        with using(engine.name, engine.place):
            authority_load()
            sample_load()
            copies.write_text("\n".join(map(json.dumps, _copies())), encoding="utf-8")
            paths_import(paths=[str(copies)])
            stories_find(Article.objects.values_list("pk", flat=True))
            search.settle()
            _tell_together()
            search.drain()
        yield
        transaction.set_rollback(True)


def _tell_together() -> None:
    """Put an article that is in no story into that of a text and its copy."""
    member = StoryMember.objects.order_by("pk").first()
    other = Article.objects.published().articles().filter(story_member=None).order_by("pk").first()
    StoryMember.objects.create(article=other, story=member.story, basis="words", sureness=0.8)
    outbox_add([other.pk])


def _copies() -> Iterator[dict[str, str]]:
    rows = Article.objects.published().articles().exclude(title=None).with_record().order_by("key")
    long = [row for row in rows if len(row.paragraphs.all()) >= LONG]
    for row in long[:COPIES]:
        body = "\n\n".join(paragraph.text for paragraph in row.paragraphs.all())
        yield {"title": row.display_title, "body": body, "date": row.published_value or "", "source": "بريد النقل"}


@pytest.fixture(scope="package")
def indexed(loaded, engine_name, django_db_blocker, tmp_path_factory) -> Iterator[tuple[str, str]]:
    """Name and place of an engine that has them all."""
    with django_db_blocker.unblock(), fresh(engine_name, tmp_path_factory.mktemp(engine_name)) as engine:
        with engine.build(lambda _: ()) as builder:
            builder.add(documents(Article.objects.values_list("pk", flat=True)))
        yield engine.name, engine.place


@pytest.fixture
def reader(indexed, db) -> Iterator[Client]:
    """A client of the archive on this engine."""
    with using(*indexed):
        yield Client()
