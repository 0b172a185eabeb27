"""Recognised names whose spans are mended by the grammar: «خليل الدقران» where only «الدقران» was found."""

from collections.abc import Sequence

from archive.entities.selectors import is_person_word, may_be_given_name
from archive.statements.quotations.lexicon import cue_form, folded
from archive.statements.quotations.speaker_words import AFTER_SPEAKER, KIN, NO_SUBJECT
from archive.statements.quotations.titles import is_title
from archive.statements.quotations.values import Name

HEARER = "لل"
MIN_NAME_WORDS = 2
NO_NAMES = folded("الإنابة النيابة التكليف الوكالة الفخري التنفيذي العام السابق الحالي الأسبق المساعد")
"""Words that end a title, before a name."""


def mended(text: str, words: Sequence[tuple[str, int, int]], names: Sequence[Name]) -> list[Name]:
    """The names in printed order; `words` are (folded letters, start, end) of the text's words."""
    places = {start: place for place, (_, start, _) in enumerate(words)}
    found = _joined(text, sorted(names, key=lambda name: (name.start, -name.end)))
    taken = {(name.start, name.end) for name in found}
    return [_mended(text, words, name, places.get(name.start, places.get(name.start - 1)), taken) for name in found]


def _joined(text: str, names: Sequence[Name]) -> list[Name]:
    """Two persons' names that only a space parts are one: «محمد» and «القاسمي الحسني»."""
    found: list[Name] = []
    for name in names:
        before = found[-1] if found else None
        if (
            before is not None and before.type == name.type == "person" and before.relation == name.relation == "name"
            and before.end < name.start and not text[before.end : name.start].strip(" ")
            and text.startswith("ال", name.start)
        ):  # fmt: skip
            found[-1] = before._replace(end=name.end)
        else:
            found.append(name)
    return found


def _mended(
    text: str, words: Sequence[tuple[str, int, int]], name: Name, first: int | None, taken: set[tuple[int, int]]
) -> Name:
    if name.type not in ("person", "place") or name.relation != "name" or first is None:
        return name
    last = first
    while last + 1 < len(words) and words[last + 1][2] <= name.end:
        last += 1
    if words[last][2] != name.end:
        return name
    if last - first >= MIN_NAME_WORDS and words[first][0].removeprefix("ب") in NO_NAMES:
        first += 1  # «رئيس المجلس بالإنابة سليم الحداد»
        name = name._replace(start=words[first][1])
    if name.type == "place":
        is_person = last - first >= MIN_NAME_WORDS and words[first + 1][0] in KIN and is_person_word(words[first][0])
        return name._replace(type="person") if is_person else name
    while last > first and words[last][0].startswith(HEARER):
        last -= 1  # «شو للصحافيين»
    name = name._replace(end=words[last][2])
    before = first - 1
    is_own = first == last and before >= 0 and not text[words[before][2] : name.start].strip(" ")
    if is_own and _is_first_name(words, before) and not any(start <= words[before][1] < end for start, end in taken):
        return name._replace(start=words[before][1])
    return name


def _is_first_name(words: Sequence[tuple[str, int, int]], place: int) -> bool:
    """Whether a word is a given name and nothing else."""
    letters = words[place][0]
    if not may_be_given_name(letters) or letters.startswith("ال") or is_title(letters) or cue_form(letters) is not None:
        return False
    return letters not in AFTER_SPEAKER and letters not in NO_SUBJECT
