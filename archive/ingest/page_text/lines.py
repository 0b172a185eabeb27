"""Lines of raw text: number, stripped text, and the form that follows from the line alone. Hard-wrapped text is rejoined first
(`unwrapping`), so that a line is a paragraph, a headline or a label.

Forms, tried in this order: blank; boundary; inline (a boundary phrase with a headline after it); label kinds (date, updated,
source, byline, section, tags); chrome; text. `split` and `roles` use the surrounding lines.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from archive.ingest.page_text.chrome import is_chrome
from archive.ingest.page_text.labels import inline_related, is_boundary, read_label
from archive.ingest.page_text.unwrapping import unwrap
from archive.text import current_analyzer, fold, tokenize

_BREAK = re.compile(r"\r\n|\n|\r")
_SPACE = " \t\u00a0\u200b\u200e\u200f\u202a\u202b\u202c\ufeff\u2028\u2029\x0b\x0c"
LABELS = frozenset(("date", "updated", "source", "byline", "section", "tags"))
MAX_NEXT_LINE_CHARS = 100


@dataclass(slots=True, eq=False)
class Line:
    """One line: `form` as above, `value` of a label, `role` assigned by `roles`. `last` is the number of its last physical line."""

    number: int
    text: str
    form: str = "text"
    value: str = ""
    role: str = ""
    last: int = 0

    def __post_init__(self) -> None:
        self.last = self.last or self.number

    @property
    def folded(self) -> str:
        return " ".join(fold(self.text).split())

    @property
    def stopped(self) -> bool:
        """Whether the line ends with a full stop or its like, before closing quotation marks and brackets."""
        return self.text.rstrip("\"”“»«')] ").endswith((".", "؟", "?", "!", "…"))

    @property
    def is_text(self) -> bool:
        return self.form == "text"


def read_lines(text: str) -> list[Line]:
    """All physical lines with their forms; the short line after a label without a value becomes its value."""
    paragraphs = unwrap(_BREAK.split(text), starts_paragraph=_starts_paragraph, opens_prose=_opens_prose)
    lines = [_line(first, last, raw) for first, last, raw in paragraphs]
    printed = [line for line in lines if line.form != "blank"]
    for line, after in pairwise(printed):
        bare = line.form in LABELS and not line.value
        if bare and after.is_text and (len(after.text) <= MAX_NEXT_LINE_CHARS or line.form == "tags"):
            line.value, after.form = after.text, line.form
    return lines


def _starts_paragraph(raw: str) -> bool:
    return _line(1, 1, raw).form not in ("text", "chrome")


def _opens_prose(raw: str) -> bool:
    """Whether a line begins with a verb, as Arabic news prose does and the rest of a headline seldom."""
    first = tokenize(raw)[:1]
    return any(current_analyzer().lexicon[fold(token.text)].is_verb for token in first)


def _line(number: int, last: int, raw: str) -> Line:
    text = raw.strip(_SPACE)
    form, value = _form(text)
    return Line(number, text, form, value, last=last)


def _form(text: str) -> tuple[str, str]:
    """The form of a stripped line, and the value of a label."""
    if not text:
        return "blank", ""
    if is_boundary(text):
        return "boundary", ""
    if headline := inline_related(text):
        return "inline", headline
    if label := read_label(text):
        return label.kind, label.value
    return ("chrome" if is_chrome(text) else "text"), ""
