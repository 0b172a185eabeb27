"""Latin spellings of names: the phonetic keys of their Arabic spellings, and one plain transliteration.

`latin_phonetic_keys` returns the keys (`phonetic.phonetic_key`) that Arabic spellings of a Latin name may have;
`transliterate` returns one Arabic spelling, to rank candidates by. Both are rules of thumb over letters and digraphs;
names in the authority file are looked up there instead.
"""

import itertools
import re
import unicodedata

from archive.text.names.phonetic import phonetic_key

_WORD = re.compile(r"[a-z]+")
SOUNDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    # Latin letters, Arabic consonants they are written with ('' for none), the plain choice
    ("tsch", ("تش",), "تش"),
    ("sch", ("ش", "سك"), "ش"),
    ("tch", ("تش",), "تش"),
    ("kh", ("خ", "ك"), "خ"),
    ("gh", ("غ",), "غ"),
    ("sh", ("ش",), "ش"),
    ("ch", ("تش", "ش", "خ"), "تش"),
    ("zh", ("ج", "ز"), "ج"),
    ("th", ("ث", "ت"), "ث"),
    ("dh", ("ذ", "د"), "ذ"),
    ("ph", ("ف",), "ف"),
    ("ck", ("ك",), "ك"),
    ("qu", ("كو",), "كو"),
    ("ts", ("تس",), "تس"),
    ("ng", ("نغ",), "نغ"),
    ("ow", ("و", ""), "و"),
    ("aw", ("و", ""), "او"),
    ("ee", ("",), "ي"),
    ("oo", ("",), "و"),
    ("ou", ("",), "و"),
    ("b", ("ب",), "ب"),
    ("c", ("ك", "س"), "ك"),
    ("d", ("د",), "د"),
    ("f", ("ف",), "ف"),
    ("g", ("غ", "ج"), "غ"),
    ("h", ("ه", ""), "ه"),
    ("j", ("ج", ""), "ج"),
    ("k", ("ك",), "ك"),
    ("l", ("ل",), "ل"),
    ("m", ("م",), "م"),
    ("n", ("ن",), "ن"),
    ("p", ("ب",), "ب"),
    ("q", ("ق",), "ق"),
    ("r", ("ر",), "ر"),
    ("s", ("س", "ز"), "س"),
    ("t", ("ت",), "ت"),
    ("v", ("ف",), "ف"),
    ("w", ("", "ف"), "و"),
    ("x", ("كس", "س"), "كس"),
    ("y", ("",), "ي"),
    ("z", ("ز",), "ز"),
    ("a", ("",), "ا"),
    ("e", ("",), "ي"),
    ("i", ("",), "ي"),
    ("o", ("",), "و"),
    ("u", ("",), "و"),
)
_BY_LENGTH = tuple(sorted(SOUNDS, key=lambda row: -len(row[0])))
MOST_KEYS = 64


def plain_latin(text: str) -> str:
    """Lower case without accents: Nguyễn is nguyen."""
    decomposed = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def is_latin(word: str) -> bool:
    """Whether a word is written in Latin letters only."""
    return _WORD.fullmatch(plain_latin(word)) is not None


def latin_phonetic_keys(word: str) -> frozenset[str]:
    """Blocking keys of the Arabic spellings of a Latin name, most 64 of them."""
    parts = [choices for choices, _ in _sounds(word)]
    first_vowel = plain_latin(word)[:1] in "aeiou"
    keys: set[str] = set()
    for chosen in itertools.islice(itertools.product(*parts), MOST_KEYS):
        spelled = ("ا" if first_vowel else "") + "".join(chosen)
        if key := phonetic_key(spelled):
            keys.add(key)
    return frozenset(keys)


def transliterate(word: str) -> str:
    """One plausible Arabic spelling of a Latin name; doubled letters once, short e within a word left out."""
    letters = [plain for _, plain in _sounds(word)]
    text = "".join(letter for letter, _ in itertools.groupby(letters))
    return "ا" + text[1:] if text[:1] == "ي" and plain_latin(word)[0] == "e" else text


def _sounds(word: str) -> list[tuple[tuple[str, ...], str]]:
    text, place = plain_latin(word), 0
    sounds = []
    while place < len(text):
        for latin, choices, plain in _BY_LENGTH:
            if text.startswith(latin, place):
                sounds.append((choices, plain))
                place += len(latin)
                break
        else:
            place += 1
    return sounds
