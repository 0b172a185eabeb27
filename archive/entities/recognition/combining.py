"""The names of one text from three witnesses. Order of steps:

1. the authority file's matches are weighed by what the tagger says of them (`weighing`), the tagger's spans are cut to names
   (`tagged_spans`), and the rules find what the context announces (`rules`);
2. a span that two witnesses agree on is more certain than either makes it;
3. of overlapping names one is chosen (`overlaps`);
4. nationalities are added where no certain name is, and names that are really nationalities dropped.

Each name keeps its witness, its confidence and, if the authority file has it, the match. Names below `MIN_CONFIDENCE` are
suggestions for curators.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from archive.entities.confidence import MIN_CONFIDENCE
from archive.entities.recognition.analyzed_text import AnalyzedText
from archive.entities.recognition.matching import NameMatch
from archive.entities.recognition.overlaps import resolve_overlaps
from archive.entities.recognition.rules import (
    INSTITUTION,
    RuleWords,
    announced_names,
    named_after_persons,
    organizations,
)
from archive.entities.recognition.spans import NamedSpan, TaggerOutput
from archive.entities.recognition.tagger.tagged_spans import cut_to_names
from archive.entities.recognition.weighing import MATCHED, UNCONFIRMED, RecognizedName, weigh

MIN_NATIONALITY_AS_NAME = 0.9
"""How certain the tagger must be that an indefinite nationality is a person's name («كينيون»)."""


def read_names(analyzed: AnalyzedText, matches: Sequence[NameMatch], output: TaggerOutput) -> list[RecognizedName]:
    """The names in a text, nationalities included, in order and without overlaps."""
    nationalities = [_nationality(match) for match in matches if match.relation == "nationality"]
    tagged = cut_to_names(output.names, analyzed, matches)
    weighed = (weigh(match, analyzed, tagged, output) for match in matches if match.relation != "nationality")
    known = [name for name in weighed if name.span.confidence > UNCONFIRMED]
    spans = _agreed([*tagged, *_announced(analyzed, matches, tagged, known)])
    names = resolve_overlaps([*known, *(RecognizedName(span) for span in spans)], analyzed)
    names = [name for name in names if not any(_is_nationality(name, other) for other in nationalities)]
    certain = [name.span for name in names if name.span.confidence >= MIN_CONFIDENCE]
    names += [name for name in nationalities if not any(name.span.overlaps(span) for span in certain)]
    return sorted(names, key=lambda name: name.span.start)


def _announced(
    analyzed: AnalyzedText, matches: Sequence[NameMatch], tagged: Sequence[NamedSpan], known: Sequence[RecognizedName]
) -> list[NamedSpan]:
    """What the rules find; of institutions, those that do not begin with a name of the authority file."""
    words = RuleWords(analyzed)
    starts = {match.start for match in matches if match.relation == "name"}
    announced = [
        span for span in announced_names(words, tagged) if span.confidence != INSTITUTION or span.start not in starts
    ]
    persons = [span for span in (*tagged, *(name.span for name in known)) if span.type == "person"]
    named = [*(name.span for name in known if name.match), *(span for span in tagged if span.type != "person")]
    return [*announced, *named_after_persons(words, persons), *organizations(words, named)]


def _agreed(spans: Iterable[NamedSpan]) -> list[NamedSpan]:
    """The spans, each once; the confidence of two witnesses is the probability that not both are wrong."""
    best: dict[tuple[int, int, str], NamedSpan] = {}
    for span in spans:
        key = (span.start, span.end, span.type)
        other = best.get(key)
        if other is None:
            best[key] = span
        elif other.witness != span.witness:
            confidence = round(1 - (1 - span.confidence) * (1 - other.confidence), 3)
            best[key] = replace(max(span, other, key=lambda one: one.confidence), confidence=confidence)
    return list(best.values())


def _nationality(match: NameMatch) -> RecognizedName:
    return RecognizedName(NamedSpan(match.start, match.end, match.type, "authority", MATCHED), match)


def _is_nationality(name: RecognizedName, nationality: RecognizedName) -> bool:
    """Whether a name without a match is a nationality, or a place described by it («المدن الفيتنامية»)."""
    span, other = name.span, nationality.span
    if name.match is not None or not span.overlaps(other):
        return False
    is_definite = nationality.match is not None and nationality.match.surface.startswith("ال")
    if span.type == "person" and span.confidence >= MIN_NATIONALITY_AS_NAME and not is_definite:
        return False
    return span.type == "place" or (other.start <= span.start and span.end <= other.end)
