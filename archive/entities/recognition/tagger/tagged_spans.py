"""What the tagger marked, cut to what can be a name. It takes whole words and knows no spelling; order of steps:

1. a span is cut where a sign stands in it that no name has; 2. the clitics of the first word are left out, and it is cut where a
known name begins behind a clitic; 3. titles before a person and loose ends behind him are left out; 4. what names nobody is
dropped: titles, heads, stop words, plurals and verbs by themselves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from archive.entities.recognition.clitics import after_clitics
from archive.entities.recognition.spans import NamedSpan
from archive.entities.recognition.tagger.lists import names_lists
from archive.entities.recognition.tagger.tokens import KnownName
from archive.entities.recognition.triggers import ORGANIZATION_HEADS, PLACE_HEADS, TITLES
from archive.text import Term, current_analyzer, fold, is_stop_word

VERB_AS_NAME = 0.9
"""How sure the tagger must be of a verb that is a name («يزيد»)."""
_TIES = frozenset(fold(word) for word in "بن ابن بنت ولد أبو عبد آل".split())
_BREAKS = "،,؛;:!؟?()[]{}\n…|"
"""Signs that end a name. Quotation marks, hyphens and full stops may stand in one."""


def cut_to_names(
    spans: Iterable[NamedSpan], text: str, terms: Sequence[Term], known: Sequence[KnownName]
) -> list[NamedSpan]:
    """The spans in order, cut and cleaned; `known` is what the authority file finds in the text."""
    pieces = [
        _trimmed(part, terms)
        for span in spans
        for piece in _unbroken(span, text, terms)
        for part in _parted(_without_clitics(piece, text, terms, known), known)
    ]
    return [span for span in pieces if not _names_nobody(span, terms)]


def _without_clitics(span: NamedSpan, text: str, terms: Sequence[Term], known: Sequence[KnownName]) -> NamedSpan:
    """The tagger takes whole words: the name begins after their clitics, as the authority file has it where it knows."""
    for one in known:
        if one.found.start <= span.start + 3 and one.found.start >= span.start and one.found.end <= span.end:
            return replace(span, start=one.found.start)
    first = next(term for term in terms if term.end > span.start)
    return replace(span, start=after_clitics(text, first))


def _unbroken(span: NamedSpan, text: str, terms: Sequence[Term]) -> list[NamedSpan]:
    """A tagged span in pieces where a sign stands in it that no name has: «محمد صلاح، رامي عباس» are two men."""
    inside = text[span.start : span.end]
    if inside.isalpha() or not any(sign in inside for sign in _BREAKS):
        return [span]
    pieces: list[NamedSpan] = []
    end = -1
    for term in terms:
        if term.start >= span.end:
            break
        if term.end <= span.start:
            continue
        start = max(term.start, span.start)
        if pieces and not any(sign in text[end:start] for sign in _BREAKS):
            pieces[-1] = replace(pieces[-1], end=term.end)
        else:
            pieces.append(replace(span, start=start, end=term.end))
        end = term.end
    return pieces


def _parted(span: NamedSpan, known: Sequence[KnownName]) -> list[NamedSpan]:
    """A tagged span in two where a known name begins inside it behind a clitic: «كيم لبوتين» are two men."""
    for one in known:
        inside = span.start + 1 < one.found.start and one.found.end == span.end
        if inside and one.found.relation == "name" and one.clitic:
            head = replace(span, end=one.clitic)
            return [head] if head.end > head.start else []
    return [span]


def _trimmed(span: NamedSpan, terms: Sequence[Term]) -> NamedSpan:
    """A person's name without a title at its front or a tie that nothing follows at its end («عبدالله بن»)."""
    if span.type != "person":
        return span
    words = [term for term in terms if span.start < term.end and term.start < span.end]
    while len(words) > 1 and words[-1].spelling in _TIES and not words[-1].exact.startswith("ال"):
        words.pop()
    if len(words) > 2 and fold(words[0].exact) in TITLES:
        del words[0]
    return replace(span, start=max(span.start, words[0].start), end=words[-1].end)


def _names_nobody(span: NamedSpan, terms: Sequence[Term]) -> bool:
    """Whether what the tagger took for a name is none: letters; a title («الزعيمان»), a head, a plural («المسلمين»), a stop
    word or a verb by itself."""
    words = [term for term in terms if span.start < term.end and term.start < span.end]
    if all(len(word.spelling) <= 2 for word in words):
        return True
    if len(words) != 1:
        first = words[0]
        whole = fold(first.exact) == first.spelling and span.type == "person"
        return whole and is_stop_word(first.spelling) and {"f", "F"}.isdisjoint(names_lists(first.spelling))
    word = words[0]
    if not word.exact.startswith("ال") and (word.spelling in PLACE_HEADS or word.spelling in ORGANIZATION_HEADS):
        return True
    plural = word.exact.startswith("ال") and word.exact.endswith(("ين", "ون", "ان")) and word.stem != word.spelling
    if span.type == "person" and plural:
        return True
    if word.spelling in TITLES or word.stem in TITLES or is_stop_word(word.spelling):
        return True
    return word.spelling in current_analyzer().lexicon.verbs and span.confidence < VERB_AS_NAME
