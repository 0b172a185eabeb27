"""The tagger's spans cut to what can be a name; the tagger labels whole words and knows no spelling. Order of steps:

1. a span is split at punctuation that no name contains;
2. the clitics of its first word are cut off, and it is split where a known name begins after a clitic;
3. words at its edges that are no part of it are cut off (`edges`), and dangling ties after a person;
4. a span that is only a title, head, stop word, plural or verb is dropped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from archive.entities.recognition.analyzed_text import AnalyzedText
from archive.entities.recognition.matching import NameMatch
from archive.entities.recognition.name_lists import name_lists
from archive.entities.recognition.spans import NamedSpan
from archive.entities.recognition.tagger.edges import NAME_TIES, inner_places, is_verb
from archive.entities.recognition.triggers import ORGANIZATION_HEADS, PLACE_HEADS, TITLES
from archive.text import is_stop_word

MIN_VERB_CONFIDENCE = 0.9
"""How certain the tagger must be that a single verb is a name («يزيد»)."""
MAX_CLITIC_LETTERS = 3
_AND = "و"
_BREAKS = frozenset("،,؛;:!؟?()[]{}\n…|")
"""Punctuation that ends a name. Quotation marks, hyphens and full stops may be part of one."""


def cut_to_names(spans: Iterable[NamedSpan], analyzed: AnalyzedText, matches: Sequence[NameMatch]) -> list[NamedSpan]:
    """The spans in order, cut and filtered; `matches` are the names of the authority file in the text."""
    cut = [
        _to_edges(part, analyzed)
        for span in spans
        for piece in _split_at_punctuation(span, analyzed)
        for part in _split_at_clitic(_without_clitics(piece, analyzed, matches), analyzed, matches)
    ]
    return [span for span in cut if not _is_no_name(span, analyzed)]


def _split_at_punctuation(span: NamedSpan, analyzed: AnalyzedText) -> list[NamedSpan]:
    """«محمد صلاح، رامي عباس» are two men, and so are «طلحة و الزبير»."""
    inside = analyzed.text[span.start : span.end]
    has_and = span.type != "organization" and f" {_AND} " in inside
    if inside.isalpha() or (_BREAKS.isdisjoint(inside) and not has_and):
        return [span]
    pieces: list[NamedSpan] = []
    for place in analyzed.places(span.start, span.end):
        term, gap = analyzed.terms[place], analyzed.gaps[place]
        if pieces and _BREAKS.isdisjoint(gap) and not (has_and and gap.strip() == _AND):
            pieces[-1] = replace(pieces[-1], end=term.end)
        else:
            pieces.append(replace(span, start=max(term.start, span.start), end=term.end))
    return pieces


def _without_clitics(span: NamedSpan, analyzed: AnalyzedText, matches: Sequence[NameMatch]) -> NamedSpan:
    """The span from where a known name begins at its front, else from after the clitics of its first word."""
    for match in matches:
        if span.start <= match.start <= span.start + MAX_CLITIC_LETTERS and match.end <= span.end:
            return replace(span, start=match.start)
    return replace(span, start=analyzed.name_start(analyzed.place_at(span.start)))


def _split_at_clitic(span: NamedSpan, analyzed: AnalyzedText, matches: Sequence[NameMatch]) -> list[NamedSpan]:
    """«كيم لبوتين» are two men; the second is the authority file's, so the first is left."""
    for match in matches:
        if span.start + 1 < match.start and match.end == span.end and match.relation == "name":
            first = match.places[0]
            if first and analyzed.terms[first].start != match.start:
                head = replace(span, end=analyzed.terms[first - 1].end)
                return [head] if head.end > head.start else []
    return [span]


def _to_edges(span: NamedSpan, analyzed: AnalyzedText) -> NamedSpan:
    """A name without the words at its edges that are no part of it, a person's without a tie after it («عبدالله بن»)."""
    words = [analyzed.terms[place] for place in inner_places(span, analyzed)]
    while span.type == "person" and len(words) > 1 and words[-1].spelling in NAME_TIES:
        if words[-1].exact.startswith("ال"):
            break
        words.pop()
    first = analyzed.place_at(words[0].start)
    start = span.start if words[0].start <= span.start else analyzed.name_start(first)
    return replace(span, start=start, end=min(span.end, words[-1].end))


def _is_no_name(span: NamedSpan, analyzed: AnalyzedText) -> bool:
    """Letters, a title («الزعيمان»), a head, a plural («المسلمين»), a stop word or a verb."""
    places = analyzed.places(span.start, span.end)
    word, folded = analyzed.terms[places[0]], analyzed.folded[places[0]]
    if all(len(analyzed.terms[place].spelling) <= 2 for place in places):
        return True
    if len(places) > 1:
        is_bare_person = folded == word.spelling and span.type == "person"
        return is_bare_person and is_stop_word(word.spelling) and {"f", "F"}.isdisjoint(name_lists(word.spelling))
    definite = word.exact.startswith("ال")
    if not definite and (word.spelling in PLACE_HEADS or word.spelling in ORGANIZATION_HEADS):
        return True
    is_plural = definite and word.exact.endswith(("ين", "ون", "ان")) and word.stem != word.spelling
    if span.type == "person" and is_plural:
        return True
    if {word.spelling, word.stem, word.spelling.removesuffix("ي")} & TITLES or is_stop_word(word.spelling):
        return True
    return is_verb(word.spelling) and span.confidence < MIN_VERB_CONFIDENCE
