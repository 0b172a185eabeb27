"""What a result shows of its article: the best passage, with the matching words highlighted.

<mark> encloses whole printed words, clitics and vowel signs included; everything else is escaped. The only other tag is <bdi>.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from archive.search.highlighting.matcher import SPELLED, Highlight, HighlightMatcher
from archive.text import analyze, fold
from archive.text.layout import isolated_runs

SNIPPET_LENGTH = 220
"""Characters of printed text, approximately."""
LEAD_LENGTH = 60
"""Characters before the first highlight."""
MAX_READ, MAX_READ_WITHOUT_MATCH = 12_000, 200_000
"""Characters of one article that are searched for a better passage, and for a first match."""
LEVEL_NAMES = ("كما طُبعت", "بحسب الإملاء", "بحسب الجذع", "اسم آخر", "بحسب الجذع الخفيف")
"""How a word matched, by the level of its highlight."""
_WORD = re.compile(r"\S+")


class Snippet(NamedTuple):
    html: str
    """Safe HTML."""
    words: list[tuple[str, Highlight]]
    """The highlighted words as printed."""


def highlighted_html(text: str, highlights: Iterable[Highlight], start: int = 0, end: int | None = None) -> str:
    """The text from `start` to `end` as safe HTML: <mark> around highlights, <bdi> around runs that keep their own order in a
    right-to-left line."""
    end = len(text) if end is None else end
    shown: list[Highlight] = []
    for highlight in highlights:
        if highlight.start >= (shown[-1].end if shown else start) and highlight.end <= end:
            shown.append(highlight)
    pieces, place = [], start
    for run in isolated_runs(text[start:end], [(mark.start - start, mark.end - start) for mark in shown]):
        first, last = run.start + start, run.end + start
        pieces += [_with_marks(text, shown, place, first), "<bdi>", _with_marks(text, shown, first, last), "</bdi>"]
        place = last
    return "".join([*pieces, _with_marks(text, shown, place, end)])


def _with_marks(text: str, highlights: Iterable[Highlight], start: int, end: int) -> str:
    pieces, place = [], start
    for mark in highlights:
        if start <= mark.start and mark.end <= end:
            pieces += [escape(text[place : mark.start]), "<mark>", escape(text[mark.start : mark.end]), "</mark>"]
            place = mark.end
    return "".join([*pieces, escape(text[place:end])])


def snippet(paragraphs: Sequence[str], matcher: HighlightMatcher) -> Snippet:
    """The passage with the most parts of the query, then the most matches. Without a match: the beginning of the text."""
    best: tuple[int, int, int, int] | None = None
    best_highlights: list[Highlight] = []
    names = (
        matcher.names
    )  # a variant has the name of the word typed: a passage with one of them is as good as with both
    wanted = len(set(names))
    read = 0
    for number, text in enumerate(paragraphs if matcher else ()):
        highlights = matcher.highlights(text)
        ends = [highlight.end for highlight in highlights]
        for place, highlight in enumerate(highlights):
            inside = highlights[place : bisect_right(ends, highlight.start + SNIPPET_LENGTH - LEAD_LENGTH)]
            value = (len({names[other.part] for other in inside}), len(inside))
            if best is None or value > best[:2]:
                best, best_highlights = (*value, number, highlight.start), highlights
        read += len(text)
        if read > (MAX_READ_WITHOUT_MATCH if best is None else MAX_READ) or (best is not None and best[0] == wanted):
            break
    if best is None:
        text = next((text for text in paragraphs if text.strip()), "")
        return Snippet(_passage_html(text, [], *_window(text, 0)), [])
    text = paragraphs[best[2]]
    start, end = _window(text, best[3])
    shown = [mark for mark in best_highlights if start <= mark.start and mark.end <= end]
    return Snippet(_passage_html(text, shown, start, end), [(text[mark.start : mark.end], mark) for mark in shown])


def _window(text: str, first_highlight: int) -> tuple[int, int]:
    """Start and end of a passage of whole words that contains the first highlight."""
    if len(text) <= SNIPPET_LENGTH:
        return 0, len(text)
    start = max(0, min(first_highlight - LEAD_LENGTH, len(text) - SNIPPET_LENGTH))
    words = [match.span() for match in _WORD.finditer(text, start, min(len(text), start + SNIPPET_LENGTH + 80))]
    if start and not text[start - 1].isspace():
        words = [span for span in words if span[0] > start or span[0] == first_highlight] or words
    begin = min(words[0][0], first_highlight) if words else first_highlight
    inside = [span[1] for span in words if span[1] <= begin + SNIPPET_LENGTH]
    end = inside[-1] if inside else min(len(text), begin + SNIPPET_LENGTH)
    return begin, end


def _passage_html(text: str, highlights: list[Highlight], start: int, end: int) -> str:
    before = "… " if text[:start].strip() else ""
    after = " …" if text[end:].strip() else ""
    return before + highlighted_html(text, highlights, start, end).strip() + after


def explanation(matcher: HighlightMatcher, words: Iterable[tuple[str, Highlight]]) -> tuple[str, ...]:
    """One sentence per printed word that matched: which word of the query it matches, and at which level."""
    sentences: dict[str, None] = {}
    for word, highlight in words:
        name = matcher.names[highlight.part]
        clitics = _clitics(word, name) if highlight.level == SPELLED else ""
        sentences[f"«{word}» ← «{name}» {LEVEL_NAMES[highlight.level]}{clitics}"] = None
    return tuple(sentences)


def _clitics(word: str, name: str) -> str:
    """The proclitics before the word that was searched: « (ل + بوتين)»; empty if only letters differ."""
    for term in analyze(word)[:1]:
        folded = fold(term.exact)
        length = len(folded) - len(term.spelling)
        if length > 0 and folded.endswith(term.spelling) and len(folded) == len(term.exact) and folded != fold(name):
            return f" ({term.exact[:length]} + {term.exact[length:]})"
    return ""
