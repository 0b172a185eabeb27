"""Citations by the CSL processor, letter for letter: in Arabic terms and order, with what is not known or not printed marked."""

import datetime as dt
from dataclasses import replace

import pytest

from archive.web.formats.citation_files import Citation
from archive.web.formats.styled_citation import FOLDER, STYLES, authors_of, styled_citation

DAY = dt.date(2026, 11, 29)
URL = "https://a.example/articles/x/"
PRINTED = Citation(
    key="x", title="وفد التجارة في الميناء", author="سلمى الحداد", source="صحيفة المرفأ", agency="وكالة الساحل", place="",
    date="2024-06-20", is_inferred=False, section="اقتصاد", tags=(), language="ar", url=URL, original="", sha256="",
)  # fmt: skip
BARE = replace(PRINTED, title="[وصل وفد التجارة]", author="", agency="", date="")


def lines(cited, style):
    return ["".join(piece.text for piece in entry) for entry in styled_citation(cited, style, DAY)]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", [f"سلمى الحداد. (2024، 20 يونيو). وفد التجارة في الميناء. صحيفة المرفأ. {URL}"]),
        (
            "chicago",
            [
                f"سلمى الحداد، «وفد التجارة في الميناء»، صحيفة المرفأ، 20 يونيو 2024، {URL}.",
                f"سلمى الحداد. «وفد التجارة في الميناء». صحيفة المرفأ، 20 يونيو 2024. {URL}.",
            ],
        ),
        ("mla", [f"سلمى الحداد. «وفد التجارة في الميناء». صحيفة المرفأ، 20 يونيو 2024، {URL}."]),
        (
            "iso690",
            [
                "سلمى الحداد، 2024. وفد التجارة في الميناء. صحيفة المرفأ. على الإنترنت. 20 يونيو 2024. "
                f"متاح على: {URL} [تاريخ الاطلاع 29 نوفمبر 2026]."
            ],
        ),
    ],
)
def test_a_signed_and_dated_article(style, expected):
    assert lines(PRINTED, style) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", [f"[وصل وفد التجارة]. (د.ت.). صحيفة المرفأ. تاريخ الاطلاع 29 نوفمبر 2026، متاح على {URL}"]),
        (
            "chicago",
            [
                f"«[وصل وفد التجارة]»، صحيفة المرفأ، د.ت.، تاريخ الاطلاع 29 نوفمبر 2026، {URL}.",
                f"صحيفة المرفأ. «[وصل وفد التجارة]». د.ت. تاريخ الاطلاع 29 نوفمبر 2026. {URL}.",
            ],
        ),
        ("mla", [f"«[وصل وفد التجارة]». صحيفة المرفأ، {URL}. تاريخ الاطلاع 29 نوفمبر 2026."]),
        (
            "iso690",
            [f"[وصل وفد التجارة]، [د.ت.]. صحيفة المرفأ. على الإنترنت. متاح على: {URL} [تاريخ الاطلاع 29 نوفمبر 2026]."],
        ),
    ],
)
def test_an_article_without_author_date_and_headline_says_each_thing_once(style, expected):
    assert lines(BARE, style) == expected


@pytest.mark.parametrize("style", STYLES)
def test_without_a_source_too_there_is_a_whole_sentence(style):
    for line in lines(replace(BARE, source=""), style):
        assert line.startswith(("[وصل وفد التجارة]", "«[وصل وفد التجارة]»"))
        assert URL in line
        assert not any(odd in line for odd in ("..", "،،", " ،", "، .", "  ", "None"))


def test_several_authors_are_joined_as_arabic_joins_them():
    three = replace(PRINTED, author="سلمى الحداد، وليد عمر، هدى نور")
    assert lines(three, "apa")[0].startswith("سلمى الحداد، وليد عمر وهدى نور. (2024")
    assert lines(three, "mla")[0].startswith("سلمى الحداد وآخرون. «")
    assert lines(three, "chicago")[0].startswith("سلمى الحداد وآخرون، «")
    assert lines(three, "iso690")[0].startswith("سلمى الحداد، وليد عمر وهدى نور، 2024.")


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("سلمى الحداد", ["سلمى الحداد"]),
        ("سلمى الحداد و وليد عمر", ["سلمى الحداد", "وليد عمر"]),
        ("سلمى الحداد ووليد عمر", ["سلمى الحداد ووليد عمر"]),
        ("سلمى؛ هدى / Sam Reed", ["سلمى", "هدى", "Sam Reed"]),
        ("", ["وكالة الساحل"]),
    ],
)
def test_authors_are_split_only_where_it_is_certain(printed, names):
    assert authors_of(replace(PRINTED, author=printed)) == names


@pytest.mark.parametrize("style", STYLES)
def test_an_inferred_date_is_marked(style):
    for line in lines(replace(PRINTED, is_inferred=True), style):
        assert line.endswith(" [تاريخ النشر مستنتَج]")
        assert "2024" in line
    assert "مستنتَج" not in "".join(lines(PRINTED, style))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("date", "printed"), [("2024-04", "أبريل 2024"), ("2001", "2001")])
def test_a_date_is_as_precise_as_it_is_known(style, date, printed):
    for line in lines(replace(PRINTED, date=date), style):
        assert printed in line.replace("2024، أبريل", "أبريل 2024")
        assert "يناير" not in line


@pytest.mark.parametrize("style", STYLES)
def test_nothing_in_what_is_printed_is_changed(style):
    title = 'A "Deal", or: 5 < 6 & <b>x</b>; يونيو 20, 2024'
    cited = replace(PRINTED, title=title, source="Harbor, Times", author="")
    for entry in styled_citation(cited, style, DAY):
        assert [piece.text for piece in entry if piece.kind == "value" and piece.text == title] == [title]
        assert [piece.text for piece in entry if piece.kind == "container"] == ["Harbor, Times"]


@pytest.mark.parametrize("style", STYLES)
def test_a_headline_that_ends_with_a_mark_gets_no_full_stop(style):
    for line in lines(replace(PRINTED, title="هل وصل الوفد؟"), style):
        assert "؟." not in line
        assert "؟»." not in line


def test_quotation_marks_within_quotation_marks_are_the_inner_ones():
    cited = replace(PRINTED, title="الوزير: «لا تراجع»")
    assert "«الوزير: “لا تراجع”»." in lines(cited, "mla")[0]
    assert "الوزير: «لا تراجع»." in lines(cited, "apa")[0]


def test_the_styles_come_with_their_licence():
    licence = (FOLDER / "LICENSE.txt").read_text(encoding="utf-8")
    assert "by-sa/3.0" in licence
    for path in FOLDER.iterdir():
        assert path.name in licence or path.name == "LICENSE.txt"
