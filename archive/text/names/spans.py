"""Where a name is printed in a text, whatever is attached to it: «وسليم»، «لسليم»، «للزعفراني»، «سليمًا»، «سـليم».

A form is a name as printed somewhere. Its words are compared at level `fold`, joined, so that spaces do not matter (عبد الله,
عبدالله); particles have their other cases (أبو, أبا, أبي; بن, ابن), a word may carry the ending of an indefinite accusative, and
a word after the first the article or not. Before the first word may stand the clitics و ف ب ل ك, which are not part of the span,
and whatever else the analyzer takes off. It finds rather too much than too little: who uses it shows what was found.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from archive.text.analyzer import Term, analyze
from archive.text.characters import INVISIBLE, MARKS
from archive.text.names.matching import PARTICLE_FORMS
from archive.text.normalization.folding import fold
from archive.text.tokenizer import words

ARTICLE = "ال"
CLITICS = tuple(first + second for first in ("", "و", "ف") for second in ("", "ب", "ل", "ك"))
MAX_FORM_WORDS, MAX_VARIANTS = 8, 4_096
"""A longer form is looked for by its first words; of a form with more variants the later words are taken as they are."""
_NO_ENDING = ("ا", "ه", "ي", "و")
_UNSEEN = "".join(f"{re.escape(chr(one.first))}-{re.escape(chr(one.last))}" for one in (*INVISIBLE, *MARKS))
_BETWEEN = re.compile(f"[\\s_\\-‐-―'’‘\"“”„«»{_UNSEEN}]*")


class NameSpan(NamedTuple):
    """`start` and `end` are offsets in the text; what is attached before the name is left out."""

    start: int
    end: int


class _Forms(NamedTuple):
    """Folded names, joined, with what may be attached: each with the count of letters before the name. `words` is how many
    printed words may be one of them."""

    attached: dict[str, int]
    words: int


def name_spans(text: str, forms: Iterable[str]) -> list[NameSpan]:
    """The places of these names, in order; of places that overlap the one that begins first, then the longest."""
    names = [_variants(form) for form in forms]
    terms = analyze(text) if any(one.words for one in names) else ()
    folded = [fold(text[term.start : term.end]).lower() for term in terms]
    found: list[NameSpan] = []
    place = 0
    while place < len(terms):
        longest = max((_match(text, terms, folded, place, one) for one in names), key=lambda match: match[0])
        if longest[0]:
            found.append(NameSpan(longest[1], terms[place + longest[0] - 1].end))
        place += longest[0] or 1
    return found


def _match(text: str, terms: Sequence[Term], folded: Sequence[str], place: int, name: _Forms) -> tuple[int, int]:
    """How many words from here on are the name, 0 if they are not, and where it begins in the first of them."""
    joined, best = "", (0, 0)
    spelled = terms[place].spelling.lower()
    proclitics = len(folded[place]) - len(spelled) if folded[place].endswith(spelled) else 0
    for count, term in enumerate(terms[place : place + name.words], 1):
        if count > 1 and not _BETWEEN.fullmatch(text, terms[place + count - 2].end, term.start):
            break
        joined += folded[place + count - 1]
        letters = name.attached.get(joined)
        if letters is None and proclitics and name.attached.get(joined[proclitics:]) == 0:
            letters = proclitics
        if letters is not None:
            best = (count, _offset(text, terms[place], letters))
    return best


def _offset(text: str, term: Term, letters: int) -> int:
    """Where the name begins in a printed word whose first folded letters belong to something else."""
    place, seen = term.start, 0
    while seen < letters and place < term.end:
        seen += len(fold(text[place]))
        place += 1
    while letters and place < term.end - 1 and not fold(text[place]):
        place += 1
    return place


@lru_cache(maxsize=4_096)
def _variants(form: str) -> _Forms:
    parts = [fold(word).lower() for word in words(form)][:MAX_FORM_WORDS]
    choices: list[tuple[str, ...]] = []
    size = 1
    for place, part in enumerate(parts):
        several = _word_variants(part, is_first=place == 0, is_alone=len(parts) == 1)
        size *= len(several)
        choices.append(several if size <= MAX_VARIANTS else (part,))
    attached: dict[str, int] = {}
    for name in {"".join(chosen) for chosen in product(*choices)} - {""}:
        for clitics in CLITICS:
            attached[clitics + name] = min(len(clitics), attached.get(clitics + name, len(clitics)))
            if clitics.endswith("ل") and name.startswith(ARTICLE):
                attached.setdefault(clitics + name.removeprefix("ا"), len(clitics))
    # each word may be printed as two (عبد الله), or a hyphen may divide it
    return _Forms(attached, len(parts) + 2 if parts else 0)


def _word_variants(word: str, *, is_first: bool, is_alone: bool) -> tuple[str, ...]:
    found = {word}
    for forms in PARTICLE_FORMS:
        folded = tuple(map(fold, forms))
        if word in folded and not is_alone:
            found.update(folded)
    if not is_first and word.startswith(ARTICLE) and len(word) > len(ARTICLE) + 2:
        found.add(word.removeprefix(ARTICLE))
    elif not is_first and word.isalpha() and not word.isascii():
        found.add(ARTICLE + word)
    if not word.startswith(ARTICLE) and not word.endswith(_NO_ENDING) and not word.isascii() and word.isalpha():
        found.add(word + "ا")
    return tuple(sorted(found))
