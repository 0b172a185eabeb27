from archive.search import Hit, Version
from archive.web.presenters.hit_versions import versions_notice


def hit(*sources: str | None, own: str | None = "own") -> Hit:
    """A hit of the source `own` with a version in each of these sources."""
    versions = tuple(
        Version(number, f"k{number}", "عنوان", None, source, source and f"صحيفة {source}")
        for number, source in enumerate(sources)
    )
    return Hit(
        pk=9, key="k", title="عنوان", title_html="عنوان", title_generated=False, kind="article", date=None,
        date_precision=None, date_basis=None, source_key=own, source_name=own, document=None, snippet="", score=0.0,
        versions=versions,
    )  # fmt: skip


def test_a_hit_without_versions_says_nothing():
    assert versions_notice(hit()) is None


def test_other_outlets_are_counted_and_named():
    notice = versions_notice(hit("a", "b"))
    assert (notice.lead, notice.outlets, notice.more) == ("وفي مصدرين آخرين", ("صحيفة a", "صحيفة b"), False)
    assert notice.articles == ""
    assert [one.key for one in notice.versions] == ["k0", "k1"]


def test_of_many_outlets_the_first_are_named():
    notice = versions_notice(hit("a", "b", "c", "d"))
    assert (notice.lead, len(notice.outlets), notice.more) == ("وفي 4 مصادر أخرى", 3, True)


def test_more_versions_than_other_outlets_are_counted_besides():
    notice = versions_notice(hit("a", "a", "own", None))
    assert (notice.lead, notice.outlets, notice.articles) == ("وفي مصدر آخر", ("صحيفة a",), "4 نُسخ")


def test_versions_of_the_same_outlet_or_of_none_are_counted_only():
    assert versions_notice(hit("own")).lead == "ونسخة أخرى"
    notice = versions_notice(hit("own", None))
    assert (notice.lead, notice.outlets) == ("ونسختان أخريان", ())


def test_without_an_outlet_of_its_own_every_other_counts():
    assert versions_notice(hit("a", own=None)).lead == "وفي مصدر آخر"
