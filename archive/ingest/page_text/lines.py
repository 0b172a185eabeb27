"""Lines of raw text: number, stripped text, and the form that follows from the line alone. Hard-wrapped text is rejoined first
(`unwrapping`), so that a line is a paragraph, a headline or a label.

Forms, tried in this order: blank; boundary; inline (a boundary phrase with a headline after it); label kinds (date, updated,
source, byline, section, tags); cited (where the news was printed); chrome; text. `split` and `roles` use the surrounding lines.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.ingest.controls import clean
from archive.ingest.page_text.chrome import is_chrome
from archive.ingest.page_text.labels import inline_related, is_boundary, read_label
from archive.ingest.page_text.provenance import is_link_line
from archive.ingest.page_text.unwrapping import unwrap
from archive.text import analyze, current_analyzer, fold, is_stop_word, tokenize

_BREAK = re.compile(r"\r\n|\n|\r")
_SPACE = " \t\u00a0\u200b\u200e\u200f\u202a\u202b\u202c\ufeff\u2028\u2029\x0b\x0c"
LABELS = frozenset(("date", "updated", "source", "byline", "section", "tags"))
MAX_NEXT_LINE_CHARS = 100
MIN_ECHOED_WORDS = 3
"""Words of a headline that the first sentence repeats."""
_DATELINE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,3}\s*[-–—/:(]|\(")
_PARTS = re.compile(r"\s+[|•·]\s+")
MAX_TAG_CHARS, MAX_TAG_WORDS, MAX_LISTED_TAGS = 40, 5, 40
"""Of tags printed one a line."""
MAX_TAG_GAP = 2
"""Lines from one tag to the next: at most one blank line between them."""


@dataclass(slots=True, eq=False)
class Line:
    """One line: `form` as above, `value` of a label, `role` assigned by `roles`; `last` numbers its last physical line. The text
    stays as it is, so that it is folded once."""

    number: int
    text: str
    form: str = "text"
    value: str = ""
    role: str = ""
    last: int = 0
    _folded: str | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        self.last = self.last or self.number

    @property
    def folded(self) -> str:
        if self._folded is None:
            self._folded = " ".join(fold(self.text).split())
        return self._folded

    @property
    def stopped(self) -> bool:
        """Whether the line ends with a full stop or its like, before closing quotation marks and brackets."""
        return self.text.rstrip("\"”“»«')] ").endswith((".", "؟", "?", "!", "…"))

    @property
    def is_text(self) -> bool:
        return self.form == "text"


def read_lines(text: str) -> list[Line]:
    """All physical lines with their forms; the short line after a label without a value becomes its value."""
    physical = [clean(line).replace("\n", " ") for line in _BREAK.split(text)]
    paragraphs = unwrap(physical, starts_paragraph=_starts_paragraph, follows_headline=_follows_headline)
    return _with_values([_line(first, last, raw) for first, last, raw in paragraphs])


def block_lines(texts: Sequence[str]) -> list[Line]:
    """A line for each block of a page; as `read_lines` otherwise."""
    return _with_values([_line(number, number, text) for number, text in enumerate(texts, 1)])


def _with_values(lines: list[Line]) -> list[Line]:
    """The lines; labels without a value get the next line as theirs."""
    printed = [line for line in lines if line.form != "blank"]
    labels = [(place, line) for place, line in enumerate(printed) if line.form in LABELS]
    for place, line in labels:
        after = printed[place + 1 : place + 2]
        is_value = (
            bool(after) and after[0].is_text and (len(after[0].text) <= MAX_NEXT_LINE_CHARS or line.form == "tags")
        )
        if is_value and not line.value:
            line.value, after[0].form = after[0].text, line.form
        if line.form == "tags" and line.value:
            _add_listed_tags(line, printed[place + 1 :])
    return lines


def _add_listed_tags(label: Line, after: list[Line]) -> None:
    """Add the short lines after a tag to the value of its label: tags printed one a line."""
    listed = [line for line in after[:1] if line.form == "tags"]  # the value of a label without one
    if "\n" in label.value or not _may_be_tag(label.value):
        return
    for line in after[len(listed) : MAX_LISTED_TAGS]:
        if not (line.is_text and _may_be_tag(line.text) and line.number <= (listed or [label])[-1].last + MAX_TAG_GAP):
            break
        listed.append(line)
        label.value, line.form = f"{label.value}\n{line.text}", "tags"


def _may_be_tag(text: str) -> bool:
    """Whether a line is short and without separators and full stop."""
    is_short = len(text) <= MAX_TAG_CHARS and len(text.split()) <= MAX_TAG_WORDS
    return is_short and not text.endswith((".", "؟", "!", ":")) and not re.search("[،,؛|]", text)


def _starts_paragraph(raw: str) -> bool:
    return _line(1, 1, raw).form not in ("text", "chrome")


def _follows_headline(headline: str, after: Sequence[str]) -> bool:
    """Whether lines begin an article rather than continue its headline: with a verb or a dateline, as news prose does, or with
    the headline's words again."""
    first = tokenize(after[0])[:1]
    if any(current_analyzer().lexicon[fold(token.text)].is_verb for token in first) or _DATELINE.match(
        after[0].strip()
    ):
        return True
    return len(content_stems(headline) & content_stems(" ".join(after[:2]))) >= MIN_ECHOED_WORDS


def content_stems(text: str) -> frozenset[str]:
    """The stems of the words that are no stop words."""
    return frozenset(term.stem for term in analyze(text) if not is_stop_word(term.spelling) and len(term.spelling) > 2)


def _line(number: int, last: int, raw: str) -> Line:
    text = raw.strip(_SPACE)
    form, value = _form(text)
    return Line(number, text, form, value, last=last)


def _date_among_chrome(text: str) -> tuple[str, str] | None:
    """Form and value of the date in a line that separates it from counters and buttons: «120 مشاهدة | أضيفت 3 أبريل 2019»."""
    parts = _PARTS.split(text)
    if len(parts) == 1:
        return None
    labels = [label for part in parts if (label := read_label(part)) and label.kind in ("date", "updated")]
    others = [part for part in parts if not read_label(part)]
    return (labels[0].kind, labels[0].value) if labels and all(map(is_chrome, others)) else None


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
    if date := _date_among_chrome(text):
        return date
    if is_link_line(text):
        return "cited", ""
    return ("chrome" if is_chrome(text) else "text"), ""
