import datetime as dt
import json

import pytest

from archive.ingest.identity import KeyScheme
from archive.ingest.readers.jsonl import parse_record
from archive.ingest.record import UnreadableError


def _parse(keys=KeyScheme(), **fields):
    return parse_record(json.dumps({"body": "عادت اللقالق إلى السهل.\nثم رحلت."} | fields).encode(), keys)


def test_a_record_says_where_its_news_comes_from():
    record, warnings = _parse(
        agency=" رويترز ", dateline="بيروت", cited=["صحيفة الضفة", "Harbor Times", "صحيفة الضفة"],
        photo_credit="سلمى الحداد", language="ar_LB", kind="stub",
    )  # fmt: skip
    assert warnings == []
    assert (record.agency, record.dateline, record.photo_credit) == ("رويترز", "بيروت", "سلمى الحداد")
    assert (record.cited, record.language, record.kind) == (("صحيفة الضفة", "Harbor Times"), "ar-LB", "stub")


def test_cited_media_may_be_one_text():
    assert _parse(cited="صحيفة الضفة، Harbor Times")[0].cited == ("صحيفة الضفة", "Harbor Times")


def test_a_date_has_its_precision_basis_and_evidence():
    record, warnings = _parse(date="2019-04-03", date_precision="month", date_basis="inferred", date_evidence="نيسان")
    assert warnings == []
    published = record.published
    assert (published.first, published.precision) == (dt.date(2019, 4, 1), "month")
    assert (published.basis, published.evidence) == ("inferred", "نيسان")
    assert _parse(date="2019-04-03", date_precision="year")[0].published.first == dt.date(2019, 1, 1)


def test_an_inferred_date_without_evidence_quotes_the_field():
    published = _parse(date="2019-04", date_basis="inferred")[0].published
    assert (published.basis, published.evidence) == ("inferred", "حقل date في السجل: «2019-04»")


def test_a_placeholder_is_a_date_where_the_record_knows_what_it_knows():
    assert _parse(date="1970-01-01")[0].published is None
    assert _parse(date="1970-01-01", date_precision="day", date_basis="stated")[0].published.first.year == 1970


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"kind": "video"}, "kind left out, it is none of article, stub: video"),
        ({"kind": 3}, "kind left out"),
        ({"date": "2019-04", "date_precision": "day"}, "date_precision left out, day is finer than the date: 2019-04"),
        (
            {"date": "2019-04", "date_precision": "week"},
            "date_precision left out, it is none of day, month, year: week",
        ),
        ({"date": "2019-04", "date_basis": ["stated"]}, "date_basis left out"),
        ({"date": "2019-04", "date_evidence": {"a": 1}}, "date_evidence left out, it is an object"),
        ({"language": "العربية"}, "language left out, it is no tag such as ar or fr (BCP 47): العربية"),
        ({"language": 7}, "language left out"),
        ({"language": "fr"}, "language left out, the text is not in its letters: fr"),
        ({"roles": ["lede"]}, "roles left out, they are not one for each of 2 paragraphs"),
        ({"roles": ["lede", "body"]}, "roles left out that are none of lede, paragraph, subhead, caption: body"),
        ({"roles": 5}, "roles left out"),
        ({"cited": [{"name": "x"}]}, "cited left out, it is an object"),
        ({"cited": [f"صحيفة {number}" for number in range(60)]}, "cited cut from 60 names to 50"),
        ({"agency": True}, "agency left out, it is true or false"),
        ({"photo_credit": "س" * 400}, "photo_credit cut from 400 characters to 300"),
        ({"parent": ["a"]}, "parent left out, it is a list"),
        ({"id": "a", "parent": "a"}, "parent left out, it is the record itself"),
        ({"not_before": "2024"}, "not_before left out, it is no day such as 2024-06-20: 2024"),
    ],
)
def test_each_bad_field_is_left_out_with_a_warning(fields, named):
    record, warnings = _parse(**fields)
    assert [warning for warning in warnings if named in warning], warnings
    assert [text for _, text in record.paragraphs] == ["عادت اللقالق إلى السهل.", "ثم رحلت."]
    assert (record.kind, record.language) == ("article", "ar")


def test_roles_are_one_for_each_paragraph():
    record, _ = _parse(roles=["caption", "lede"])
    assert record.paragraphs == (("caption", "عادت اللقالق إلى السهل."), ("lede", "ثم رحلت."))
    assert _parse(roles="caption, lede")[0].paragraphs == record.paragraphs


def test_parts_of_a_body_with_their_roles_are_plain_paragraphs():
    body = ["س <b>&lt;</b> ص", "سطر\nوسطر  آخر", "Ø§Ù„"]
    record, warnings = _parse(body=body, roles=["lede", "paragraph", "caption"], title="R&amp;D", source="م&amp;ن")
    assert [text for _, text in record.paragraphs] == body
    assert (record.title, record.source, warnings) == ("R&amp;D", "م&amp;ن", [])
    decoded, _ = _parse(body=body[:1], title="R&amp;D")
    assert (decoded.paragraphs, decoded.title) == ((("lede", "س < ص"),), "R&D")


def test_only_a_card_has_no_paragraphs():
    record, _ = _parse(body=[], roles=[], kind="stub", title="ميناء جديد")
    assert record.paragraphs == ()
    for fields in (
        {"kind": "article", "title": "ميناء"},
        {"kind": "stub"},
        {"kind": "stub", "title": "م", "roles": None},
    ):
        with pytest.raises(UnreadableError):
            _parse(**{"body": [], "roles": [], **fields})


def test_a_parent_is_a_record_of_the_same_namespace():
    fields = {"id": "b", "parent": "a", "source": "نشرة"}
    assert _parse(**fields)[0].parent_key == "record:نشرة:a"
    assert _parse(KeyScheme(namespace="x"), **fields)[0].parent_key == "record:x:a"
    assert _parse(id="b", parent=None)[0].parent_key == ""


def test_a_text_without_a_language_shows_its_own():
    body = "Le ministre a annoncé que les travaux du pont commenceront après la fête."
    assert _parse(body=body)[0].language == "fr"
    assert _parse(body=[body], roles=["lede"], language=None)[0].language == ""
