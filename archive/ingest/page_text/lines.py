"""Lines of raw text: number, stripped text, and the form that follows from the line alone.

Forms, tried in this order: blank; boundary; inline (a boundary phrase with a headline after it); label kinds (date, updated,
source, byline, section, tags); chrome; text. `split` and `roles` use the surrounding lines.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from archive.ingest.page_text.chrome import is_chrome
from archive.ingest.page_text.labels import inline_related, is_boundary, read_label
from archive.text import fold

_BREAK = re.compile(r"\r\n|\n|\r")
_SPACE = " \t\u00a0\u200b\u200e\u200f\u202a\u202b\u202c\ufeff\u2028\u2029\x0b\x0c"
LABELS = frozenset(("date", "updated", "source", "byline", "section", "tags"))
MAX_NEXT_LINE_CHARS = 100


@dataclass(slots=True, eq=False)
class Line:
    """One physical line: `form` as above, `value` of a label, `role` assigned by `roles`."""

    number: int
    text: str
    form: str = "text"
    value: str = ""
    role: str = ""

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
    lines = [_line(number, raw) for number, raw in enumerate(_BREAK.split(text), 1)]
    printed = [line for line in lines if line.form != "blank"]
    for line, after in pairwise(printed):
        bare = line.form in LABELS and not line.value
        if bare and after.is_text and (len(after.text) <= MAX_NEXT_LINE_CHARS or line.form == "tags"):
            line.value, after.form = after.text, line.form
    return lines


def _line(number: int, raw: str) -> Line:
    text = raw.strip(_SPACE)
    if not text:
        return Line(number, "", "blank")
    if is_boundary(text):
        return Line(number, text, "boundary")
    if headline := inline_related(text):
        return Line(number, text, "inline", headline)
    if label := read_label(text):
        return Line(number, text, label.kind, label.value)
    return Line(number, text, "chrome" if is_chrome(text) else "text")
