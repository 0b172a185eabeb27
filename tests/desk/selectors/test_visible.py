"""What may be shown of what was kept, after the article changed or was withdrawn."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.catalog.models import Article
from archive.catalog.services import article_save, article_set_state, article_withdraw, revision_set_hidden
from archive.desk.selectors import dossier_content, kept_dossiers, live_items, shown_items
from archive.desk.services import Place, articles_keep, passages_keep

QUOTE = "الاتفاق يشمل 80% من السلع"
TEXTS = ("وصل الوفد.", f"وقال الوزير إن {QUOTE}، وإن تنفيذه يبدأ في مارس.")
START = TEXTS[1].index(QUOTE)
WITHOUT = ("وصل الوفد.", "لم يقل الوزير شيئًا.")


@pytest.fixture
def article(make_article):
    return make_article(texts=TEXTS)


@pytest.fixture
def passage(dossier, owner, article):
    """The passage QUOTE in the dossier, as it is shown now."""
    passages_keep(user=owner, key=dossier.key, article=article.key, places=[Place(1, START, START + len(QUOTE))])

    def shown():
        return shown_items(live_items(dossier))[0]

    return shown


def test_a_passage_is_shown_where_it_was_marked(passage):
    assert (passage().passage.text, passage().passage.paragraph, passage().passage.start) == (QUOTE, 1, START)
    assert passage().passage.is_current


def test_it_is_found_again_in_a_text_that_changed(passage, article, reprint):
    reprint(article, ("خبر عاجل.", *TEXTS))
    assert (passage().passage.paragraph, passage().passage.is_current) == (2, True)


def test_what_its_publisher_took_out_is_shown_with_the_old_text(passage, article, reprint):
    reprint(article, WITHOUT)
    assert (passage().passage.text, passage().passage.is_current) == (QUOTE, False)
    assert passage().revision == 1


def test_it_is_found_in_the_earlier_text_that_printed_it(passage, article, reprint):
    reprint(reprint(article, (*TEXTS, "وأضاف.")), WITHOUT)
    assert passage().passage.text == QUOTE
    assert passage().revision == 1


def test_what_a_curator_took_out_by_hand_is_shown_no_more(passage, article):
    article_save(article=article, paragraphs=[("paragraph", text) for text in WITHOUT])
    assert (passage().article, passage().passage) == (None, None)


def test_an_old_text_that_a_curator_hides_is_shown_no_more(passage, article, reprint):
    reprint(article, WITHOUT)
    revision_set_hidden(revision=article.revisions.get(), is_hidden=True)
    assert (passage().article, passage().passage) == (None, None)


def test_earlier_texts_are_read_once_for_all_old_passages_of_an_article(dossier, owner, article, reprint):
    words = QUOTE.split()
    places = [Place(1, TEXTS[1].index(word), TEXTS[1].index(word) + len(word)) for word in words]
    passages_keep(user=owner, key=dossier.key, article=article.key, places=places[:1])
    reprint(article, ("خبر آخر.",))
    with CaptureQueriesContext(connection) as one:
        shown_items(live_items(dossier))
    reprint(article, TEXTS)
    passages_keep(user=owner, key=dossier.key, article=article.key, places=places[1:])
    reprint(article, ("خبر آخر.",))
    with CaptureQueriesContext(connection) as all_of_them:
        shown = shown_items(live_items(dossier))
    assert [each.passage.text for each in shown] == words
    assert len(all_of_them) <= len(one) + 1


@pytest.mark.parametrize("state", [Article.State.WITHDRAWN, Article.State.DRAFT])
def test_nothing_is_shown_of_an_article_that_is_not_public(dossier, owner, passage, article, state):
    articles_keep(user=owner, key=dossier.key, articles=[article.key], note="ملاحظتي")
    article_set_state(article=article, state=state)
    content = dossier_content(dossier, owner)
    assert (content.entries, content.withdrawn) == ((), 2)
    kept = kept_dossiers(owner)[0]["items"]
    assert [(one["withdrawn"], one["title"], one["quote"]) for one in kept] == [(True, None, None)] * 2
    assert kept[1]["note"] == "ملاحظتي"


def test_it_is_shown_again_with_the_article(dossier, owner, passage, article):
    article_withdraw(article=article)
    article_set_state(article=article, state=Article.State.PUBLISHED)
    assert passage().passage.text == QUOTE


def test_queries_do_not_grow_with_the_dossier(dossier, owner, make_article, django_assert_num_queries):
    articles_keep(user=owner, key=dossier.key, articles=[make_article().key for _ in range(30)])
    with django_assert_num_queries(3):
        content = dossier_content(dossier, owner)
        assert [len(entry.article.paragraphs.all()) for entry in content.entries] == [3] * 30
