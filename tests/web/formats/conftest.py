"""A dossier of two articles: one kept whole with a passage and notes, one in English of which only a passage is kept."""

import datetime as dt

import pytest

from archive.desk.selectors import DossierContent, DossierEntry, Passage
from archive.web.formats.dossier_file import DossierFile

MOMENT = dt.datetime(2026, 11, 29, 14, 30, tzinfo=dt.UTC)


@pytest.fixture
def made():
    return DossierFile("https://news.example", MOMENT)


@pytest.fixture
def content(make_article):
    whole = make_article(
        title="وفد التجارة (الأول) في الميناء",
        url="https://paper.example/1?a=1&b=2",
        published_evidence="سطر التاريخ: 20/6",
    )
    english = make_article(
        title="Harbour talks <resume>",
        language="en",
        source="The Harbour",
        paragraphs=[("paragraph", "Talks resumed at the harbour on Wednesday."), ("paragraph", "A second paragraph.")],
        published_basis="inferred",
        published_evidence="folder name",
    )
    return DossierContent(
        key="abc123",
        title="ملف «الميناء» <2024>",
        description="سطر أول\nسطر ثانٍ",
        owner="هدى",
        changed_at=MOMENT,
        entries=(
            DossierEntry(whole, None, "راجِع الأرقام & قارنها", MOMENT, "هدى"),
            DossierEntry(whole, Passage("الاتفاق يشمل 80%", 2, 15, 31), "أهم ما فيه", MOMENT, "سمير"),
            DossierEntry(english, Passage("resumed at the harbour", 0, 6, 28), "", MOMENT, "هدى"),
            DossierEntry(whole, Passage("قيل غير ذلك", 2, 0, 11, is_current=False), "", MOMENT, "هدى"),
        ),
        withdrawn=2,
    )
