"""What is counted: the head noun behind a number («11 اتفاقية تعاون», «ثلاثة من الجنود»), or before it («عدد القتلى 20»)."""

from functools import cache, lru_cache
from typing import NamedTuple

from archive.statements.figures.numerals import Numeral
from archive.statements.quotations.lexicon import folded
from archive.statements.quotations.printed import PrintedText
from archive.text import exact, fold, is_stop_word, spelling, stem
from archive.text.stemming import broken_plurals, printed_singulars

_ARTICLE = "ال"
_OF = "من"
_NO_NOUNS = folded(
    "أو أم ثم و بن بنت مليون مليار ألف بالمئة بالمائة منهم منها منهما بينهم بينها بينهما حتى عبر ضمن لدى عند نحو حوالي خلال "
    "أثناء بجروح بجراح أصل "
    "كل بعض أي أيضا فقط كان كانت قد لقد إذ إذا لكن مقابل ضد وسط أمام خلف حول داخل خارج قبل بعد منذ مع بدل ما لا لم لن "
    "هو هي هم ذلك هذا هذه تلك التي الذي الذين سابقا حاليا مساء صباحا يوميا سنويا شهريا أسبوعيا ظهرا ليلا تقريبا مباشرة رسميا "
    "عدم صباح مساء عمر مبروك ذهابا إيابا كافة ذات عمره عمرها عمرهم "
    "تحت فوق دون إلا غير بل بسبب نتيجة جراء إثر عقب بشكل بينما فيما كما حيث عندما وفق بحسب حسب"
)
_NO_DUALS = folded("آخرين آخران أمريكيين طالبان لبنان سلمان عثمان سلطان ميدان ميلان رايان عنوان برلمان")
"""Names and plurals that look like a dual."""
_OTHERS = folded("آخرون آخرين أخرى آخر أخريات")
_TOTALS = folded("عدد العدد أعداد حصيلة إجمالي مجموع مجمل وعدد وحصيلة وإجمالي")
_TOTAL_WINDOW = 8
_COUNT_CLITICS = "وفبلك"
_PRONOUNS = folded("هم ها ه هما هن نا")
_SHORTEST = 2
_THEY_DO = "ي"
"""Of the present: «القرار 1701 ينص على»."""
_NOUN_ENDINGS = ("ا", fold("ة"), "يين", "يون")


class Counted(NamedTuple):
    """A noun as it is shown, in the singular where that is known, and where the phrase ends."""

    noun: str
    end: int
    after: int


@cache
def _singulars() -> frozenset[str]:
    return frozenset(broken_plurals().values())


def counted_after(text: PrintedText, numeral: Numeral) -> Counted | None:
    """The noun behind the number; None if another kind of word stands there."""
    after, value = numeral.after, numeral.value
    if after >= len(text.words):
        return None
    before = text.text[: numeral.start].rstrip()[-2:]
    if text.gap(after).strip(" \u0640\u00a0\u202f«“" + (")" if before.endswith("(") else "")):
        return None
    word = text.word(after)
    takes_definite = value is None or (numeral.scale > 1 and not numeral.is_digits)
    if word == _OF and before.endswith("\u0640") and text.text[: numeral.start].rstrip("\u0640 ").endswith(_ARTICLE):
        return None  # «الدورة الـ12 من المهرجان»
    if word == _OF:
        return _partitive(text, after + 1)
    if word.startswith(_ARTICLE) and not takes_definite:
        return None
    if not word.startswith(_ARTICLE) and not _is_noun(word):
        return None
    return Counted(_shown(text, after, is_singular=_takes_singular(value)), text.words[after].end, after + 1)


def _takes_singular(value: float | None) -> bool:
    """From 11 on, and for round hundreds, the noun is in the singular; from 3 to 10 in the plural."""
    return value is not None and not 3 <= value % 100 <= 10


def _partitive(text: PrintedText, place: int) -> Counted | None:
    if place >= len(text.words) or text.gap(place).strip(' \u0640«"“'):
        return None
    word = text.word(place)
    if word[:1].isdigit() or (not word.startswith(_ARTICLE) and not _is_noun(word)):
        return None
    return Counted(_shown(text, place, is_singular=False), text.words[place].end, place + 1)


