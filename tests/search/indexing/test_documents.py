"""Versions of documents: they outlive upgrades, so that an index is not indexed again for nothing."""

import datetime as dt

import pytest

from archive.search.engine.document import Record
from archive.search.engine.forms import Section
from archive.search.indexing.documents import _version

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
