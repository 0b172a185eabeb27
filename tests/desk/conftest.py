"""Journalists, articles and a dossier of theirs."""

import pytest
from django.contrib.auth.models import User

from archive.catalog.models import Article
from archive.catalog.services import TextChange, article_save, articles_bulk_update
from archive.desk.services import colleague_invite, dossier_create

TEXTS = (
    "وصل وفد التجارة إلى الميناء صباح الأربعاء.",
    "وقال الوزير إن الاتفاق يشمل 80% من السلع، وإن تنفيذه يبدأ في مارس.",
    "بدأت المحادثات قبل عام.",
)


@pytest.fixture
def owner(db):
    return User.objects.create_user("huda", first_name="هدى")


@pytest.fixture
def editor(db):
    return User.objects.create_user("samir")


@pytest.fixture
def reader(db):
    return User.objects.create_user("lina")


@pytest.fixture
def stranger(db):
    return User.objects.create_user("omar")


@pytest.fixture
def dossier(owner, editor, reader):
    """Of `owner`, with an editor and a reader."""
    made = dossier_create(user=owner, title="صفقة الميناء")
    colleague_invite(user=owner, key=made.key, name="samir", role="editor")
    colleague_invite(user=owner, key=made.key, name="lina", role="reader")
    return made


@pytest.fixture
def make_article(db):
    """A function that saves a published article with these paragraphs."""

    def make(title="وفد التجارة في الميناء", texts=TEXTS, **fields) -> Article:
        return article_save(article=Article(title=title, **fields), paragraphs=paragraphs_of(texts))

    return make


@pytest.fixture
def reprint(db):
    """A function that gives an article another text, as an import does."""

    def change(article: Article, texts) -> Article:
        articles_bulk_update(articles=[(article, paragraphs_of(texts))], fields=(), change=TextChange(None))
        article.refresh_from_db()
        return article

    return change


def paragraphs_of(texts):
    return [("paragraph", text) for text in texts]
