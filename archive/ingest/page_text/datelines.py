"""Datelines: the place and agency at the beginning of wire copy, on a separate line or before the first words.

On a separate line both may be joined (بيروترويترز). Before the first words: «عمّان- أعلن», «القاهرة (أ ف ب) - قال»,
«بغداد/ واع/ أكد». A place unknown to the authority file is accepted only in an unambiguous form.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from archive.ingest.page_text.authors import is_noun_phrase, reads_as_author
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.text import fold

MAX_LINE_CHARS = 60
MAX_PREFIX_CHARS = 90
MAX_AGENCY_WORDS = 5
MIN_JOINED_AGENCY_CHARS = 5
_ARABIC_WORDS = "[\u0620-\u0652\u0670-\u06d3]+(?: [\u0620-\u0652\u0670-\u06d3]+){0,3}"
_PLACE_AND_NAME = re.compile(r"(?P<place>[^\W\d_]+(?: [^\W\d_]+){0,3})\s*[-–—/|(:]\s*(?P<agency>[^.،؛؟!:]{2,45}?)")
_SEPARATORS = r"[\s\-–—:/|،,().«»*]*"
_NOT_PLACES = frozenset(
    map(fold, "خاص تقرير متابعة متابعات تحليل رأي عاجل حصري كتب كتبت ترجمة أخبار وكالات المصدر قال قالت حسب".split())
)
_INSTITUTIONS = frozenset(
    map(fold, "وكالة وكالات موقع صحيفة جريدة مجلة قناة إذاعة شبكة نشرة راديو تلفزيون مكتب نت".split())
)


class Dateline(NamedTuple):
    """As printed: `place`, `agency` (preferred name where it is known) and `reporter`; any may be empty."""

    place: str
    agency: str
    reporter: str = ""


@lru_cache(maxsize=8)
def _patterns(signatures: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    agency = "|".join(sorted(map(re.escape, signatures), key=len, reverse=True))
    whole = re.compile(rf"{_SEPARATORS}(?P<place>.*?)(?P<between>{_SEPARATORS})(?P<agency>{agency}){_SEPARATORS}")
    prefix = re.compile(
        rf"(?P<place>[^\W\d_]+(?: [^\W\d_]+){{0,3}}?)?\s*[-–—/:،,]?\s*(?:(?:في )?\d{{1,2}}[^()]{{2,25}}?)?"
        rf"(?:\((?:{agency})\)\s*[-–—:/]?|[-–—/:|]\s*\(?(?:{agency})\)?\s*[-–—:/|]|(?<![^\s])(?:{agency})\s*[-–—:/])\s*(?=\S)"
    )
    return whole, prefix


def read_dateline(text: str, gazetteer: Gazetteer, *, unknown_agencies: bool = True) -> Dateline | None:
    """The dateline that makes up a whole line: place and agency, a known place alone, or an agency alone.

    `unknown_agencies`: accept any agency after a known place; False where the line may be a headline.
    """
    if len(text) > MAX_LINE_CHARS or text.endswith((".", "؟", "!")):
        return None
    folded = fold(text).strip()
    if folded.strip(" -–—:/()") in gazetteer.places:
        return Dateline(text.strip(" -–—:/()"), "")
    match = _patterns(frozenset(gazetteer.agencies))[0].fullmatch(folded)
    if not match:
        return _place_and_unknown_agency(text, gazetteer) if unknown_agencies else None
    place, agency = match["place"].strip(), gazetteer.agencies[match["agency"]]
    if not place:
        return Dateline("", agency)
    if not _is_place(place, gazetteer):
        is_joined = not match["between"]
        if (is_joined and len(match["agency"]) < MIN_JOINED_AGENCY_CHARS) or not _may_be_place(place):
            return None
    return Dateline(_printed(text, place), agency)


def _place_and_unknown_agency(text: str, gazetteer: Gazetteer) -> Dateline | None:
    """A known place with an unknown agency (فيينا - وكالة …, joined: دبيالخليج) or a reporter."""
    if match := _PLACE_AND_NAME.fullmatch(text):
        place, agency = match["place"].strip(), match["agency"].strip()
        if len(agency.split()) <= MAX_AGENCY_WORDS and _is_place(fold(place), gazetteer):
            if _is_institution(agency):
                return Dateline(place, agency) if is_noun_phrase(agency) else None
            return Dateline(place, "", agency) if reads_as_author(agency) else None
    first, _, rest = text.partition(" ")
    for end in range(len(first) - 4, 2, -1):
        if first.startswith("ال", end) and len(text.split()) <= 3 and fold(first[:end]) in gazetteer.places:
            return Dateline(first[:end], f"{first[end:]} {rest}".strip())
    return None


def _is_institution(name: str) -> bool:
    return name.startswith("ال") or fold(name.split(maxsplit=1)[0]) in _INSTITUTIONS


def read_prefix(text: str, gazetteer: Gazetteer, *, colon: bool = True) -> Dateline | None:
    """The dateline before the first words of a paragraph. `colon`: accept «تونس: …», as headlines may begin too."""
    head = text[:MAX_PREFIX_CHARS]
    folded = fold(head)
    if match := _patterns(frozenset(gazetteer.agencies))[1].match(folded):
        place = (match["place"] or "").strip()
        found = [name for name in gazetteer.agencies if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", match.group())]
        if found and (not place or _is_place(place, gazetteer) or _may_be_place(place)):
            return Dateline(_printed(head, place) if place else "", gazetteer.agencies[max(found, key=len)])
    match = re.match(rf"({_ARABIC_WORDS})(\s?)[-–—](\s)|({_ARABIC_WORDS}) ?(?:[:/]|//) ", head)
    if not match:
        return None
    if match[4] and not colon:
        return None
    place = match[1] or match[4]
    if _is_place(fold(place), gazetteer):
        return Dateline(place, "")
    is_hyphen_attached = bool(match[1]) and not match[2] and bool(match[3])
    return Dateline(place, "") if is_hyphen_attached and _may_be_place(fold(place)) else None


def _is_place(folded: str, gazetteer: Gazetteer) -> bool:
    pieces = [piece.strip() for piece in re.split(r"[،,/\-–—]| و(?=\w{3})", folded)]
    return all(piece in gazetteer.places for piece in pieces if piece) and any(pieces)


def _may_be_place(folded: str) -> bool:
    words = folded.split()
    return 1 <= len(words) <= 3 and all(word.isalpha() for word in words) and not _NOT_PLACES.intersection(words)


def _printed(text: str, folded: str) -> str:
    """The longest beginning of the printed line that folds to `folded`."""
    for end in range(len(text), 0, -1):
        if fold(text[:end]).strip(" -–—:/|،,().«»*\t") == folded:
            return text[:end].strip(" -–—:/|،,().«»*\t")
    return folded
