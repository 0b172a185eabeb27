"""Articles without a headline, a certain date or a source are settled with one decision each, which outlives the next import."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry

from archive.catalog.models import Article, Source
from archive.catalog.services import article_save
from archive.ingest.models import Rule
from archive.ingest.rule_services import doubtful_articles
from tests.curation.browser_forms import form_of

pytestmark = pytest.mark.django_db


def queue(slug):
    return f"/admin/catalog/article/queue/{slug}/"


@pytest.fixture
def boss(sign_in):
    return sign_in("boss", is_superuser=True)


def save(text="وصل الوفد إلى الميناء صباح اليوم.", **fields):
    return article_save(article=Article(**fields), paragraphs=[("lede", text)])


def rows(client, slug):
    return [row for _place, row, _field in client.get(queue(slug)).context["rows"]]


def left(client, slug):
    waiting = client.get(queue(slug)).context["waiting"]
    return waiting.decisions


def post(client, slug, decide, page=None, **fields):
    page = page or form_of(client.get(queue(slug)).content.decode())
    return client.post(queue(slug), {**page, "decide": decide, **fields}, follow=True).content.decode()


def undo(client, slug):
    return client.post(queue(slug), {"undo": "1"}, follow=True).content.decode()


def test_a_generated_title_is_accepted_and_taken_back(boss):
    article = save()
    assert [row.form for row in rows(boss, "titles")] == [article.generated_title]
    post(boss, "titles", "accept:0")
    assert left(boss, "titles") == 0
    rule = Rule.objects.get()
    assert (rule.kind, rule.article_key, rule.made_by.username) == ("title", article.stored_key, "boss")
    assert LogEntry.objects.filter(object_id=str(article.pk)).exists()
    undo(boss, "titles")
    assert left(boss, "titles") == 1
    assert not Rule.objects.active().exists()


def test_a_title_is_written_and_taken_back(boss):
    article = save(import_key="text:x")
    post(boss, "titles", "change:0", **{"value-0": " وفد في  الميناء "})
    article.refresh_from_db()
    assert (article.title, article.curated_fields) == ("وفد في الميناء", ["title"])
    undo(boss, "titles")
    article.refresh_from_db()
    assert (article.title, article.curated_fields) == (None, [])


@pytest.mark.parametrize("decide", ["change:0", "refuse:0"])
def test_an_empty_title_is_no_decision(boss, decide):
    save()
    assert "اكتب العنوان أولًا" in post(boss, "titles", decide)
    assert left(boss, "titles") == 1


def test_a_decision_for_a_source_settles_all_that_came_from_it(boss):
    paper, other = Source.objects.create(name="صحيفة المرفأ"), Source.objects.create(name="صحيفة الجبل")
    for source in (paper, paper, other, None):
        save(source=source)
    (place,) = [
        n for n, row in enumerate(rows(boss, "titles")) if row.remember.startswith("لكل ما يأتي من صحيفة الجبل")
    ]
    post(boss, "titles", f"accept:{place}", **{f"remember-{place}": "on"})
    assert left(boss, "titles") == 3
    rule = Rule.objects.get()
    assert (rule.source, rule.article_key, rule.articles.count()) == (other, "", 1)


def test_an_inferred_date_is_accepted(boss):
    evidence = {
        "published_precision": "day",
        "published_basis": "inferred",
        "published_evidence": "في المقدمة: «صباح اليوم»",
    }
    save(title="خبر", published_on=dt.date(2024, 6, 20), **evidence)
    (row,) = rows(boss, "dates")
    assert (row.answer, row.evidence[0].printed) == ("2024-06-20", "صباح اليوم")
    post(boss, "dates", "accept:0")
    assert left(boss, "dates") == 0
    undo(boss, "dates")
    assert left(boss, "dates") == 1


def test_an_inferred_date_that_is_wrong_is_taken_away_and_comes_back(boss):
    dated = {"published_on": dt.date(2024, 6, 20), "published_precision": "day", "published_basis": "inferred"}
    article = save(title="خبر", published_evidence="صورة", **dated)
    post(boss, "dates", "refuse:0")
    article.refresh_from_db()
    assert (article.published_on, left(boss, "dates")) == (None, 0)
    undo(boss, "dates")
    article.refresh_from_db()
    assert (article.published_on, article.published_evidence) == (dt.date(2024, 6, 20), "صورة")


def test_a_date_stays_unknown(boss):
    save(title="خبر")
    (row,) = rows(boss, "dates")
    assert row.accept == ""
    assert "لا تاريخ مستنتجًا" in post(boss, "dates", "accept:0")
    post(boss, "dates", "refuse:0")
    assert left(boss, "dates") == 0
    assert Rule.objects.get().kind == "unknown_date"


@pytest.mark.parametrize(("value", "precision"), [("2024-06-20", "day"), ("2024-06", "month"), ("2024", "year")])
def test_a_date_is_set_as_precisely_as_it_is_known(boss, value, precision):
    article = save(title="خبر")
    post(boss, "dates", "change:0", **{"value-0": value})
    article.refresh_from_db()
    assert (article.published_value, article.published_precision, article.published_basis) == (
        value,
        precision,
        "stated",
    )
    undo(boss, "dates")
    article.refresh_from_db()
    assert article.published_on is None


@pytest.mark.parametrize("value", ["", "أمس", "2024-13-40"])
def test_what_is_no_date_is_no_decision(boss, value):
    save(title="خبر")
    assert "2024-06-20" in post(boss, "dates", "change:0", **{"value-0": value})
    assert left(boss, "dates") == 1


def test_a_day_printed_in_the_lede_is_one_click_away(boss):
    from archive.chronology.services import dates_refresh

    dates_refresh(article=save("وصل الوفد في 20 يونيو 2024 إلى الميناء.", title="خبر"))
    (row,) = rows(boss, "dates")
    assert row.others == [("2024-06-20", "2024-06-20")]


def test_the_source_of_a_site_is_a_rule_for_all_that_comes_from_it(boss):
    paper = Source.objects.create(name="صحيفة المرفأ", homepage="https://www.harbour.example/")
    for number in range(3):
        save(title="خبر", url=f"https://harbour.example/{number}")
    save(title="خبر", url="https://nearharbour.example/1")
    first, _ = rows(boss, "publishers")
    assert (first.form, first.answer, first.articles) == ("harbour.example", "صحيفة المرفأ", 3)
    post(boss, "publishers", "accept:0")
    assert Article.objects.filter(source=paper).count() == 3
    assert left(boss, "publishers") == 1
    undo(boss, "publishers")
    assert Article.objects.filter(source=None).count() == 4


def test_a_site_that_stays_unknown_is_one_rule_for_what_comes_later_too(boss):
    for number in range(3):
        save(title="خبر", url=f"https://harbour.example/{number}")
    other = save(title="خبر", url="https://nearharbour.example/1")
    post(boss, "publishers", "refuse:0")
    rule = Rule.objects.active().get()
    assert (rule.text, rule.article_key, rule.articles.count()) == ("harbour.example", "", 3)
    assert list(doubtful_articles(Rule.Kind.UNKNOWN_SOURCE)) == [other]
    undo(boss, "publishers")
    assert left(boss, "publishers") == 2


def test_what_was_cut_from_an_article_is_likely_of_its_source(boss):
    paper = Source.objects.create(name="صحيفة المرفأ")
    parent = save(title="خبر", source=paper)
    child = save(title="خبر آخر", parent=parent)
    (row,) = rows(boss, "publishers")
    assert row.answer == "صحيفة المرفأ"
    post(boss, "publishers", "accept:0")
    child.refresh_from_db()
    assert child.source == paper


def test_a_line_that_is_a_source_s_name_is_remembered(boss):
    Source.objects.create(name="صحيفة المرفأ")
    article_save(article=Article(title="خبر"), paragraphs=[("lede", "وصل الوفد."), ("paragraph", "صحيفة المرفأ")])
    (row,) = rows(boss, "publishers")
    assert (row.answer, row.evidence[0].printed) == ("صحيفة المرفأ", "صحيفة المرفأ")
    post(boss, "publishers", "accept:0", **{"remember-0": "on"})
    assert Rule.objects.get().kind == "source_line"
    assert left(boss, "publishers") == 0


def test_a_source_is_chosen_or_stays_unknown_and_all_chosen_at_once(boss):
    paper = Source.objects.create(name="صحيفة المرفأ")
    save(title="خبر")
    assert "اختر المصدر" in post(boss, "publishers", "change:0")
    post(boss, "publishers", "change:0", **{"value-0": str(paper.pk)})
    assert left(boss, "publishers") == 0
    for _ in range(3):
        save(title="خبر")
    post(boss, "publishers", "refuse", chosen=["0", "1", "2"])
    assert left(boss, "publishers") == 0
    undo(boss, "publishers")
    assert left(boss, "publishers") == 3


def test_text_in_another_language_is_kept_or_put_aside(boss):
    paper = Source.objects.create(name="Harbour Post")
    one = save("The delegation arrived.", title="News", language="en", source=paper)
    save("The delegation left.", title="News", language="en", source=paper)
    post(boss, "texts", "refuse:0")
    assert Article.objects.filter(state="draft").count() == 1
    undo(boss, "texts")
    assert Article.objects.filter(state="draft").count() == 0
    post(boss, "texts", "accept:0", **{"remember-0": "on"})
    assert left(boss, "texts") == 0
    assert Rule.objects.active().get().articles.filter(pk=one.pk).exists()


def test_who_decided_second_is_told(boss, sign_in):
    save()
    late = form_of(boss.get(queue("titles")).content.decode())
    post(sign_in("colleague", is_superuser=True), "titles", "accept:0")
    assert "حسمها زميل" in post(boss, "titles", "change:0", late, **{"value-0": "عنوان"})
    assert Article.objects.get().title is None


def test_a_changed_article_is_not_taken_back(boss):
    article = save()
    post(boss, "titles", "change:0", **{"value-0": "عنوان"})
    Article.objects.filter(pk=article.pk).update(title="عنوان أحدث")
    assert "غيّره أحد بعد القرار" in undo(boss, "titles")
    assert Article.objects.get().title == "عنوان أحدث"


@pytest.mark.parametrize("slug", ["titles", "dates", "publishers", "texts"])
def test_who_may_only_look_decides_nothing(sign_in, slug):
    save(language="en")
    viewer = sign_in("viewer", "catalog.view_article")
    assert viewer.get(queue(slug)).status_code == 200
    assert viewer.post(queue(slug), {"decide": "accept:0"}).status_code == 403
    assert sign_in("stranger").get(queue(slug)).status_code == 403
    assert viewer.get(queue("nothing")).status_code == 404


def test_withdrawn_articles_and_cards_can_wait(boss):
    save(state="withdrawn")
    save(kind="stub")
    assert [left(boss, slug) for slug in ("titles", "dates", "publishers")] == [0, 0, 0]


def histories(article):
    return LogEntry.objects.filter(content_type__model="article", object_id=str(article.pk)).count()


def test_the_history_of_an_article_tells_only_of_rules_about_it(boss):
    Source.objects.create(name="صحيفة المرفأ", homepage="https://harbour.example/")
    of_site = save(title="خبر", url="https://harbour.example/1")
    post(boss, "publishers", "accept:0")
    undo(boss, "publishers")
    assert histories(of_site) == 0
    untitled = save()
    post(boss, "titles", "accept:0")
    undo(boss, "titles")
    assert (histories(of_site), histories(untitled)) == (0, 2)


def test_an_embargoed_article_put_aside_returns_with_its_time(boss):
    opens = dt.datetime(2999, 1, 1, 9, tzinfo=dt.UTC)
    article = save("The delegation arrived.", title="News", language="en", state="embargoed", embargo_until=opens)
    post(boss, "texts", "refuse:0")
    article.refresh_from_db()
    assert (article.state, article.embargo_until) == ("draft", None)
    undo(boss, "texts")
    article.refresh_from_db()
    assert (article.state, article.embargo_until, left(boss, "texts")) == ("embargoed", opens, 1)


def test_an_undo_that_is_refused_takes_no_rule_back(boss):
    article = save("The delegation arrived.", title="News", language="en")
    post(boss, "texts", "refuse:0")
    Article.objects.filter(pk=article.pk).update(state="withdrawn")
    assert "غيّره أحد بعد القرار" in undo(boss, "texts")
    assert Rule.objects.active().count() == 1
