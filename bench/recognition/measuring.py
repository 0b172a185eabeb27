"""The recogniser against labelled sentences: each witness alone and all together, by type.

What is measured is which words are a name of which type. A name that several bear (الأهلي) is recognised, whoever is meant.
"""

from collections.abc import Callable, Iterable, Sequence

from archive.entities.recognition.article import read_article
from archive.entities.recognition.combining import LEAST
from archive.entities.recognition.matching import Matcher
from archive.entities.recognition.spans import BIO_TYPES, NamedSpan
from archive.entities.recognition.tagger.model import Tagger
from archive.entities.recognition.tagger.tokens import KnownName, known_names, sentences
from archive.text import analyze
from bench.recognition.corpus import Sentence
from bench.recognition.scoring import Tally

Finder = Callable[[str], Iterable[NamedSpan]]


def finders(matcher: Matcher, tagger: Tagger) -> dict[str, Finder]:
    """The authority file alone, the tagger alone (with the authority file's marks among its features), and all together."""

    def known(text: str) -> list[KnownName]:
        return known_names(text, analyze(text), matcher)

    def authority(text: str) -> list[NamedSpan]:
        return [
            NamedSpan(one.found.start, one.found.end, one.type, "authority", 1.0)
            for one in known(text)
            if one.found.relation == "name" and not one.found.guarded
        ]

    def tagged(text: str) -> list[NamedSpan]:
        return tagger.tag([sentences(text, analyze(text), known(text))])[0].names

    def combined(text: str) -> list[NamedSpan]:
        names: dict[tuple[int, int], NamedSpan] = {}
        for name in read_article([text], matcher, tagger)[0]:
            if name.relation == "nationality":
                continue
            if name.confidence >= LEAST or (name.type, name.name) in matcher.bearers:
                span = NamedSpan(name.start, name.end, name.type, name.witness, name.confidence)
                names.setdefault((name.start, name.end), span)
        return list(names.values())

    return {"authority": authority, "tagger": tagged, "combined": combined}


def measure(corpus: Sequence[Sentence], finder: Finder) -> Tally:
    """What a finder finds in each sentence by itself, counted against its labels."""
    tally = Tally()
    for sentence in corpus:
        tally.add(sentence.as_words(finder(sentence.text)), sentence.spans())
    return tally


def table(name: str, tally: Tally) -> list[str]:
    """Rows for print: all types together, then each."""
    rows = []
    for kind in ("", *BIO_TYPES.values()):
        score = tally.of(*(kind,) if kind else ())
        figures = f"{score.precision:6.3f} {score.recall:6.3f} {score.f1:6.3f}"
        rows.append(f"{name:<10} {kind or 'all':<13} {figures}  of {score.right + score.missed:,}")
    return rows
