"""What a result shows of its article: the best passage, with the words that matched marked.

Marks stand around whole printed words, clitics and vowel signs included; everything else is escaped. No other tags than
<mark> and <bdi> are made.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from html import escape

from archive.search.highlighting.matcher import SPELLED, Highlight, HighlightMatcher
from archive.text import analyze, fold
from archive.text.layout import isolated_runs

LENGTH = 220
"""About so many characters of the printed text make a snippet."""
LEAD = 60
"""So many stand before the first mark."""
READ, READ_ON = 12_000, 200_000
"""Characters of one article that are gone through for a better passage, and for any at all."""
STEPS = ("كما طُبعت", "بحسب الإملاء", "بحسب الجذع", "اسم آخر", "بحسب الجذع الخفيف")
"""How a word matched, by the level of its mark."""
_WORD = re.compile(r"\S+")


def marked(text: str, marks: Iterable[Highlight], start: int = 0, end: int | None = None) -> str:
    """The text from `start` to `end` as safe HTML: its marks, and what keeps its own order in a right-to-left line in
    `<bdi>` around them."""
    end = len(text) if end is None else end
    shown: list[Highlight] = []
    for mark in marks:
        if mark.start >= (shown[-1].end if shown else start) and mark.end <= end:
            shown.append(mark)
    pieces, place = [], start
    for run in isolated_runs(text[start:end], [(mark.start - start, mark.end - start) for mark in shown]):
        first, last = run.start + start, run.end + start
        pieces += [_with_marks(text, shown, place, first), "<bdi>", _with_marks(text, shown, first, last), "</bdi>"]
        place = last
    return "".join([*pieces, _with_marks(text, shown, place, end)])


def _with_marks(text: str, marks: Iterable[Highlight], start: int, end: int) -> str:
    pieces, place = [], start
    for mark in marks:
        if start <= mark.start and mark.end <= end:
            pieces += [escape(text[place : mark.start]), "<mark>", escape(text[mark.start : mark.end]), "</mark>"]
            place = mark.end
    return "".join([*pieces, escape(text[place:end])])


def snippet(paragraphs: Sequence[str], matcher: HighlightMatcher) -> tuple[str, list[tuple[str, Highlight]]]:
    """The best passage as safe HTML, and its marks with the words as printed. Without marks: how the text begins."""
    best: tuple[int, int, int, int] | None = None
    best_marks: list[Highlight] = []
    names = matcher.names  # another spelling of a name bears the name that was typed: the passage need not have both
    wanted = len(set(names))
    read = 0
    for number, text in enumerate(paragraphs if matcher else ()):
        marks = matcher.highlights(text)
        ends = [mark.end for mark in marks]
        for place, mark in enumerate(marks):
            inside = marks[place : bisect_right(ends, mark.start + LENGTH - LEAD)]
            value = (len({names[other.part] for other in inside}), len(inside))
            if best is None or value > best[:2]:
                best, best_marks = (*value, number, mark.start), marks
        read += len(text)
        if read > (READ_ON if best is None else READ) or (best is not None and best[0] == wanted):
            break
    if best is None:
        text = next((text for text in paragraphs if text.strip()), "")
        start, end = _window(text, 0)
        return _cut(text, [], start, end), []
    text = paragraphs[best[2]]
    start, end = _window(text, best[3])
    shown = [mark for mark in best_marks if start <= mark.start and mark.end <= end]
    return _cut(text, shown, start, end), [(text[mark.start : mark.end], mark) for mark in shown]


def _window(text: str, first_mark: int) -> tuple[int, int]:
    """Where a passage begins and ends: whole words, the first mark inside."""
    if len(text) <= LENGTH:
        return 0, len(text)
    start = max(0, min(first_mark - LEAD, len(text) - LENGTH))
    words = [match.span() for match in _WORD.finditer(text, start, min(len(text), start + LENGTH + 80))]
    if start and not text[start - 1].isspace():
        words = [span for span in words if span[0] > start or span[0] == first_mark] or words
    begin = min(words[0][0], first_mark) if words else first_mark
    inside = [span[1] for span in words if span[1] <= begin + LENGTH]
    end = inside[-1] if inside else min(len(text), begin + LENGTH)
    return begin, end


def _cut(text: str, marks: list[Highlight], start: int, end: int) -> str:
    before = "… " if text[:start].strip() else ""
    after = " …" if text[end:].strip() else ""
    return before + marked(text, marks, start, end).strip() + after


def explanation(matcher: HighlightMatcher, shown: Iterable[tuple[str, Highlight]]) -> tuple[str, ...]:
    """One sentence for each printed word that matched: which word of the query, by which step."""
    said: dict[str, None] = {}
    for word, mark in shown:
        name = matcher.names[mark.part]
        clitics = _clitics(word, name) if mark.level == SPELLED else ""
        said[f"«{word}» ← «{name}» {STEPS[mark.level]}{clitics}"] = None
    return tuple(said)


def _clitics(word: str, name: str) -> str:
    """What stands before the word that was sought: « (ل + بوتين)»; nothing where they differ in their letters alone."""
    for term in analyze(word)[:1]:
        folded = fold(term.exact)
        length = len(folded) - len(term.spelling)
        if length > 0 and folded.endswith(term.spelling) and len(folded) == len(term.exact) and folded != fold(name):
            return f" ({term.exact[:length]} + {term.exact[length:]})"
    return ""
