"""Versions of documents: they outlive upgrades, so that an index is not indexed again for nothing."""

import datetime as dt

import pytest

from archive.search.engine.document import Record
from archive.search.engine.forms import Section
from archive.search.indexing.documents import _version
from tests.search.conftest import ask, write

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
