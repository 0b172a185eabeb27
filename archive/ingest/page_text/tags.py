"""The tag line: tags with separators are taken as printed; a line without any is cut into the longest known phrases.

Order of steps without separators: a word repeated at the beginning is the label of a section and dropped; then, from the
first word on, the longest phrase that the article prints or the authority file lists; a definite noun with its adjective; a
construct head (أخبار …) with its next word. Words with و or لل, and particles, belong to the tag before them. Duplicates are
dropped.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from archive.text import fold

MAX_TAG_WORDS = 6
MAX_TAGS = 60
_SEPARATORS = re.compile(r"\s*[،,؛;|#\n\t•·]+\s*|\s+[-–—/]\s+")
_PUNCTUATION = re.compile(r"[^\w\s]+")
HEADS = frozenset(
    map(
        fold,
        "أخبار انتخابات وزارة وزير رئيس رئاسة مجلس حزب حركة كأس دوري منتخب نادي جامعة جائزة مدينة دولة قمة حرب أزمة معركة "
        "اتفاق معاهدة محافظة ولاية سفارة هيئة منظمة مؤسسة شركة قناة صحيفة بنك صندوق سوق أسعار سعر حقوق تغير نزع".split(),
    )
)
"""Construct heads: incomplete without the word after them."""
_CLITICS = ("", "و", "ب", "ل", "ف", "وب", "ول")
_PARTICLES = frozenset(map(fold, "في من على إلى عن بين ضد مع".split()))


def split_tags(raw: str) -> list[str]:
    """The tags between separators; one tag if there is none."""
    parts = (part.strip(' .:-–_"«»“”[]()') for part in _SEPARATORS.split(raw))
    return [tag for part in parts if (tag := " ".join(part.replace("_", " ").split()))]


def read_tags(raw: str, *, printed: str, names: frozenset[str]) -> tuple[str, ...]:
    """The tags of a line without its label. `printed` is the article's text, `names` are folded known names."""
    tags = split_tags(raw)
    if len(tags) <= 1:
        words = _without_label([word for word in raw.split() if any(map(str.isalnum, word))])
        tags = _segmented(words, printed, names)
    return tuple({fold(tag): tag for tag in reversed(tags)}[key] for key in dict.fromkeys(map(fold, tags)))[:MAX_TAGS]


def _without_label(words: Sequence[str]) -> list[str]:
    """The words without a repeated label at the beginning; a word repeated later ends one tag and begins the next."""
    runs = [list(run) for _, run in groupby(words, key=fold)]
    if runs and len(runs[0]) > 1:
        del runs[0]
    return [word for run in runs for word in run]


def _segmented(words: list[str], printed: str, names: frozenset[str]) -> list[str]:
    folded = [fold(word) for word in words]
    text = " ".join(["", *_PUNCTUATION.sub(" | ", fold(printed)).split(), ""])
    tags, place = [], 0
    while place < len(words):
        length = _length(folded[place : place + MAX_TAG_WORDS], text, names)
        while place + length < len(words) and _continues_tag(folded[place + length - 1], folded[place + length]):
            length += 1 if folded[place + length] not in _PARTICLES else 2
        tags.append(" ".join(words[place : place + length]))
        place += length
    return tags


def _length(words: list[str], text: str, names: frozenset[str]) -> int:
    """Number of leading words that form one tag."""
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
    """Whether the text contains the phrase, perhaps after proclitics."""
    return phrase in text and any(f" {clitics}{phrase} " in text for clitics in _CLITICS)


def _two_names(words: list[str], names: frozenset[str]) -> bool:
    """Whether a phrase consists of two known names and is not a name itself."""
    return (
        any(" ".join(words[:cut]) in names and " ".join(words[cut:]) in names for cut in range(1, len(words)))
        and " ".join(words) not in names
    )


def _noun_and_adjective(noun: str, adjective: str) -> bool:
    return noun.startswith("ال") and adjective.startswith("ال") and adjective.endswith(("ي", "يه", "ييه", "يين", "يون"))


def _continues_tag(last: str, word: str) -> bool:
    """Whether a word cannot begin a tag: والطاقة after التعليم, للشباب after العالم, particles such as في."""
    if word in _PARTICLES:
        return True
    return word.startswith("لل") or (word.startswith("وال") and last.lstrip("و").startswith("ال"))
