import pytest

from archive.catalog.models import Article, OutboxEntry
from archive.catalog.services import article_save, article_set_state, articles_cut_from

pytestmark = pytest.mark.django_db


def _article(title, **fields):
    return article_save(article=Article(title=title, **fields), paragraphs=[("lede", "نص.")])


def test_articles_point_at_what_they_were_cut_from_and_are_indexed_again():
    above, card = _article("أصل"), _article("بطاقة", kind="stub")
    OutboxEntry.objects.all().delete()
    assert articles_cut_from(parents={card.pk: above.pk}) == 1
    card.refresh_from_db()
    assert card.parent == above
    assert list(OutboxEntry.objects.values_list("article_pk", flat=True)) == [card.pk]
    assert articles_cut_from(parents={card.pk: above.pk}) == 0


def test_no_article_becomes_its_own_ancestor_and_none_changes_hands():
    above, below = _article("أصل"), _article("فرع")
    other = _article("آخر")
    assert articles_cut_from(parents={below.pk: above.pk}) == 1
    assert articles_cut_from(parents={above.pk: below.pk, below.pk: other.pk}) == 0
    assert articles_cut_from(parents={other.pk: other.pk}) == 0
    assert articles_cut_from(parents={other.pk: 0}) == 0


def test_what_is_cut_from_a_withdrawn_article_is_withdrawn_with_it():
    above, card = _article("أصل"), _article("بطاقة", kind="stub")
    article_set_state(article=above, state="withdrawn")
    articles_cut_from(parents={card.pk: above.pk})
    card.refresh_from_db()
    assert (card.state, card.returns_to) == ("withdrawn", "published")
