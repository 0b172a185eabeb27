"""Versions of documents: they outlive upgrades, so that an index is not indexed again for nothing."""

import datetime as dt

import pytest

from archive.search.engine.document import Record
from archive.search.engine.forms import Section
from archive.search.indexing.documents import _version
from tests.search.conftest import ask, find, write

DAY = dt.date(2024, 6, 20)


@pytest.mark.parametrize(
    ("sections", "record", "version"),
    [
        (
            [Section("خبر", 6), Section("نص", 2)],
            Record(7, {"kind": ("article",)}, DAY, DAY, "day", ((DAY, DAY, True),)),
            5985778815998833538,
        ),
        ([Section("نص", 2)], Record(8, {"kind": ("stub",)}), 2036718170241554459),
    ],
)
def test_a_document_has_the_version_that_earlier_releases_gave_it(sections, record, version):
    title = tuple(section for section in sections if section.weight == 6)
    assert _version(title, sections, record) == version


@pytest.mark.django_db
@pytest.mark.parametrize("published", ["9999-12-31", "2199-01", "2199"])
def test_an_article_dated_after_tomorrow_is_indexed_as_undated(published):
    newest = write("خبر", "وصل الوفد إلى الميناء.", published="2024-06-20")
    doubtful = write("خبر آخر", "غادر الوفد الميناء.", published=published)
    page = ask("الوفد", sort="newest", facets=("year",))
    assert [hit.pk for hit in page.hits] == [newest.pk, doubtful.pk]
    assert [hit.date for hit in page.hits] == ["2024-06-20", published]
    assert [value.key for value in page.facets["year"]] == ["2024"]


@pytest.mark.parametrize(
    ("printed", "found", "not_found"),
    [
        (
            "اشترى من #سوق\u200cالسمك أمس",
            [
                "سوق",
                "السمك",
                "سوقالسمك",
                "سوق\u200cالسمك",
                '"من سوق السمك أمس"',
                '"من سوقالسمك أمس"',
                "العنوان:سوقالسمك",
            ],
            ["سوقال", '"سوق أمس"'],
        ),
        (
            "قال وزير\u200fالبيئة",
            ["وزير", "بيئة", "وزيرالبيئة", '"قال وزير\u200fالبيئة"', '"وزير البيئة"'],
            ['"قال البيئة"'],
        ),
        ("كتب عن آية\u200bالله", ["الله", '"آية الله"', "آيةالله"], []),
        ("سافر في يو\u200cنيو الماضي", ["يونيو", '"في يونيو الماضي"'], []),
        ("﴿اقرأ باسم ربك الذي خلق﴾", ["اقرأ", "خلق", '"باسم ربك الذي خلق"'], []),
        ("قال النبيﷺ لهم", ["صلى", '"صلى الله عليه وسلم"', "ﷺ", '"النبي صلى الله"'], ["سلام"]),
        ("دفع 12 500 دينار", ["12500", "12,500", "12 500", '"دفع 12500 دينار"', "12\u00a0500"], ["500", "12"]),
        ("دفع 12,500 دينار", ["12500", "12 500", "12.500", "12'500", "١٢٬٥٠٠"], ["500", "12"]),
        ("بين 150 300 دينار", ["150", "300", "150 300", "150300", "150,300"], []),
        ("نسبة 3,5 بالمائة", ["3.5", "٣٫٥", "مئة", "بالمئة"], ["3", "5"]),
        ("الصفحات 3, 5", ["3", "5"], ["3.5", "3,5"]),
    ],
)
@pytest.mark.django_db
def test_a_text_is_found_however_its_words_are_cut(printed, found, not_found):
    write(printed, f"{printed}، وعاد.")
    assert {q: len(find(q)) for q in found} == dict.fromkeys(found, 1)
    assert {q: len(find(q)) for q in not_found} == dict.fromkeys(not_found, 0)


@pytest.mark.django_db
def test_figures_typed_apart_also_find_the_number():
    write("خبر", "ربح 150,300 دينار")
    assert len(find("150 300")) == 1
    assert len(find("150 300", mode="exact")) == 1
    assert not find('"150 300"')
