"""Keys: a namespace and an id, or a hash of the text. They are stored, so the values here never change."""

import hashlib

import pytest

from archive.ingest.identity import STORED_KEYS, KeyScheme, key_fields, namespace_fold

SHA = "ab" * 32


@pytest.mark.parametrize(
    "printed",
    [
        "الجزيرة نت",
        " الجزيرة\u00a0نت. ",
        "الجزيرة\u200cنت",
        "\u200fالجزيرة نت\u200f",
        "\u2067الجزيرة نت\u2069",
        "الجــزيرة نت",
        "الجَزِيرة نت",
        "الجزیرة نت",
        "ﺍﻟﺠﺰﻳﺮﺓ ﻧﺖ",
        "«الجزيرة نت»",
        "الجزيرة&nbsp;نت",
        "\u2800الجزيرة نت\u3164",
    ],
)
def test_names_that_look_the_same_are_one_namespace(printed):
    assert namespace_fold(printed) == "الجزيرةنت"


@pytest.mark.parametrize(
    ("one", "other"),
    [("صحيفة ١٢", "صحيفة 12"), ("BBC عربي", "bbc عربى"), ("R&amp;D", "r&d"), ("ا–ب", "ا-ب"), ("کتاب", "كتاب")],
)
def test_shapes_of_digits_dashes_and_letters_are_one(one, other):
    assert namespace_fold(one) == namespace_fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("الأهرام", "الاهرام"), ("الجزيرة", "الجزيره"), ("النهار 1", "النهار 2"), ("a-b", "ab")]
)
def test_names_that_a_reader_tells_apart_are_two(one, other):
    assert namespace_fold(one) != namespace_fold(other)


@pytest.mark.parametrize("printed", ["نشرة الحقول", "R&amp;amp;D", "«»", "", "--", "ﷺ", "İstanbul", "a:b#c%d"])
def test_a_folded_name_folds_to_itself(printed):
    assert namespace_fold(namespace_fold(printed)) == namespace_fold(printed)


def key(scheme=KeyScheme(), **fields):
    return scheme.record_key({"body": "نص.", **fields})


def test_the_namespace_given_comes_first_then_the_records_own_then_its_source_then_the_source_given():
    given = KeyScheme(namespace="وكالة", source="أرشيف")
    assert key(given, id=1, source="نشرة", namespace="حقول") == "record:وكالة:1"
    assert key(KeyScheme(source="أرشيف"), id=1, source="نشرة", namespace="حقول") == "record:حقول:1"
    assert key(KeyScheme(source="أرشيف"), id=1, source="نشرة") == "record:نشرة:1"
    assert key(KeyScheme(source="أرشيف"), id=1) == "record:أرشيف:1"
    assert key(id=1) == "record::1"


@pytest.mark.parametrize("own", [0, None, ["حقول"], {"name": "حقول"}])
def test_a_field_namespace_that_is_no_text_says_nothing(own):
    assert key(id=1, source="نشرة", namespace=own) == "record:نشرة:1"


def test_an_own_namespace_may_be_empty():
    assert key(id=1, source="نشرة", namespace="") == "record::1"


@pytest.mark.parametrize(("one", "other"), [(1, "1"), (" 1 ", "1"), ("a\x00b", "ab")])
def test_ids_written_otherwise_are_one(one, other):
    assert key(id=one) == key(id=other)


@pytest.mark.parametrize("given", [None, "", "  ", True, 1.5, ["1"], {"$oid": "1"}])
def test_without_an_id_the_text_is_the_key(given):
    assert key(id=given).startswith("content::")


