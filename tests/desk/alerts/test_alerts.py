"""What alerts find: exactly what the search finds, each article once, whenever it becomes findable."""

import datetime as dt
import random

import pytest
from django.db import connections

from archive import search
from archive.catalog.models import Article, Batch
from archive.catalog.services import article_publish, article_save, article_withdraw
from archive.desk import selectors, services
from archive.desk.models import Find, SavedSearch
from archive.ingest.services import batch_redo, batch_undo
from archive.web.presenters.saved_search import saved_request

WORDS = "وزير مدينة اتفاق نهر رئيس بيان مؤتمر جسر مباراة تعليم".split()


def found(saved):
    return list(saved.finds.order_by("pk").values_list("article_pk", flat=True))


def parameters(chance, sources):
    """A random query string of the search's parameters."""
    pairs = [("q", " ".join(chance.sample(WORDS, chance.choice((0, 1, 1, 2)))))]
    choices = {
        "mode": ("exact", "spelling"), "match": ("any",), "kind": ("stub", "all"), "undated": ("only", "exclude"),
        "from": ("2023", "2024-03"), "to": ("2023-06", "2024"), "section": ("سياسة",), "not_section": ("رياضة",),
        "tag": ("نهر",), "source": sources, "not_source": sources, "sort": ("newest", "oldest", "added"),
        "group": ("versions",), "added_from": ("2020-01-01", "2100-01-01"), "variants": ("0",),
    }  # fmt: skip
    pairs += [(name, chance.choice(values)) for name, values in choices.items() if chance.random() < 0.15]
    given = dict(pairs)
    if given.get("from", "") > given.get("to", "9"):
        del given["to"]
    return "&".join(f"{name}={value}" for name, value in given.items() if value)


def test_an_alert_finds_what_the_search_finds_for_two_hundred_sets_of_parameters(huda, make_article, run):
    chance = random.Random(15)
    for number in range(60):
        make_article(
            " ".join(chance.sample(WORDS, 4)) + ".",
            title=f"خبر {number} عن {chance.choice(WORDS)}",
            source=chance.choice(("صحيفة المرفأ", "وكالة النهر")),
            section=chance.choice(("سياسة", "رياضة", "")),
            tags=chance.choice(([], ["نهر"], ["جسر"])),
            kind=chance.choice(("article", "article", "stub")),
            indexed=False,
            **chance.choice(
                (
                    {},
                    {"published_on": None, "published_precision": "", "published_basis": ""},
                    {"published_on": dt.date(2023, 1, 1), "published_precision": "year"},
                )
            ),
        )
    search.drain()
    sources = list(Article.objects.values_list("source__key", flat=True).distinct())
    queries = [parameters(chance, sources) for _ in range(200)]
    rows = [
        SavedSearch(owner=huda, name="x", query=q, watched_from=0, feed_digest=str(n)) for n, q in enumerate(queries)
    ]
    SavedSearch.objects.bulk_create(rows)
    run(mailing=None)
    sizes = set()
    for saved in SavedSearch.objects.all():
        asked = saved_request(
            f"{saved.query}&group=none" if "group=" not in saved.query else saved.query.replace("versions", "none")
        )
        expected = set(search.find(asked, 1_000).pks)
        assert set(found(saved)) == expected, saved.query
        sizes.add(len(expected))
    assert len(sizes) > 15


def test_what_came_before_the_alert_is_not_new_whatever_it_was_published(make_article, watch, run):
    make_article()
    saved = watch()
    old = make_article("في الميناء قديمًا.", published_on=dt.date(1999, 1, 1))
    run()
    run()
    assert found(saved) == [old.pk]


def test_an_article_that_is_not_indexed_yet_comes_with_a_later_run(make_article, watch, run):
    saved = watch()
    late = make_article(indexed=False)
    indexed = make_article("في الميناء.", indexed=False)
    run()
    assert found(saved) == []
    search.drain()
    run()
    assert found(saved) == [late.pk, indexed.pk]


