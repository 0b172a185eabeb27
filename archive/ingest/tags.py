"""The tag line: tags parted by signs are taken as printed; a line of bare words is cut into the longest known phrases.

Order of steps for bare words: a word printed twice and more at the beginning is a section's label and dropped; then, from the
left, the longest phrase that the article itself prints or the authority file knows as a name; a noun and its adjective, both
with the article; a head that never stands alone (أخبار …) with its next word. Words tied by و or لل and particles stay with
what precedes them. Each tag is kept once, in the order of its first appearance.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from archive.text import fold

MOST_WORDS = 6
MOST_TAGS = 60
_SIGNS = re.compile(r"\s*[،,؛;|#\n\t•·]+\s*|\s+[-–—/]\s+")
_PUNCTUATION = re.compile(r"[^\w\s]+")
HEADS = frozenset(
    map(
        fold,
        "أخبار انتخابات وزارة وزير رئيس رئاسة مجلس حزب حركة كأس دوري منتخب نادي جامعة جائزة مدينة دولة قمة حرب أزمة معركة "
        "اتفاق معاهدة محافظة ولاية سفارة هيئة منظمة مؤسسة شركة قناة صحيفة بنك صندوق سوق أسعار سعر حقوق تغير نزع".split(),
    )
)
"""Construct heads: they name a thing only together with the word after them."""
_CLITICS = ("", "و", "ب", "ل", "ف", "وب", "ول")
_PARTICLES = frozenset(map(fold, "في من على إلى عن بين ضد مع".split()))


def parted(raw: str) -> list[str]:
    """What stands between the signs that part tags; one piece where there is no sign."""
    parts = (part.strip(' .:-–_"«»“”[]()') for part in _SIGNS.split(raw))
    return [tag for part in parts if (tag := " ".join(part.replace("_", " ").split()))]


def read_tags(raw: str, *, printed: str, names: frozenset[str]) -> tuple[str, ...]:
    """The tags of a line (its label taken off). `printed` is the article's text, `names` the folded known names."""
    parts = [part.strip(' .:-–_"«»“”[]()') for part in _SIGNS.split(raw)]
    parts = [" ".join(part.replace("_", " ").split()) for part in parts]
    tags = [part for part in parts if part]
    if len(tags) <= 1:
        words = _without_label([word for word in raw.split() if any(map(str.isalnum, word))])
        tags = _segmented(words, printed, names)
    return tuple({fold(tag): tag for tag in reversed(tags)}[key] for key in dict.fromkeys(map(fold, tags)))[:MOST_TAGS]


def _without_label(words: Sequence[str]) -> list[str]:
    """The words without a label at their beginning; a word printed twice further on ends one tag and begins the next."""
    runs = [list(run) for _, run in groupby(words, key=fold)]
    if runs and len(runs[0]) > 1:
        del runs[0]
    return [word for run in runs for word in run]


def _segmented(words: list[str], printed: str, names: frozenset[str]) -> list[str]:
    folded = [fold(word) for word in words]
    text = " ".join(["", *_PUNCTUATION.sub(" | ", fold(printed)).split(), ""])
    tags, place = [], 0
    while place < len(words):
        length = _length(folded[place : place + MOST_WORDS], text, names)
        while place + length < len(words) and _stays(folded[place + length - 1], folded[place + length]):
            length += 1 if folded[place + length] not in _PARTICLES else 2
        tags.append(" ".join(words[place : place + length]))
        place += length
    return tags


def _length(words: list[str], text: str, names: frozenset[str]) -> int:
    """How many of the words are one tag."""
    lengths = range(len(words), 0, -1)
    known = next((length for length in lengths if " ".join(words[:length]) in names), 0)
    for length in range(len(words), max(known, 1), -1):
        if _is_printed(" ".join(words[:length]), text) and not _two_names(words[:length], names):
            return length
    if known:
        return known
    if len(words) > 1 and (words[0] in HEADS or _noun_and_adjective(words[0], words[1])):
        return 2
    return 1


def _is_printed(phrase: str, text: str) -> bool:
    """Whether the text holds the phrase, perhaps with clitics before it."""
    return phrase in text and any(f" {clitics}{phrase} " in text for clitics in _CLITICS)


def _two_names(words: list[str], names: frozenset[str]) -> bool:
    """Whether a phrase of the text is but two known names side by side."""
    return (
        any(" ".join(words[:cut]) in names and " ".join(words[cut:]) in names for cut in range(1, len(words)))
        and " ".join(words) not in names
    )


def _noun_and_adjective(noun: str, adjective: str) -> bool:
    return noun.startswith("ال") and adjective.startswith("ال") and adjective.endswith(("ي", "يه", "ييه", "يين", "يون"))


def _stays(last: str, word: str) -> bool:
    """Whether a word cannot begin a tag: والطاقة after التعليم, للشباب after العالم, في and its like."""
    if word in _PARTICLES:
        return True
    return word.startswith("لل") or (word.startswith("وال") and last.lstrip("و").startswith("ال"))
