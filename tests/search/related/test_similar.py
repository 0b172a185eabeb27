"""Articles that share the distinctive words of another."""

import pytest

from archive.search import drain
from archive.search.engine import current_engine
from archive.search.engine.clauses import MatchNone
from archive.search.engine.contract import SearchQuery
from archive.search.related.similar import similar_clause
from tests.search.conftest import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles():
    made = [
        write("إطلاق قمر صناعي", "أطلقت الوكالة قمرا صناعيا من القاعدة."),
        write("قمر صناعي جديد", "وصل القمر الصناعي إلى مداره."),
        write("أسعار النفط", "ارتفعت أسعار النفط في السوق."),
    ]
    for number in range(30):
        write(f"خبر {number}", "سقط المطر على المدينة.")
    drain()
    return made


def similar(article):
    view = current_engine().view()
    return set(view.search(SearchQuery(similar_clause(view, article.pk), end=None)).pks)


def test_an_article_with_the_same_rare_words_is_similar_and_the_article_itself_is_not(articles):
    one, other, _ = articles
    assert similar(one) == {other.pk}


def test_an_article_without_shared_words_has_none(articles):
    assert similar(articles[2]) == set()


def test_an_unknown_article_matches_nothing(articles):
    assert similar_clause(current_engine().view(), 10**6) == MatchNone()
