"""Years of the solar Hijri calendar of Iran and Afghanistan, by their print: 13xx or 14xx in Persian digits (۱۳۹۳), or هـ.ش.

They are neither Gregorian nor Islamic years, and dates with them are not read. A Hijri month or sign next to such a year makes
it an Islamic one.
"""

import re

from archive.text.dates.lazy_pattern import LazyPattern
from archive.text.dates.vocabulary import HIJRI_NAME

_YEAR = re.compile(r"(?<![\u06f0-\u06f9])\u06f1[\u06f3\u06f4][\u06f0-\u06f9]{2}(?![\u06f0-\u06f9])")
_SIGN = re.compile(r" ?[./-]? ?(?:ش(?!\w)|شمسي)")
_ISLAMIC = LazyPattern(rf"{HIJRI_NAME}|\d ?(?:ه(?!\w)|هجر|للهجر|من الهجر)")


def has_persian_year(printed: str) -> bool:
    """Whether the text contains 13xx or 14xx in Persian digits."""
    return _YEAR.search(printed) is not None


def is_solar(printed: str, folded: str) -> bool:
    """Whether a date, as printed and folded, has such a year and no sign of the Islamic calendar."""
    return has_persian_year(printed) and not _ISLAMIC.search(folded)


def precedes_solar_sign(folded: str, end: int) -> bool:
    """Whether a date that ends at `end` is followed by the sign of the solar calendar: 1393 هـ.ش, ۱۳۹۳ هجري شمسي."""
    return _SIGN.match(folded, end) is not None
