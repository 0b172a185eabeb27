"""RIS, BibTeX and CSL-JSON, read by parsers of other projects."""

import datetime as dt
import json

import bibtexparser
import pytest
import rispy

from archive.web.formats.citation_files import Citation, bibtex, citation_of, csl_json, ris

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 4)
URL = "https://archive.example/articles/k1/"


@pytest.fixture
def cited(make_article):
    return citation_of(make_article(author="سلمى الحداد", tags=["موانئ", "تجارة"], agency="وكالة الضفة"), URL)


def changed(cited, **fields):
    return Citation(**{name: fields.get(name, getattr(cited, name)) for name in Citation.__slots__})


def test_a_ris_record_is_read_by_a_parser(cited):
    (record,) = rispy.loads(ris(cited))
    assert record["type_of_reference"] == "NEWS"
    assert (record["title"], record["authors"]) == (cited.title, ["سلمى الحداد"])
    assert (record["year"], record["date"]) == ("2024", "2024/06/20/")
    assert record["secondary_title"] == "صحيفة المرفأ"
    assert record["keywords"] == ["موانئ", "تجارة"]
    assert record["urls"] == [URL]
    assert cited.sha256 in record["notes"][0]


@pytest.mark.parametrize(("date", "written"), [("2001-03", "2001/03//"), ("2023", "2023///"), ("", None)])
def test_a_date_is_as_precise_as_it_is_known(cited, date, written):
    partly = changed(cited, date=date)
    (record,) = rispy.loads(ris(partly))
    assert record.get("date") == written
    assert csl_json(partly, TODAY).get("issued") == (
        {"date-parts": [[int(part) for part in date.split("-")]]} if date else None
    )


def test_a_bibtex_entry_is_read_by_a_parser(cited):
    (entry,) = bibtexparser.parse_string(bibtex(cited, TODAY)).entries
    assert (entry.entry_type, entry.key) == ("article", cited.key)
    assert entry["title"].strip("{}") == cited.title
    assert (entry["year"], entry["date"], entry["urldate"], entry["url"]) == ("2024", "2024-06-20", "2026-03-04", URL)


def test_signs_of_tex_are_escaped(cited):
    text = bibtex(changed(cited, title="ربح 50% {و} $3 R&D #1 a_b \\x ~ ^"), TODAY)
    (entry,) = bibtexparser.parse_string(text).entries
    assert r"50\%" in entry["title"]
    assert r"\{و\}" in entry["title"]
    assert r"\textbackslash{}x" in entry["title"]


def test_csl_marks_an_inferred_date_and_a_generated_title(make_article):
    article = make_article(title=None, published_basis="inferred", published_evidence="الخميس 20 يونيو")
    item = csl_json(citation_of(article, URL), TODAY)
    assert item["issued"] == {"date-parts": [[2024, 6, 20]], "circa": True}
    assert item["title"] == article.generated_title
    assert "تاريخ مستنتَج" in item["note"]
    assert json.dumps(item)


def test_line_ends_in_fields_break_no_record(make_article):
    article = make_article(title="سطر\nER  - \nTY  - BOOK")
    (record,) = rispy.loads(ris(citation_of(article, URL)))
    assert record["title"] == "سطر ER - TY - BOOK"
