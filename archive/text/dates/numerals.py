"""Numbers in words, as dates and durations print them: «ثلاثة», «خمسة عشر», «العشرين», «ألفين وأربعة وعشرين».

All genders and cases, folded like the texts. Not here: what is counted, and numbers in digits.
"""

import re
from collections.abc import Iterable

from archive.text.dates.lazy_pattern import LazyPattern
from archive.text.dates.normalization import fold_for_dates

_UNITS = ("واحد|واحدة", "اثنان|اثنين|اثنتان|اثنتين", "ثلاثة|ثلاث", "أربعة|أربع", "خمسة|خمس", "ستة|ست", "سبعة|سبع",
          "ثمانية|ثماني|ثمان", "تسعة|تسع")  # fmt: skip
_TEENS = ("أحد عشر|إحدى عشرة|احدى عشر", "اثنا عشر|اثني عشر|اثنتا عشرة|اثنتي عشرة", "ثلاثة عشر|ثلاث عشرة",
          "أربعة عشر|أربع عشرة", "خمسة عشر|خمس عشرة", "ستة عشر|ست عشرة", "سبعة عشر|سبع عشرة",
          "ثمانية عشر|ثماني عشرة", "تسعة عشر|تسع عشرة")  # fmt: skip
_TENS = ("عشرون|عشرين", "ثلاثون|ثلاثين", "أربعون|أربعين", "خمسون|خمسين", "ستون|ستين", "سبعون|سبعين", "ثمانون|ثمانين",
         "تسعون|تسعين")  # fmt: skip
_HUNDREDS = ("مئة|مائة", "مئتان|مئتين|مائتان|مائتين", "ثلاثمئة|ثلاثمائة", "أربعمئة|أربعمائة", "خمسمئة|خمسمائة",
             "ستمئة|ستمائة", "سبعمئة|سبعمائة", "ثمانمئة|ثمانمائة|ثمانيمائة", "تسعمئة|تسعمائة")  # fmt: skip
_THOUSANDS = ("ألف", "ألفين|ألفان")
_ORDINAL_UNITS = ("أول|أولى", "ثاني|ثانية", "ثالث|ثالثة", "رابع|رابعة", "خامس|خامسة", "سادس|سادسة", "سابع|سابعة",
                  "ثامن|ثامنة", "تاسع|تاسعة", "عاشر|عاشرة")  # fmt: skip
_ORDINAL_ONE_OF_COMPOUNDS = "حادي|حادية|واحد|واحدة"


def _rows(rows: tuple[str, ...], first: int = 1, step: int = 1) -> dict[str, int]:
    return {fold_for_dates(form)[0]: first + step * index for index, row in enumerate(rows) for form in row.split("|")}


def alternatives(forms: Iterable[str]) -> str:
    """A regular expression for any of these forms, preferring the longest; a space matches one or more.

    Common beginnings are factored out: at most places of a text the first letter decides.
    """
    rests: dict[str, list[str]] = {}
    for form in forms:
        rests.setdefault(form[:1], []).append(form[1:])
    is_optional = rests.pop("", None) is not None
    branches = [(" +" if first == " " else re.escape(first)) + alternatives(rest) for first, rest in rests.items()]
    if not branches:
        return ""
    if len(branches) == 1 and not is_optional:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if is_optional else "")


def _cardinals() -> dict[str, int]:
    """1 to 99 and round hundreds: ثلاثه → 3, خمسه وعشرين → 25."""
    units, tens = _rows(_UNITS), _rows(_TENS, 20, 10)
    forms = {**units, **_rows(("عشرة|عشر",), 10), **_rows(_TEENS, 11), **tens, **_rows(_HUNDREDS, 100, 100)}
    for unit, value in {**units, **_rows(("إحدى",))}.items():
        forms |= {f"{unit} و{ten}": value + more for ten, more in tens.items()}
    return forms


def _ordinals() -> dict[str, int]:
    """1 to 99 with the article: الاولي → 1, الثالث والعشرين → 23, الثلاثين → 30."""
    compound = {**_rows(_ORDINAL_UNITS[:9]), **_rows((_ORDINAL_ONE_OF_COMPOUNDS,))}
    forms = {f"ال{form}": value for form, value in _rows(_ORDINAL_UNITS).items()}
    for unit, value in compound.items():
        forms |= {f"ال{unit} عشر": 10 + value, f"ال{unit} عشره": 10 + value}
        forms |= {f"ال{unit} وال{ten}": value + more for ten, more in _rows(_TENS, 20, 10).items()}
    return forms | {f"ال{ten}": value for ten, value in _rows(_TENS, 20, 10).items()}


CARDINALS = _cardinals()
ORDINALS = _ordinals()
CARDINAL = alternatives(CARDINALS)
ORDINAL = alternatives(ORDINALS)

_LETTER = "[\u0621-\u064a]"
_BELOW_HUNDRED = {form: value for form, value in CARDINALS.items() if value < 100}
_THOUSAND_FORMS, _HUNDRED_FORMS = _rows(_THOUSANDS, 1000, 1000), _rows(_HUNDREDS, 100, 100)
_YEAR = LazyPattern(
    rf"(?<!{_LETTER})(?P<thousand>{alternatives(_THOUSAND_FORMS)})"
    rf"(?: +و ?(?P<hundred>{alternatives(_HUNDRED_FORMS)}))?"
    rf"(?: +و ?(?P<rest>{alternatives(_BELOW_HUNDRED)}))?(?!{_LETTER})"
)


def years_in_words(folded: str) -> list[tuple[int, int, int]]:
    """(start, end, number) of numbers in words from 1001 to 2099, in order. Rules decide by the context which are years."""
    if "الف" not in folded:
        return []
    found = []
    for match in _YEAR.finditer(folded):
        value = _THOUSAND_FORMS[match["thousand"]]
        value += _HUNDRED_FORMS[_plain(match["hundred"])] if match["hundred"] else 0
        value += CARDINALS[_plain(match["rest"])] if match["rest"] else 0
        if value % 1000 and value < 2100:
            found.append((*match.span(), value))
    return found


def cardinal(words: str) -> int:
    """The value of digits, or of words that `CARDINAL` matches."""
    return int(words) if words.isdecimal() else CARDINALS[_plain(words)]


def ordinal(words: str) -> int:
    """The value of words that `ORDINAL` matches."""
    return ORDINALS[_plain(words)]


def _plain(words: str) -> str:
    return " ".join(words.split())
