"""Numbers as they are printed, and their values.

- In groups of three: 12,500, 12.500, 12'500, 12٬500, 12،500, or with a space (12 500); the first group does not begin
  with 0. A last mark of another kind is the decimal one: 12.500,75. So 3.500 is three thousand five hundred, while 0.500
  and 3.50 are less than four: Arabic news use a dot before three digits for both, and one value is found by all spellings.
- With one decimal mark: 3.5, 3,5, 3٫5, 3،5.
- Digits joined by dots in any other way are one word: dates (20.6.2024), versions (1.2.3), network addresses (four
  groups up to 255, even if of three digits). With commas they are a list, of as many numbers.

A space separates groups only if the whole run of figures agrees (not 961 1 234 567) and follows no sign or word of a
telephone. A plain space behind three digits counts only if the number ends in 000: else it mostly separates a range or
list (150 300). Those are several numbers, which may be read as one (`AMBIGUOUS_SPACE`).
"""

import re

DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
_FIRST = "1-9\u0661-\u0669\u06f1-\u06f9"
ZERO = "0\u0660\u06f0"
GROUP_MARK = "\u066c"
"""The Arabic thousands separator, which stands for a space in a number when words are found: as long, and not white space."""
_COMMAS = ",\u060c"
_DECIMAL_MARKS = f".\u066b{_COMMAS}"
_GROUP_MARKS = f".{_COMMAS}{GROUP_MARK}'\u2019"
_SPACES = " \u00a0\u202f"
_TELEPHONE = "".join(
    f"(?<!{word}{sign})" for word in ("هاتف", "الهاتف", "تلفون", "رقم", "الرقم", "جوال", "فاكس") for sign in (" ", ": ")
)
_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_IS_ADDRESS = re.compile(rf"(?:{_OCTET}\.){{3}}{_OCTET}")
_REST_OF_OCTET = r"(?:(?<=2)(?:5[0-5]|[0-4]\d)|(?<=1)\d\d|(?<=[1-9])\d)?"
_REST_OF_ADDRESS = rf"{_REST_OF_OCTET}(?:\.{_OCTET}){{3}}(?![\d.])"
_ALONE = rf"(?<![{DIGIT}][{_DECIMAL_MARKS}{_GROUP_MARKS}][{DIGIT}])"
_ENDS = rf"(?![{DIGIT}]|[{_DECIMAL_MARKS}{_GROUP_MARKS}][{DIGIT}])"


def _grouped(mark: str) -> str:
    """A number in groups separated by one mark, with decimals behind another."""
    others = "".join(other for other in _DECIMAL_MARKS if other != mark)
    return rf"(?:{mark}[{DIGIT}]{{3}})+(?:[{others}][{DIGIT}]+)?{_ENDS}"


_GROUPS = "|".join(_grouped(re.escape(mark)) for mark in _GROUP_MARKS)
NUMBER = (
    rf"[{DIGIT}](?:{_REST_OF_ADDRESS}"
    rf"|{_ALONE}(?:(?<=[{_FIRST}])[{DIGIT}]{{0,2}}(?:{_GROUPS})|[{DIGIT}]*[{_DECIMAL_MARKS}][{DIGIT}]+{_ENDS})"
    rf"|[{DIGIT}]*(?:\.[{DIGIT}]+)*)"
)
"""Pattern of one printed number without spaces. It begins with one class of characters, by which other words are passed over."""
_WITH_SPACES = (
    rf"(?<![{DIGIT}{_DECIMAL_MARKS}{GROUP_MARK}'\u2019+/:])(?<![{DIGIT}][{_SPACES}]){_TELEPHONE}"
    rf"(?:{{groups}})(?:[{_DECIMAL_MARKS}][{DIGIT}]+)?(?![{DIGIT}]|[{_SPACES}{_DECIMAL_MARKS}{_GROUP_MARKS}/:][{DIGIT}])"
)
_THREE = f"[{DIGIT}]{{3}}"
SPACED_NUMBER = re.compile(
    _WITH_SPACES.format(
        groups=rf"[{_FIRST}][{DIGIT}]{{0,2}}(?:[\u00a0\u202f]{_THREE})+|[{_FIRST}][{DIGIT}]?(?: {_THREE})+"
        rf"|[{_FIRST}][{DIGIT}]{{2}}(?: {_THREE})* [{ZERO}]{{3}}"
    )
)
"""A number whose groups are separated by spaces."""
AMBIGUOUS_SPACE = re.compile(
    _WITH_SPACES.format(groups=rf"[{_FIRST}][{DIGIT}]{{2}}(?: {_THREE})* (?![{ZERO}]{{3}}){_THREE}")
)
"""Several numbers of three digits, or one."""
_VALUE_OF_GROUPS = re.compile(
    rf"([1-9]\d{{0,2}}(?:([{_GROUP_MARKS}])\d{{3}})(?:\2\d{{3}})*)(?:[{_DECIMAL_MARKS}](\d+))?"
)


def exact_number(word: str) -> str:
    """A number at level `exact`: digits without thousands separators, the decimal mark a point."""
    if word.isdigit():
        return word
    if (groups := _VALUE_OF_GROUPS.fullmatch(word)) and not _IS_ADDRESS.fullmatch(word):
        whole = re.sub(r"\D", "", groups[1])
        return f"{whole}.{groups[3]}" if groups[3] else whole
    return re.sub(f"[{_DECIMAL_MARKS}]", ".", word)


def join_groups(text: str) -> str:
    """The text with `GROUP_MARK` for each space inside a number: as long, so that offsets stay."""
    return SPACED_NUMBER.sub(lambda match: re.sub(f"[{_SPACES}]", GROUP_MARK, match[0]), text)
