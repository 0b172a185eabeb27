"""The boxes of the advanced form and the query language say the same."""

import pytest
from hypothesis import given

from archive.search.query.form import QueryForm, read_form, write_form
from archive.search.query.parts import query_parts
from archive.search.query.tree import AnyOf, Fielded, Not, Phrase, Words, value_text
from tests.search.query.test_parts import QUERIES


@pytest.mark.parametrize(
    ("form", "query"),
    [
        (QueryForm(), ""),
        (QueryForm(all="زلزال المغرب"), "زلزال المغرب"),
        (QueryForm(all="زلزال أو المغرب"), "زلزال المغرب"),
        (QueryForm(any="زلزال «حريق كبير»"), "زلزال أو «حريق كبير»"),
        (QueryForm(all="باريس", any="زلزال حريق"), "باريس (زلزال أو حريق)"),
        (QueryForm(phrase="مجلس الأمن"), "«مجلس الأمن»"),
        (QueryForm(phrase="«مجلس» الأمن"), "«مجلس الأمن»"),
        (QueryForm(near="المغرب زلزال", within=6), "«المغرب زلزال»~6"),
        (QueryForm(all="مونديال", none="المغرب 2022 «كأس آسيا»"), "مونديال -المغرب ليس 2022 -«كأس آسيا»"),
        (QueryForm(title="زلزال المغرب"), "العنوان:(زلزال المغرب)"),
        (QueryForm(person="فلاديمير بوتين، محمود عباس"), "شخص:«فلاديمير بوتين» شخص:«محمود عباس»"),
        (QueryForm(source="رويترز؛ سكاي نيوز"), "المصدر:(رويترز أو «سكاي نيوز»)"),
        (QueryForm(language="ar"), "اللغة:ar"),
        (QueryForm(all="أ", rest="ب أو ج"), "أ (ب أو ج)"),
        (QueryForm(all="12", rest="500"), "12 AND 500"),
        (QueryForm(title="12 500"), "العنوان: 12 500"),
        (QueryForm(title="example.org/~nour"), "العنوان: example.org/~nour"),
    ],
)
def test_boxes_are_written(form, query):
    assert write_form(form) == query


@pytest.mark.parametrize(
    ("query", "form", "boxes"),
    [
        ("زلزال بيون*", QueryForm(all="زلزال بيون*"), ("all", "all")),
        ("زلزال أو حريق", QueryForm(any="زلزال حريق"), ("any", "any")),
        ("(زلزال أو حريق) باريس", QueryForm(any="زلزال حريق", all="باريس"), ("any", "all")),
        ("زلزال أو حريق باريس", QueryForm(rest="زلزال أو حريق باريس"), ("rest", "rest", "rest")),
        ("«أ ب» «ج د»", QueryForm(phrase="أ ب", rest="«ج د»"), ("phrase", "rest")),
        ("«أ ب»~7 -س ليس «ص ض»", QueryForm(near="أ ب", within=7, none="س «ص ض»"), ("near", "none", "none")),
        ("العنوان:زلزال شخص:«محمود عباس»", QueryForm(title="زلزال", person="محمود عباس"), ("title", "person")),
        ("المصدر:(أ أو «ب ج») تاريخ:2024", QueryForm(source="أ، ب ج", rest="تاريخ:2024"), ("source", "rest")),
        ("-شخص:بوتين", QueryForm(rest="-شخص:بوتين"), ("rest",)),
        ("-12 ليس 500", QueryForm(none="12 AND 500"), ("none", "none")),
        ("12 أو 500", QueryForm(any="12 AND 500"), ("any", "any")),
        ("(12 أو 500) مطر", QueryForm(any="12 AND 500", all="مطر"), ("any", "all")),
        ("((مطر)) ليس ليس نهر (-ريح)", QueryForm(all="مطر نهر", none="ريح"), ("all", "all", "none")),
        ("العنوان: 12 500", QueryForm(title="12 500"), ("title",)),
        ("المصدر:أ المصدر:ب", QueryForm(source="أ", rest="المصدر:ب"), ("source", "rest")),
    ],
)
def test_a_query_is_read_into_the_boxes(query, form, boxes):
    assert read_form(query) == (form, boxes)


def asked(query):
    """What the parts of a query ask, in any order: a name as a phrase is the name as words."""

    def plain(node):
        match node:
            case Not(part):
                return f"-{plain(part)}"
            case Fielded(name, AnyOf(parts)) if name != "title":
                return f"{name}:{[value_text(part) if isinstance(part, Words | Phrase) else part for part in parts]}"
            case Fielded(name, (Words() | Phrase(_, None)) as value) if name != "title":
                return f"{name}:{value_text(value)}"
            case Phrase(text, within):
                return f"«{' '.join(text.split())}»{within}"
            case AnyOf(parts):
                return " | ".join(map(plain, parts))
        return repr(node)

    parts = query_parts(query)
    if any(part.alternative for part in parts):
        return [f"{part.alternative} {plain(part.node)}" for part in parts]
    return sorted(plain(part.node) for part in parts)


@given(QUERIES)
def test_a_query_read_and_written_again_asks_the_same(query):
    form, boxes = read_form(query)
    assert len(boxes) == len(query_parts(query))
    assert asked(write_form(form)) == asked(query)
