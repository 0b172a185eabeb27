"""Lines in visual order, as some programs copy them from PDF: the letters from left to right as they are seen on the page.

A line is turned round if its words read backwards are known and frequent, and as they stand are not; presentation forms say it by
themselves, as the form for the end of a word then stands at its beginning. In a text with such lines, those that prove less are
turned, too. In visual order, numbers and Latin words stand in their own order and brackets are mirrored; a text that was merely
reversed has them reversed. Which it is shows by its years, zeros, Latin words and brackets.
"""

import re
import unicodedata

from archive.text.repair.plausibility import ARABIC_LETTERS, arabic_words, weight

MIN_GAIN = 12.0
"""In natural logarithms of frequency, summed over the words of a line: two common words read backwards gain as much."""
MIN_GAIN_PER_WORD = 3.0
MIN_COMPANY_GAIN = 1.0
"""For the whole line, in a text with lines that are proven."""
MAX_LINES_APART = 3
"""From a proven line to one that follows it."""
MAX_WORDS = 40
MAX_SHORT_CHARS = 300
"""Of titles and the like, which may have neither article nor ة and are looked at in any case."""
_LETTERS = f"{ARABIC_LETTERS}\u064b-\u0652"
_INITIAL_ARTICLE = re.compile(f"(?<![{_LETTERS}])(?:[وفبك]|وب)?ال[{ARABIC_LETTERS}]")
_FINAL_ARTICLE = re.compile(f"[{ARABIC_LETTERS}]لا[وفبك]?(?![{_LETTERS}])")
_INNER_FINAL_LETTER = re.compile(f"[ةى][{ARABIC_LETTERS}]|[\ufe70-\ufefc]")
"""Letters that stand at the ends of words only, and presentation forms."""
_IN_NUMBER = r"[^\s\u0600-\u065f\u066e-\u06ef\ufb50-\ufeff()\[\]«»\"،%]"
_ALNUM = r"[0-9\u0660-\u0669\u06f0-\u06f9A-Za-z\u00c0-\u024f]"
_LEFT_TO_RIGHT = re.compile(rf"[A-Za-z][^\u0600-\u06ff\ufb50-\ufeff\n]*[A-Za-z]|{_ALNUM}(?:{_IN_NUMBER}*{_ALNUM})?")
"""Latin phrases, and numbers with what is inside them."""
_YEAR, _REVERSED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)"), re.compile(r"(?<!\d)\d\d(?:91|02)(?!\d)")
_CAPITALIZED, _REVERSED_CAPITALIZED = (
    re.compile(r"(?<![A-Za-z])[A-Z][a-z]{2,}"),
    re.compile(r"[a-z]{2,}[A-Z](?![A-Za-z])"),
)
_LEADING_ZERO, _FINAL_ZERO = re.compile(r"(?<![\d.,])0\d+"), re.compile(r"\d0(?![\d.,])")
_MIRRORED = str.maketrans("()[]{}<>«»‹›“”", ")(][}{><»«›‹”“")
_OPENING, _CLOSING = "([{«", ")]}»"
_MARK_FIRST = re.compile(r"(?:^|\s)[\u064b-\u0652]")


def undo_visual_order(text: str) -> tuple[str, int]:
    """(text, number of lines that were turned round). Line ends stay where they are."""
    lines = text.split("\n")
    is_short = len(text) <= MAX_SHORT_CHARS
    suspicious = [_is_suspicious(line, is_short=is_short) for line in lines]
    if not any(suspicious):
        return text, 0
    proves = [_gain(line)[1] if is_suspicious else False for line, is_suspicious in zip(lines, suspicious, strict=True)]
    if not any(proves):
        return text, 0
    gains = [_gain(line) if _is_close(place, proves) else (0.0, False) for place, line in enumerate(lines)]
    proven = [is_proven for _, is_proven in gains]
    turned = [
        place
        for place, (gain, is_proven) in enumerate(gains)
        if is_proven or (gain >= MIN_COMPANY_GAIN and _is_close(place, proven))
    ]
    is_reversal = _is_reversal("\n".join(lines[place] for place in turned))
    for place in turned:
        lines[place] = _turned(lines[place], is_reversal=is_reversal)
    return "\n".join(lines), len(turned)


def _is_suspicious(line: str, *, is_short: bool) -> bool:
    """Whether articles at the ends of words outnumber those at the beginnings, or letters stand where none may."""
    if is_short or _INNER_FINAL_LETTER.search(line):
        return True
    return len(_FINAL_ARTICLE.findall(line)) > len(_INITIAL_ARTICLE.findall(line))


def _is_close(place: int, proven: list[bool]) -> bool:
    return any(proven[max(0, place - MAX_LINES_APART) : place + MAX_LINES_APART + 1])


def _gain(line: str) -> tuple[float, bool]:
    """What turning the line round gains in likelihood, and whether that proves it."""
    words = arabic_words(line, MAX_WORDS)
    if not words:
        return 0.0, False
    forms = sum(_form_order(word) for word in words)
    if forms:
        return (MIN_GAIN, True) if forms < 0 else (0.0, False)
    backwards = [weight(word[::-1]) for word in words]
    gain = sum(backwards) - sum(map(weight, words))
    long_ones = sum(len(word) > 2 for word in words)
    return gain, bool(long_ones) and gain >= MIN_GAIN and gain >= MIN_GAIN_PER_WORD * len(words)


def _form_order(word: str) -> int:
    """1 if the presentation forms of a word are in logical order, -1 if they are reversed, else 0."""
    first, last = _form(word[0]), _form(word[-1])
    if first in {"<final>", "<medial>"} or last in {"<initial>", "<medial>"}:
        return -1
    return 1 if first == "<initial>" or last == "<final>" else 0


def _form(letter: str) -> str:
    return unicodedata.decomposition(letter).partition(" ")[0] if letter >= "\ufb50" else ""


def _is_reversal(text: str) -> bool:
    """Whether numbers and Latin words are reversed, too."""
    turned = text[::-1]
    reversed_ones = sum(len(sign.findall(text)) for sign in (_REVERSED_YEAR, _REVERSED_CAPITALIZED, _LEADING_ZERO))
    upright_ones = sum(len(sign.findall(text)) for sign in (_YEAR, _CAPITALIZED, _FINAL_ZERO))
    brackets = _misplaced(turned.translate(_MIRRORED)) - _misplaced(turned)
    return reversed_ones + brackets / 2 > upright_ones


def _turned(line: str, *, is_reversal: bool) -> str:
    if is_reversal or _MARK_FIRST.search(line):
        turned = line[::-1]
    else:
        turned = "".join(reversed(re.findall(r".[\u064b-\u0652\u0670]*", line, re.DOTALL)))
    if not is_reversal:
        turned = _LEFT_TO_RIGHT.sub(lambda match: match[0][::-1], turned)
    mirrored = turned.translate(_MIRRORED)
    if _misplaced(mirrored) < _misplaced(turned):
        turned = mirrored
    return unicodedata.normalize("NFKC", turned) if re.search("[\ufb50-\ufdfb\ufe70-\ufefc]", turned) else turned


def _misplaced(text: str) -> int:
    """Brackets that close what was not opened, or are not closed."""
    is_open = misplaced = 0
    for sign in text:
        if sign in _OPENING:
            is_open += 1
        elif sign in _CLOSING:
            if is_open:
                is_open -= 1
            else:
                misplaced += 1
    return misplaced + is_open
