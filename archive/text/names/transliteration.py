"""Latin spellings of names: the phonetic keys of their Arabic spellings, and one plain transliteration.

`latin_phonetic_keys` returns the keys (`phonetic.phonetic_key`) that Arabic spellings of a Latin name may have;
`transliterate` returns one Arabic spelling, to rank candidates by; `latin_sound` is shared by its romanizations. Both are
rules of thumb over letters and digraphs; names in the authority file are looked up there instead.
"""

import itertools
import re
import unicodedata

from archive.text.names.phonetic import phonetic_key

_WORD = re.compile(r"[a-z]+")
SOUNDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    # Latin letters, their possible Arabic consonants ('' for none), the letters used by `transliterate`
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
MAX_KEYS = 64


def plain_latin(text: str) -> str:
    """Lower case without accents: Nguyễn is nguyen."""
    decomposed = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def is_latin(word: str) -> bool:
    """Whether a word has Latin letters only."""
    return _WORD.fullmatch(plain_latin(word)) is not None


def latin_phonetic_keys(word: str) -> frozenset[str]:
    """Phonetic keys of the Arabic spellings of a Latin name; at most `MAX_KEYS` spellings are considered."""
    consonants = [choices for choices, _ in _sounds(word)]
    vowel = "ا" if plain_latin(word)[:1] in "aeiou" else ""
    keys: set[str] = set()
    for chosen in itertools.islice(itertools.product(*consonants), MAX_KEYS):
        if key := phonetic_key(vowel + "".join(chosen)):
            keys.add(key)
    return frozenset(keys)


def transliterate(word: str) -> str:
    """One plausible Arabic spelling of a Latin name; doubled letters are written once."""
    letters = [plain for _, plain in _sounds(word)]
    text = "".join(letter for letter, _ in itertools.groupby(letters))
    return "ا" + text[1:] if text[:1] == "ي" and plain_latin(word)[0] == "e" else text


def _sounds(word: str) -> list[tuple[tuple[str, ...], str]]:
    """(possible consonants, plain letters) of each sound; the longest letter group wins, other characters are skipped."""
    text, index = plain_latin(word), 0
    sounds = []
    while index < len(text):
        for latin, consonants, plain in _BY_LENGTH:
            if text.startswith(latin, index):
                sounds.append((consonants, plain))
                index += len(latin)
                break
        else:
            index += 1
    return sounds


_SOUND_ROWS = (
    # groups of Latin letters, the letter in the key, examples
    ("kh gh ck qu q k g c", "k", "Gaddafi, Qaddafi, Kadhafi, Khadafy"),
    ("dh th tt dd d t", "d", "Qadhafi; Mehdi, Mehti"),
    ("tsch sch tch sh ch zh j", "j", "Shalgham, Chalgham"),
    ("ph f v", "f", "Stephan, Stefan"),
    ("b p", "b", "Putros, Boutros"),
    ("ts s x", "s", "Hassan, Hasan"),
    ("ou oo o u w", "u", "Youssef, Yusef; Mohammad, Muhammad"),
    ("ee i y", "i", "Khadafy, Gaddafi"),
    ("a e", "a", "Mohammed, Mohammad"),
    *((letter, letter, "") for letter in "mnlrhz"),
)
_SOUND = {group: letter for groups, letter, _ in _SOUND_ROWS for group in groups.split()}
_GROUPS = re.compile("|".join(sorted(_SOUND, key=len, reverse=True)))
_ARTICLE = re.compile(r"^(?:al|el)[- ]")


def latin_sound(word: str) -> str:
    """A key that the romanizations of one name share: kadafi for Gaddafi, Qadhafi and Khadafy. The article is left out."""
    letters = (_SOUND[group] for group in _GROUPS.findall(_ARTICLE.sub("", plain_latin(word))))
    sound = "".join(letter for letter, _ in itertools.groupby(letters))
    return sound.removesuffix("h") if len(sound) > 1 else sound