def part_of(text: PrintedText, after: int) -> Counted | None:
    """For shares and measures: the noun behind «من»: «80% من السكان», «50 طنا من الأرز»."""
    found = _partitive(text, after + 1) if text.word(after) == _OF and not text.gap(after).strip(" %٪$€£") else None
    if found is None:
        return None
    word = text.words[after + 1]
    return found._replace(noun=exact(text.text[word.start : word.end]).removeprefix(_ARTICLE))


@lru_cache(maxsize=1 << 14)
def _is_noun(word: str) -> bool:
    if len(word) < _SHORTEST or word[0].isdigit() or not word.isalpha() or word.isascii():
        return False
    if word in _NO_NOUNS or is_stop_word(word):
        return False
    if word in _OTHERS:
        return True
    if word[0] == _THEY_DO and not word.endswith(_NOUN_ENDINGS):
        return False
    stripped = spelling(word)
    return not (len(stripped) < len(word) and word.endswith(stripped) and word[0] in _COUNT_CLITICS)


def is_others(noun: str) -> bool:
    """«12 آخرون»: the noun was said before."""
    return fold(noun) in _OTHERS


def _shown(text: PrintedText, place: int, *, is_singular: bool) -> str:
    word = text.words[place]
    return singular(text.text[word.start : word.end], has_tanween=is_singular)


@lru_cache(maxsize=1 << 14)
def singular(printed: str, *, has_tanween: bool = False) -> str:
    """A printed noun without article, vowel signs and ending: شخصًا → شخص, أشخاص → شخص, زيارات → زيارة; else as printed."""
    noun = exact(printed)
    if noun.startswith(_ARTICLE) and len(noun) > 4:
        noun = noun.removeprefix(_ARTICLE)
    key = fold(noun)
    if (one := printed_singulars().get(key)) is not None:
        return one
    if has_tanween and noun.endswith("ا") and len(noun) > 3:
        return noun[:-1]
    if noun.endswith("ات") and len(noun) > 4 and stem(key) == fold(noun[:-2] + "ة"):
        return noun[:-2] + "ة"
    if noun.endswith(("ون", "ين")) and len(noun) > 4 and stem(key) == fold(noun[:-2]):
        return noun[:-2]
    for pronoun in _PRONOUNS:
        if key.endswith(pronoun) and len(key) > len(pronoun) + 3 and stem(key) == stem(key[: -len(pronoun)]):
            bare = noun[: -len(pronoun)]
            return bare[:-1] + "ة" if bare.endswith("ت") and stem(key).endswith(fold("ة")) else bare
    return noun


@lru_cache(maxsize=1 << 14)
def counted_key(noun: str) -> str:
    """What forms of one counted noun share, by the stems in use."""
    return stem(fold(singular(noun)))


def counted_before(text: PrintedText, first: int, sentence_start: int) -> tuple[Counted, int] | None:
    """The noun of «عدد القتلى» before the number, and the place where that phrase begins, «عدد»."""
    for place in range(first - 1, max(first - 1 - _TOTAL_WINDOW, -1), -1):
        word = text.words[place]
        if (
            word.start < sentence_start
            or word.text[:1].isdigit()
            or any(mark in text.gap(place + 1) for mark in "،,؛:")
        ):
            return None
        bare = word.text[1:] if word.text[:1] in _COUNT_CLITICS and word.text[1:] in _TOTALS else word.text
        if bare in _TOTALS:
            noun = place + 1
            while noun < first and text.word(noun) in _TOTALS:
                noun += 1
            if noun >= first:
                return None
            return Counted(_shown(text, noun, is_singular=False), text.words[noun].end, noun + 1), place
    return None


@lru_cache(maxsize=1 << 14)
def dual_of(word: str) -> str:
    """The folded singular of an indefinite dual, «اتفاقيتان» → اتفاقية; "" for other words.

    A feminine one shows by its «ت», if the noun is known. A masculine one looks like a plural: its noun must have a broken one.
    """
    if len(word) < 5 or word.startswith(_ARTICLE) or word in broken_plurals() or word in _NO_DUALS:
        return ""
    if word.endswith(("تين", "تان")):
        base = word[:-3] + fold("ة")
        return base if stem(word) == base else ""
    if word.endswith(("ين", "ان")):
        base = word[:-2]
        is_noun = base in _singulars() and (word.endswith("ين") or base in (stem(word), stem(base + "ين")))
        return base if is_noun else ""
    return ""