def test_an_article_that_was_not_indexed_when_the_alert_began_is_not_lost(make_article, watch, run):
    late = make_article(indexed=False)
    saved = watch()
    search.drain()
    run()
    assert found(saved) == [late.pk]


def test_a_draft_is_found_when_it_is_published_even_if_it_came_in_before_the_alert(make_article, watch, run):
    draft = make_article(state="draft")
    saved = watch()
    run()
    assert found(saved) == []
    article_publish(article=draft)
    search.drain()
    run()
    assert found(saved) == [draft.pk]


def test_an_article_that_matches_only_after_a_change_is_found_then_if_it_came_in_after_the_alert(
    make_article, watch, run
):
    before = make_article("وصل الوفد.")
    saved = watch()
    after = make_article("غادر الوفد.")
    run()
    assert found(saved) == []
    for article in (before, after):
        article_save(article=article, paragraphs=[("lede", "في الميناء.")])
    search.drain()
    run()
    assert found(saved) == [after.pk]


def test_what_is_withdrawn_before_the_run_is_not_found_and_comes_when_it_returns(make_article, watch, run):
    saved = watch()
    article = make_article()
    article_withdraw(article=article)
    run()  # the index still has it
    search.drain()
    run()
    assert found(saved) == []
    article_publish(article=article)
    search.drain()
    run()
    assert found(saved) == [article.pk]


def test_undoing_and_redoing_a_batch_repeats_nothing(make_article, watch, run):
    saved = watch(feed=True)
    batch = Batch.objects.create(label="دفعة")
    article = make_article(batch=batch)
    run()
    batch_undo(batch=batch)
    search.drain()
    run()
    assert selectors.finds_of_feed(saved) == []
    batch.refresh_from_db()
    batch_redo(batch=batch)
    search.drain()
    run()
    assert found(saved) == [article.pk]
    assert [find.article_pk for find in selectors.finds_of_feed(saved)] == [article.pk]


def test_a_search_whose_filter_is_gone_finds_nothing_rather_than_everything(make_article, watch, run):
    saved = [watch("not_person=gone"), watch("source=gone"), watch("names=gone"), watch("colour=red")]
    make_article()
    looked = {one.search.pk: one for one in run().looked}
    assert [looked[one.pk].trouble for one in saved] == [
        "القيد «شخص: gone» لم يعد في الأرشيف.",
        "القيد «مصدر: gone» لم يعد في الأرشيف.",
        "القيد «يذكر: gone» لم يعد في الأرشيف.",
        "المَعلمة «colour» غير معروفة.",
    ]
    assert not Find.objects.exists()


def test_the_owner_of_a_deactivated_account_gets_nothing(huda, make_article, watch, run, mailoutbox):
    saved = watch(feed=True)
    huda.is_active = False
    huda.save()
    make_article()
    run()
    assert mailoutbox == []
    assert found(saved) == []
    assert selectors.search_of_feed(saved.feed_token) is None


def test_an_alert_that_ends_and_begins_again_does_not_tell_of_the_time_between(huda, make_article, watch, run):
    saved = watch()
    services.alert_unsubscribe(key=saved.key)
    make_article()
    services.arrivals_record()
    services.alert_choose(user=huda, key=saved.key, rhythm="instant", hour=7, weekday=6)
    run()
    assert found(saved) == []


def test_one_run_at_a_time(run, db):
    from archive.desk.services.alert_lock import one_run_at_a_time

    with one_run_at_a_time(), pytest.raises(services.AlertsBusyError):
        run()
    run()


@pytest.mark.postgresql
def test_one_run_at_a_time_for_one_database_whatever_the_data_folder(run, db):
    from archive.desk.services.alert_lock import ADVISORY_KEY

    elsewhere = connections.create_connection("default")
    with elsewhere.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_KEY])
        with pytest.raises(services.AlertsBusyError):
            run()
        cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_KEY])
    elsewhere.close()
    assert run().failed == 0
