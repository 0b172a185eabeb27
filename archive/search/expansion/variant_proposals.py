"""Doubtful pairs of spellings, collected for the curators by the command `propose_variants`.

Goes through the frequent words that look like names. Proposed are their sound-alikes with some evidence for one name, but
not enough to search them together unasked.
"""

from collections.abc import Iterator

from archive.entities.services import spelling_variants_propose
from archive.search.engine import current_engine
from archive.search.engine.contract import View
from archive.search.engine.forms import EXACT
from archive.search.expansion.sound_alikes import (
    MIN_PROPOSAL_SIMILARITY,
    SAME_LETTERS,
    PairJudgement,
    SoundAlikes,
    is_name_like,
)
from archive.search.expansion.vocabulary import Vocabulary
from archive.search.indexing.indexer import Progress
from archive.text import analyze

Pair = tuple[str, str, float, float | None]


def propose_variants(*, most: int, least: int, progress: Progress | None = None) -> int:
    """Go through the `most` most frequent words that `least` articles hold; returns how many pairs are new."""
    view = current_engine().view()
    words = frequent_names(view, most=most, least=least)
    return spelling_variants_propose(pairs=_doubtful(SoundAlikes(view, Vocabulary(view)), words, progress))


def frequent_names(view: View, *, most: int, least: int) -> list[str]:
    """Printed words that look like names, the most frequent first."""
    counts = {form[len(EXACT) :]: count for form, count in view.terms(EXACT, min_doc_freq=least).items()}
    names: dict[str, str] = {}
    for word in sorted(counts, key=lambda word: (-counts[word], word)):
        terms = analyze(word)
        if len(terms) == 1 and terms[0].spelling == terms[0].stem and is_name_like(terms[0].spelling):
            names.setdefault(terms[0].spelling, word)
            if len(names) == most:
                break
    return list(names.values())


def _doubtful(sound_alikes: SoundAlikes, words: list[str], progress: Progress | None) -> Iterator[Pair]:
    for number, word in enumerate(words, 1):
        (term,) = analyze(word)
        for pair in sound_alikes.judge(term):
            if not pair.is_certain and _has_evidence(pair):
                yield term.spelling, pair.other, round(pair.distance, 2), _rounded(pair.context_similarity)
        if progress is not None:
            progress(number, len(words))


def _has_evidence(pair: PairJudgement) -> bool:
    return pair.distance <= SAME_LETTERS or (pair.context_similarity or 0.0) >= MIN_PROPOSAL_SIMILARITY


def _rounded(similarity: float | None) -> float | None:
    return None if similarity is None else round(similarity, 2)
