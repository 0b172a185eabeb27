"""`label_key`: one key for printed labels that look the same (names of sources and agencies, sections, tags).

In this order: NFKC (presentation forms, full-width letters); `LOOKALIKES`; level `exact` (marks, tatweel, invisible signs,
shapes of digits, case); every character that Unicode does not show, and white space, which is invisible after half of the
letters; shapes of dashes and apostrophes; punctuation at both ends.
Nothing that a reader sees is folded: الأهرام and الاهرام, الجزيرة and الجزيره keep their own keys. The exception is a final ى:
Egyptian print sets it for ي, and a Persian keyboard's ی, which stands for both, looks like it.
"""

import unicodedata
from functools import lru_cache

from archive.text.characters import ALEF_MAKSURA, HEH, KAF, TEH_MARBUTA, YEH, Fold
from archive.text.normalization.letters import exact

LOOKALIKES = (
    Fold("\u06cc", YEH, "Farsi yeh", "Persian keyboards; joined, it is drawn as ي"),
    Fold(ALEF_MAKSURA, YEH, "alef maksura", "Egyptian print for a final ي; drawn as a final Farsi yeh"),
    Fold("\u06a9", KAF, "keheh", "Persian keyboards; joined, it is drawn as ك"),
    Fold("\u06aa", KAF, "swash kaf", "a wide ك of some fonts"),
    Fold("\u06c1", HEH, "heh goal", "Urdu keyboards"),
    Fold("\u06be", HEH, "heh doachashmee", "Urdu and Kurdish keyboards"),
    Fold("\u06d5", HEH, "ae", "Kurdish keyboards; drawn as a final ه"),
    Fold("\u06c3", TEH_MARBUTA, "teh marbuta goal", "Urdu keyboards"),
)
UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
"""What Unicode lists as ignorable in display, and the blank Braille pattern, beyond the categories of controls."""
_LETTERS = {ord(row.source): row.target for row in LOOKALIKES}
_SIGNS = dict.fromkeys(map(ord, "‐‑‒–—―−﹘"), "-") | dict.fromkeys(map(ord, "‘’‛ʼ′`"), "'")


@lru_cache(maxsize=20_000)
def label_key(label: str) -> str:
    """The folded key of a printed label; "" for one that shows nothing. A label of punctuation alone is its own key."""
    folded = exact(unicodedata.normalize("NFKC", label).translate(_LETTERS)).translate(_SIGNS)
    seen = unicodedata.normalize("NFC", "".join(character for character in folded if _is_seen(character)))
    first, last = 0, len(seen)
    while first < last and _is_punctuation(seen[first]):
        first += 1
    while first < last and _is_punctuation(seen[last - 1]):
        last -= 1
    return seen[first:last] or seen


def _is_seen(character: str) -> bool:
    return not (character.isspace() or character in UNSEEN or unicodedata.category(character) in ("Cf", "Cc"))


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character).startswith("P")