def test_the_same_text_in_two_papers_has_two_keys():
    assert key(source="نشرة") != key(source="حقول")
    assert key(KeyScheme(source="نشرة")) != key(KeyScheme(source="حقول"))
    assert key(source="نشرة") == key(source="نشرة", tags=["س"], date="2020", author="كاتب")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"body": "أ\nب"}, {"body": ["أ", "ب"]}),
        ({"body": "أ"}, {"body": " أ \r\n\r\n"}),
        ({"title": " أ"}, {"title": "أ"}),
    ],
)
def test_the_same_paragraphs_have_one_key(one, other):
    assert key(**one) == key(**other)


@pytest.mark.parametrize("fields", [{"title": "أ"}, {"body": "نص"}, {"body": "نص.\nآخر"}])
def test_another_title_or_paragraph_has_another_key(fields):
    assert key(**fields) != key()


def test_a_body_that_is_no_text_is_known_by_its_paragraphs():
    assert key(body=None) != KeyScheme().record_key({"body": {"html": "نص"}}, [("lede", "نص")])


def test_a_namespace_cannot_reach_into_the_id():
    assert key(id="b:c", source="a") != key(id="c", source="a:b")
    assert len({key(id="1", source="س" * 300 + end) for end in "ab"}) == 1, "sources are compared by 200 characters"


@pytest.mark.parametrize(
    "fields", [{"id": "x" * 5000}, {"id": "1", "source": "س" * 200}, {"id": "1", "namespace": "ﷺ" * 300}]
)
def test_a_long_key_is_short_enough_for_its_column(fields):
    assert len(key(**fields)) <= 300
    assert key(**fields) != key(
        **{name: f"{value}1" if name == "id" else f"1{value}" for name, value in fields.items()}
    )


def test_text_files_are_known_by_bytes_and_given_source():
    assert KeyScheme().text_key(SHA, 0) == f"text::{SHA}#0"
    assert KeyScheme(source=" أرشيف  البلدة").text_key(SHA, 2) == f"text:أرشيفالبلدة:{SHA}#2"
    assert KeyScheme(namespace="وكالة").text_key(SHA, 0) == f"text::{SHA}#0"


def test_the_hash_of_a_text_is_the_one_of_earlier_versions():
    """`sha256(title, role 1F text …)`, each part ended by 1E."""
    digest = hashlib.sha256("أ\x1elede\x1fب\x1eparagraph\x1fج\x1e".encode()).hexdigest()
    assert key(title="أ", body="ب\nج") == f"content::{digest}"


@pytest.mark.parametrize(
    ("key", "parent", "fields"),
    [
        ("record:نشره:7", "", {"namespace": "نشره", "id": "7", "parent": None}),
        ("record::a:b#c", "record::d", {"namespace": "", "id": "a:b#c", "parent": "d"}),
        ("record:a%3ab%25c:7", "", {"namespace": "a:b%c", "id": "7", "parent": None}),
        ("record:#0123:7", "", {"namespace": STORED_KEYS, "id": "record:#0123:7", "parent": None}),
        ("record:a:7", "record:b:7", {"namespace": STORED_KEYS, "id": "record:a:7", "parent": "record:b:7"}),
        ("text::0af#1", "text::0af#0", {"namespace": STORED_KEYS, "id": "text::0af#1", "parent": "text::0af#0"}),
        ("page:example.org/a?b=1", "", {"namespace": STORED_KEYS, "id": "page:example.org/a?b=1", "parent": None}),
    ],
)
def test_a_key_is_written_as_fields_that_give_it_again(key, parent, fields):
    assert key_fields(key, parent) == fields
    assert KeyScheme(source="نشرة أخرى").record_key(fields) == key
    assert KeyScheme().parent_key(fields) == parent


def test_what_only_looks_like_a_stored_key_is_an_id():
    assert KeyScheme().record_key({"namespace": STORED_KEYS, "id": "7"}).startswith("record:")
    assert KeyScheme("x").record_key({"namespace": STORED_KEYS, "id": "text::0af#1"}).startswith("record:x:")
    assert KeyScheme().record_key({"namespace": STORED_KEYS, "id": "text:\n"}).startswith("record:")
