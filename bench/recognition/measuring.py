"""The recogniser on labelled sentences: two witnesses by themselves and all together, by type.

A name counts as found if its words and its type are right. Names with several bearers (الأهلي) count whoever is meant.
"""

from collections.abc import Callable, Iterable, Sequence

from archive.entities.models import MIN_CONFIDENCE
from archive.entities.recognition import BIO_TYPES, AnalyzedText, Matcher, NamedSpan, read_article
from archive.entities.recognition.tagger.model import Tagger
from archive.entities.recognition.tagger.tokens import sentences
from bench.recognition.corpus import Sentence
from bench.recognition.scoring import Tally

Finder = Callable[[str], Iterable[NamedSpan]]


def finders(matcher: Matcher, tagger: Tagger) -> dict[str, Finder]:
    """The authority file alone, the tagger alone (its features include the authority file's marks), and all witnesses."""

    def authority(text: str) -> list[NamedSpan]:
        return [
            NamedSpan(match.start, match.end, match.type, "authority", 1.0)
            for match in matcher.find(AnalyzedText(text))
            if match.relation == "name" and not match.guarded
        ]

    def tagged(text: str) -> list[NamedSpan]:
        analyzed = AnalyzedText(text)
        return tagger.tag([sentences(analyzed, matcher.find(analyzed))])[0].names

    def combined(text: str) -> list[NamedSpan]:
        names: dict[tuple[int, int], NamedSpan] = {}
        for mention in read_article([text], matcher, tagger)[0]:
            if mention.relation == "nationality":
                continue
            if mention.confidence >= MIN_CONFIDENCE or (mention.type, mention.name) in matcher.bearers:
                span = NamedSpan(mention.start, mention.end, mention.type, mention.witness, mention.confidence)
                names.setdefault((mention.start, mention.end), span)
        return list(names.values())

    return {"authority": authority, "tagger": tagged, "combined": combined}


def measure(corpus: Sequence[Sentence], finder: Finder) -> Tally:
    """The names found in each sentence by itself, compared with its labels."""
    tally = Tally()
    for sentence in corpus:
        tally.add(sentence.as_words(finder(sentence.text)), sentence.spans())
    return tally


def table(name: str, tally: Tally) -> list[str]:
    """Printable rows: all types together, then each."""
    rows = []
    for kind in ("", *BIO_TYPES.values()):
        score = tally.of(*(kind,) if kind else ())
        figures = f"{score.precision:6.3f} {score.recall:6.3f} {score.f1:6.3f}"
        rows.append(f"{name:<10} {kind or 'all':<13} {figures}  of {score.right + score.missed:,}")
    return rows
