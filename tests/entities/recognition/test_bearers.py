"""Names with several bearers."""

import datetime as dt

import pytest

from archive.entities.authority import FormRow
from archive.entities.recognition import Matcher, shipped_tagger
from archive.entities.recognition.article import read_article
from archive.entities.recognition.bearers import resolve_bearers
from archive.entities.recognition.offices.background import read_background
from archive.entities.recognition.spans import ArticleMention

EGYPT, SAUDI, AHLY, AHLI, CAIRO, OLD, YOUNG, SYRIA = range(1, 9)
MATCHER = Matcher(
    FormRow(entity, kind, text, relation)
    for entity, kind, text, relation in [
        (EGYPT, "place", "مصر", "name"),
        (EGYPT, "place", "مصري", "nationality"),
        (SAUDI, "place", "السعودية", "name"),
        (SAUDI, "place", "سعودي", "nationality"),
        (CAIRO, "place", "القاهرة", "name"),
        (AHLY, "organization", "الأهلي (المصري)", "name"),
        (AHLI, "organization", "الأهلي (السعودي)", "name"),
        (SYRIA, "place", "سوريا", "name"),
        (SYRIA, "place", "سوري", "nationality"),
        (OLD, "person", "حافظ الأسد", "name"),
        (OLD, "person", "(عهد) الأسد", "name"),
        (YOUNG, "person", "بشار الأسد", "name"),
        (YOUNG, "person", "(نظام) الأسد", "name"),
    ]
)
BACKGROUND = read_background(
    MATCHER,
    [
        (AHLY, "نادي كرة قدم مصري"),
        (AHLI, "نادي كرة قدم سعودي"),
        (CAIRO, "مدينة، مصر"),
        (OLD, "الرئيس السوري (1971–2000)"),
        (YOUNG, "الرئيس السوري (2000–2024)"),
    ],
)


def named(surface, kind, entity=None):
    words = tuple(word.replace("أ", "ا").replace("ة", "ه") for word in surface.split())
    return ArticleMention(0, len(surface), surface, kind, "name", "tagger", 0.9, entity, words)


def meant(*names, year=None):
    day = (dt.date(year, 6, 1), dt.date(year, 6, 1)) if year else None
    return [
        (name.entity, name.confidence >= 0.5) for name in resolve_bearers([list(names)], MATCHER, BACKGROUND, day)[0]
    ]


CLUB = named("الأهلي", "organization", AHLY)


def test_homes_are_read_from_descriptions():
    assert BACKGROUND.homes == {
        EGYPT: EGYPT,
        SAUDI: SAUDI,
        AHLY: EGYPT,
        AHLI: SAUDI,
        CAIRO: EGYPT,
        SYRIA: SYRIA,
        OLD: SYRIA,
        YOUNG: SYRIA,
    }


def test_the_bearer_named_in_full_is_chosen():
    assert meant(CLUB, named("الأهلي السعودي", "organization", AHLI))[0] == (AHLI, True)


@pytest.mark.parametrize(
    ("countries", "expected"),
    [
        ([EGYPT], (AHLY, True)),
        ([SAUDI], (AHLI, True)),
        ([CAIRO, CAIRO, EGYPT, SAUDI], (AHLY, True)),
        ([SAUDI, EGYPT], (None, False)),
        ([], (None, False)),
    ],
)
def test_the_country_that_an_article_mentions_decides_between_two_clubs(countries, expected):
    assert meant(CLUB, *(named("بلد", "place", country) for country in countries))[0] == expected


@pytest.mark.parametrize(
    ("year", "expected"), [(1990, (OLD, True)), (2015, (YOUNG, True)), (2000, (None, False)), (None, (None, False))]
)
def test_of_persons_the_one_in_office_is_chosen(year, expected):
    assert meant(named("الأسد", "person"), year=year)[0] == expected


def test_a_name_with_one_bearer_is_unchanged():
    assert meant(named("القاهرة", "place", CAIRO)) == [(CAIRO, True)]


def test_a_form_with_its_context_word_is_unchanged():
    (names,) = read_article(["قصفت قوات نظام الأسد المدينة"], MATCHER, shipped_tagger(), BACKGROUND)
    assert [(name.surface, name.entity) for name in names if name.type == "person"] == [("الأسد", YOUNG)]


def test_in_a_list_of_countries_it_is_the_country():
    matcher = Matcher(
        FormRow(entity, "place", text, relation)
        for entity, text, relation in [
            (1, "قطر", "name"),
            (1, "قطري", "nationality"),
            (2, "(سلطنة) عمان", "name"),
            (2, "عماني", "nationality"),
            (3, "(العاصمة) عمان", "name"),
            (4, "الأردن", "name"),
            (4, "أردني", "nationality"),
        ]
    )
    background = read_background(matcher, [(3, "مدينة، الأردن")])
    texts = ["شاركت قطر وعمان والأردن في القمة", "وقال الأردن إن القمة نجحت، وشكر الأردن قطر"]
    names = read_article(texts, matcher, shipped_tagger(), background)[0]
    assert [name.entity for name in names if name.surface == "عمان"] == [2]
