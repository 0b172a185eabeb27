import datetime as dt

import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_withdraw
from archive.coverage.models import ShortVersion, Version, VersionGroup
from tests.coverage.test_grouping import OTHER, PORT

pytestmark = pytest.mark.django_db


def body(*texts):
    return [("paragraph", text) for text in texts]


@pytest.fixture
def pair(make_article):
    """A text of five paragraphs, and its version in another paper: the first changed, the last two cut, one added."""
    full = make_article(title="سوق الحرفيين", paragraphs=body(*PORT))
    changed = PORT[0].replace("عامين", "سنتين")
    short = make_article(
        title="سوق في الميناء",
        source="جريدة الضفة",
        published_on=dt.date(2024, 6, 21),
        paragraphs=body(changed, *PORT[1:3], OTHER[0]),
    )
    make_group(full, short)
    return full, short


def make_group(base, *others):
    group = VersionGroup.objects.create(representative=base)
    Version.objects.create(article=base, group=group, relation="equal", basis="hash", share=1)
    for other in others:
        Version.objects.create(
            article=other, group=group, relation="edited", basis="sentences", share=0.75, kept=3, cut=2, added=1
        )


def compare(client, base, version):
    return client.get(f"/articles/{base.key}/versions/{version.key}/")


def test_an_article_lists_its_versions_and_what_became_of_it(client, pair):
    full, short = pair
    page = client.get(full.get_absolute_url()).content.decode()
    assert "نُسخ هذا النص" in page
    for shown in ("جريدة الضفة", "سوق في الميناء", "أول من نشره", "حُذف منه فقرتان", "أُضيف إليه فقرة واحدة", "75٪"):
        assert shown in page
    assert f'href="/articles/{full.key}/versions/{short.key}/"' in page


def test_of_versions_printed_on_one_day_none_is_the_first(client, make_article):
    one, two = (make_article(paragraphs=body(*PORT)) for _ in range(2))
    make_group(one, two)
    assert "أول من نشره" not in client.get(one.get_absolute_url()).content.decode()


def test_an_article_without_versions_has_no_such_section(client, make_article):
    assert "نُسخ هذا النص" not in client.get(make_article().get_absolute_url()).content.decode()


def test_the_comparison_shows_what_was_kept_changed_cut_and_added(client, pair):
    page = compare(client, *pair).content.decode()
    for fate, count in (("changed", 1), ("kept", 2), ("cut", 2), ("added", 1)):
        assert page.count(f"compared__row--{fate}") == count
    assert "<mark>عامين</mark>" in page
    assert "<mark>سنتين</mark>" in page
    assert "بقي 3 فقرات (تغيّرت كلمات في فقرة واحدة)، وحُذف فقرتان، وأُضيف فقرة واحدة." in page


def test_articles_that_are_no_versions_are_not_compared(client, pair, make_article):
    assert compare(client, pair[0], make_article()).status_code == 404
    assert compare(client, pair[0], pair[0]).status_code == 404


def test_a_withdrawn_version_is_nowhere(client, pair):
    full, short = pair
    article_withdraw(article=short)
    assert "نُسخ هذا النص" not in client.get(full.get_absolute_url()).content.decode()
    assert compare(client, full, short).status_code == 404
    assert compare(client, short, full).status_code == 404
    assert client.get(f"/api/v1/articles/{full.key}").json()["version_ids"] == []


def test_a_draft_among_three_versions_is_left_out_of_all_lists(client, make_article):
    first, second, draft = (make_article(title=f"نص {number}", paragraphs=body(*PORT)) for number in (1, 2, 3))
    make_group(first, second, draft)
    Article.objects.filter(pk=draft.pk).update(state="draft")
    for page in (client.get(first.get_absolute_url()), compare(client, first, second)):
        assert "نص 3" not in page.content.decode()
        assert draft.key not in page.content.decode()
    assert client.get(f"/api/v1/articles/{first.key}").json()["version_ids"] == [second.key]


def test_a_short_version_and_its_full_text_name_each_other(client, make_article):
    full = make_article(title="النص الكامل", paragraphs=body(*PORT))
    short = make_article(title="خبر قصير", paragraphs=body(*PORT[:2]))
    ShortVersion.objects.create(article=short, full=full, share=1)
    assert "اختُصر في خبر قصير" in client.get(full.get_absolute_url()).content.decode()
    page = client.get(short.get_absolute_url()).content.decode()
    assert "مختصر من نص أطول" in page
    assert compare(client, full, short).status_code == 200
    assert client.get(f"/api/v1/articles/{short.key}").json()["version_ids"] == []
    article_withdraw(article=full)
    assert "النص الكامل" not in client.get(short.get_absolute_url()).content.decode()


def test_texts_are_escaped(client, make_article):
    one, two = (make_article(title="<b>عنوان</b>", paragraphs=body(*PORT, f"<script>{n}</script> نص")) for n in (1, 2))
    make_group(one, two)
    for page in (compare(client, one, two), client.get(one.get_absolute_url())):
        assert "<script>1" not in page.content.decode()
        assert "<b>عنوان" not in page.content.decode()
