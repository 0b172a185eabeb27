"""The parts of any query, and queries written from parts."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.search.query.parser import parse
from archive.search.query.parts import around_part, join_parts, query_parts, without_part
from archive.search.query.tree import AllOf, AnyOf, Node, Words

PIECES = st.sampled_from(
    ["بوتين", "هانوي", "12", "500", "-19", "2023", "كوفيد", "أو", "|", "ليس", "-", "--س", "(", ")", '"', "«", "»", "و", "AND",
     "«مجلس الأمن»", '"سلام حرب"~5', "~3", "5~", "شخص:", "العنوان:", "title:x", "تاريخ:2024", "بيونغ*", "ب*", "a~b", "—19",
     "المصدر:(أ أو ب)", "-«عبارة»", "\u0651", "\u0640", "\u200c", "‘كلمة’", "'", " ", "12 500", "و12"]
)  # fmt: skip
QUERIES = st.one_of(
    st.lists(PIECES, max_size=12).map(" ".join),
    st.lists(PIECES, max_size=12).map("".join),
    st.text(alphabet=st.sampled_from('ابجد وأوليس-()"«»:*~|125 \u202eالمصدر'), max_size=60),
)


def flat(node: Node | None) -> Node | None:
    """Nested and adjacent words alike: how many runs of words a query has depends on what stands between them."""
    if not isinstance(node, AllOf):
        return node
    parts: list[Node] = []
    for part in map(flat, node.parts):
        inner = part.parts if isinstance(part, AllOf) else (part,)
        for one in inner:
            if isinstance(one, Words) and parts and isinstance(parts[-1], Words):
                parts[-1] = Words(parts[-1].words + one.words)
            else:
                parts.append(one)
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def runs_of(parts):
    numbers = sorted({part.alternative for part in parts})
    return [[part.node for part in parts if part.alternative == number] for number in numbers]


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("بوتين هانوي", ["بوتين", "هانوي"]),
        ("بوتين «هانوي اليوم» -موسكو", ["بوتين", "«هانوي اليوم»", "-موسكو"]),
        ("شخص:«فلاديمير بوتين» مكان:هانوي", ["شخص:«فلاديمير بوتين»", "مكان:هانوي"]),
        ("(زلزال | حريق) باريس", ["(زلزال أو حريق)", "باريس"]),
        ('"المغرب زلزال" ~ 6', ['"المغرب زلزال"~6']),
        ("كوفيد -19 لقاح", ["كوفيد-19", "لقاح"]),
        ("بوتين -2023", ["بوتين", "ليس 2023"]),
        ("أ و ب", ["أ", "ب"]),
        ("ليس (أ ب", ["ليس (أ ب)"]),
        ("", []),
    ],
)
def test_parts_are_printed_as_typed(query, texts):
    assert [part.text for part in query_parts(query)] == texts


def test_kinds_of_parts():
    parts = query_parts("كلمة «عبارة» بيون* المصدر:رويترز (أ أو ب) -سوى")
    assert [part.kind for part in parts] == ["word", "phrase", "prefix", "field", "group", "word"]
    assert [part.negated for part in parts] == [False] * 5 + [True]
    assert [part.field for part in parts] == [None, None, None, "source", None, None]


def test_alternatives_are_numbered():
    assert [(part.text, part.alternative) for part in query_parts("أو أ أو ب ج")] == [("أ", 0), ("ب", 1), ("ج", 1)]


@pytest.mark.parametrize(
    ("query", "number", "left"),
    [
        ("أ أو ب ج", 0, "ب ج"),
        ("أ أو ب ج", 1, "أ أو ج"),
        ("أ أو ب", 1, "أ"),
        ("12 كلمة 500", 1, "12 AND 500"),
        ("كوفيد «لقاح» -19", 1, "كوفيد ليس 19"),
        ("بوتين", 0, ""),
    ],
)
def test_a_part_is_dropped(query, number, left):
    assert without_part(query, number) == left


@given(QUERIES)
def test_the_parts_are_those_of_the_parser(query):
    runs = [nodes[0] if len(nodes) == 1 else AllOf(tuple(nodes)) for nodes in runs_of(query_parts(query))]
    tree = None if not runs else runs[0] if len(runs) == 1 else AnyOf(tuple(runs))
    whole = parse(query).tree
    expected = AnyOf(tuple(map(flat, whole.parts))) if isinstance(whole, AnyOf) and len(runs) > 1 else flat(whole)
    assert (
        AnyOf(tuple(map(flat, tree.parts))) if isinstance(tree, AnyOf) and len(runs) > 1 else flat(tree)
    ) == expected


@given(QUERIES)
@example('12 "س" 500')
@example('"س" ~3 ب')
def test_parts_written_as_a_query_are_its_parts(query):
    parts = query_parts(query)
    assert query_parts(join_parts(parts)) == parts


@given(QUERIES, st.integers(0, 20))
def test_dropping_a_part_leaves_the_others(query, number):
    parts = query_parts(query)
    if not parts:
        return
    number %= len(parts)
    others = parts[:number] + parts[number + 1 :]
    assert runs_of(query_parts(without_part(query, number))) == runs_of(others)


@given(QUERIES, st.integers(0, 20))
def test_a_part_may_be_replaced_between_what_is_around_it(query, number):
    parts = query_parts(query)
    if not parts:
        return
    number %= len(parts)
    before, after = around_part(query, number)
    changed = [part.node for part in query_parts(f"{before}(جديد){after}")]
    assert changed[:number] + changed[number + 1 :] == [part.node for part in parts[:number] + parts[number + 1 :]]
    assert changed[number] == Words(("جديد",))


@given(QUERIES, st.integers(0, 20), st.sampled_from(["7", "500", "«عبارة»"]))
def test_a_number_in_place_of_a_part_is_not_read_with_its_neighbours(query, number, typed):
    parts = query_parts(query)
    if not parts:
        return
    number %= len(parts)
    before, after = around_part(query, number)
    changed = [part.node for part in query_parts(f"{before}{typed}{after}")]
    others = [part.node for part in parts[:number] + parts[number + 1 :]]
    assert changed[:number] + changed[number + 1 :] == others


@pytest.mark.parametrize(
    ("query", "around"), [("19 AND 500", ("", " AND 500")), ("12 زلزال 500", ("12 AND ", " AND 500"))]
)
def test_numbers_are_kept_apart_from_a_part_that_is_edited(query, around):
    assert around_part(query, len(query_parts(query)) // 3) == around
