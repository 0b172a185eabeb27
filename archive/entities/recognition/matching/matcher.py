"""Names of the authority file in a printed text: whole words only, clitics skipped, in every spelling; the longest name wins.

Order of steps: at each word, the patterns that begin with it at level `spelling`, so without proven clitics and article, are
tried; the words after the first must have the same letters. A form with the article requires it in the text; a place without
one may carry it («والفيتنام»). Among several matches the longest wins, then the unguarded, then the one whose article agrees,
then one with context words, then a name before a nationality.

Names that no form covers are left to the other witnesses. Pronouns and titles («نظيره», «الرئيس») are not names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive.entities.recognition.analyzed_text import AnalyzedText
from archive.entities.recognition.clitics import (
    UNPROVEN_CLITICS,
    carries_article,
    is_mostly_detached,
    offset_after_letters,
)
from archive.entities.recognition.matching.patterns import Pattern, PatternTable
from archive.entities.recognition.spans import NameType

_JOINERS = " \u00a0\t-–\"'“”«»()#_"
"""What may be printed between the words of a name."""
_CONTEXT_CLITICS = "وفبلك"
MIN_LETTERS_WITH_CLITIC = 3


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name of the authority file in a text; `start` and `end` are offsets without clitics, `surface` is what they enclose."""

    entity: int
    type: NameType
    relation: str
    start: int
    end: int
    surface: str
    words: tuple[str, ...]
    """The folded words of the form."""
    places: range = range(0)
    """The words of the text."""
    guarded: bool = False
    """Whether the form counts only with a second witness."""
    has_context: bool = False
    """Whether context words of the form are printed next to the name: «نظام الأسد»."""
    entities_by_type: Mapping[NameType, int] = field(default_factory=dict)
    """The bearers of the name by type, if there are several types."""


class Matcher(PatternTable):
    """Finds the names of one version of the authority file."""

    def find(self, analyzed: AnalyzedText) -> list[NameMatch]:
        """The names in a text, in order, without overlaps."""
        found: list[NameMatch] = []
        place = 0
        while place < len(analyzed.terms):
            candidates = self.starting_with(analyzed.terms[place].spelling)
            if not candidates and analyzed.folded[place][:1] in UNPROVEN_CLITICS:
                candidates = self._behind_unproven_clitic(analyzed.folded[place])
            pattern = _best(candidates, analyzed, place) if candidates else None
            if pattern is None:
                place += 1
                continue
            after = place + len(pattern.words)
            start, end = _name_start(analyzed, place, pattern), analyzed.terms[after - 1].end
            found.append(
                NameMatch(
                    pattern.entity,
                    pattern.type,
                    pattern.relation,
                    start,
                    end,
                    analyzed.text[start:end],
                    pattern.words,
                    range(place, after),
                    pattern.guarded,
                    bool(pattern.before or pattern.after),
                    self.entities_by_type(pattern.words) if pattern.relation == "name" else {},
                )
            )
            place = after
        return found

    def _behind_unproven_clitic(self, folded: str) -> Sequence[Pattern]:
        """Names after a clitic that the word counts do not prove: «وتل أبيب»; those of one word only if it is far more frequent
        without the clitic («لبريطانيا»)."""
        if len(folded) < MIN_LETTERS_WITH_CLITIC:
            return ()
        patterns = self.names_starting_with(folded[1:])
        if not patterns or is_mostly_detached(folded):
            return patterns
        return [pattern for pattern in patterns if pattern.rest]


def _best(candidates: Sequence[Pattern], analyzed: AnalyzedText, place: int) -> Pattern | None:
    following = analyzed.folded[place + 1] if place + 1 < len(analyzed.folded) else ""
    candidates = [pattern for pattern in candidates if not pattern.rest or pattern.rest[0] == following]
    if not candidates:
        return None
    article = carries_article(analyzed.folded[place], analyzed.terms[place].spelling)
    best: tuple[tuple[int, bool, bool, int, bool], Pattern] | None = None
    for pattern in candidates:
        agrees = article is None or article == pattern.has_article
        if not agrees and not (article and pattern.type == "place" and pattern.relation == "name"):
            continue
        if not _agrees(pattern, analyzed, place):
            continue
        conditions = len(pattern.before) + len(pattern.after) + bool(pattern.vowelled)
        rank = (len(pattern.words), not pattern.guarded, agrees, conditions, pattern.relation == "name")
        if best is None or rank > best[0]:
            best = rank, pattern
    return None if best is None else best[1]


def _agrees(pattern: Pattern, analyzed: AnalyzedText, place: int) -> bool:
    """Whether the words after the first, the vowel signs and the context words of a pattern are printed here."""
    after = place + len(pattern.words)
    if pattern.rest and (
        tuple(analyzed.folded[place + 1 : after]) != pattern.rest
        or any(gap.strip(_JOINERS) for gap in analyzed.gaps[place + 1 : after])
    ):
        return False
    if pattern.vowelled:
        term = analyzed.terms[place]
        if pattern.vowelled not in analyzed.text[term.start : term.end]:
            return False
    before, folded = pattern.before, analyzed.folded
    return (not before or _is_printed(before, folded, place - len(before), clitic=True)) and (
        not pattern.after or _is_printed(pattern.after, folded, after)
    )


def _is_printed(words: tuple[str, ...], folded: Sequence[str], place: int, *, clitic: bool = False) -> bool:
    """Whether these words are printed at a place; with `clitic`, the first may carry one."""
    if place < 0 or tuple(folded[place + 1 : place + len(words)]) != words[1:] or place >= len(folded):
        return False
    first = folded[place]
    return first == words[0] or (clitic and len(first) > 3 and first[1:] == words[0] and first[0] in _CONTEXT_CLITICS)


def _name_start(analyzed: AnalyzedText, place: int, pattern: Pattern) -> int:
    term, folded = analyzed.terms[place], analyzed.folded[place]
    if folded == pattern.words[0]:
        return term.start
    if folded == term.spelling and folded[1:] == pattern.words[0]:  # an unproven clitic
        return offset_after_letters(analyzed.text, term, 1)
    return analyzed.name_start(place)
