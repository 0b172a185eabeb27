"""Names and dates in the text are switched off and on by parameters."""

import datetime as dt

import pytest

from archive.chronology.models import DateMention
from archive.entities.models import Entity, Mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(make_article):
    article = make_article()
    place = Entity.objects.create(type="place", name="الميناء الكبير")
    Mention.objects.create(article=article, entity=place, surface="الميناء", paragraph=0, start=20, end=27)
    DateMention.objects.create(
        article=article, value="2024-06-19", first=dt.date(2024, 6, 19), last=dt.date(2024, 6, 19), precision="day",
        basis="resolved", surface="الأربعاء", paragraph=0, start=33, end=41,
    )  # fmt: skip
    return article


def body(client, article, query=""):
    text = client.get(f"{article.get_absolute_url()}{query}").content.decode()
    return text, text[text.index('id="text"') : text.index("passage-tools")]


def test_both_are_marked_and_can_be_switched_off(client, article):
    text, printed = body(client, article, "?q=x")
    assert 'class="mention"' in printed
    assert "<time" in printed
    assert 'href="?q=x&amp;names=0#text" data-marks="names"' in text
    assert "أخفِ الأسماء" in text


def test_names_alone_are_switched_off(client, article):
    text, printed = body(client, article, "?names=0")
    assert 'class="mention"' not in printed
    assert "<time" in printed
    assert "أظهر الأسماء" in text
    assert 'href="?#text" data-marks="names"' in text
    assert "الميناء الكبير" in text  # the list beside the text stays


def test_dates_alone_are_switched_off(client, article):
    _, printed = body(client, article, "?dates=0")
    assert 'class="mention"' in printed
    assert "<time" not in printed


def test_a_text_without_names_and_dates_has_no_switches(client, make_article):
    assert "data-text-marks" not in client.get(make_article().get_absolute_url()).content.decode()
