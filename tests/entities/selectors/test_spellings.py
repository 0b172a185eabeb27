"""Spellings of names."""

import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.entities import selectors
from archive.entities.models import Entity, NameForm
from archive.entities.services.mentions import mentions_refresh

pytestmark = pytest.mark.django_db


def entity(name, kind="person", also=(), nationality=()):
    made = Entity.objects.create(name=name, type=kind)
    for relation, texts in (("name", (name, *also)), ("nationality", nationality)):
        for text in texts:
            NameForm.objects.create(entity=made, text=text, relation=relation)
    return made


def article(*texts, title="خبر", **fields):
    paragraphs = [("lede" if not number else "paragraph", text) for number, text in enumerate(texts)]
    made = article_save(article=Article(title=title, **fields), paragraphs=paragraphs)
    mentions_refresh(article=made)
    return made


def test_spellings_of_an_entity():
    one = entity("سلمى الخطيب", also=["سلما الخطيب"])
    article("زارت سلمى الخطيب مرفأ السلام.")
    article("عادت سلما الخطيب، وسلمى الخطيب كاتبة.")
    assert selectors.entity_spellings(one) == [("سلمى الخطيب", 2), ("سلما الخطيب", 1)]
