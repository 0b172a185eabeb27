"""Training the tagger on labelled sentences with crfsuite; what it learns is written in the tagger's own form."""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from archive.entities.recognition.matching import FormRow, Matcher
from archive.entities.recognition.tagger.features import EDGE, OFFSETS, at_distance, place_features, word_features
from archive.entities.recognition.tagger.model import LABELS, save
from archive.entities.recognition.tagger.tokens import TaggerToken, known_names, sentences
from archive.entities.selectors import authority_rows, guarded_rows
from archive.text import analyze
from bench.recognition.corpus import Sentence

PARAMETERS = {
    "c1": 0.05,
    "c2": 0.05,
    "max_iterations": 100,
    "feature.minfreq": 1,
    "feature.possible_transitions": True,
}
"""Elastic net as the first tries had it; what they gave is in docs/recognition.md."""
_LEAST_WEIGHT = 0.02


@cache
def shipped_matcher() -> Matcher:
    """The names of the shipped authority file, its entities numbered."""
    rows = [*authority_rows(), *guarded_rows()]
    return Matcher(
        FormRow(number, row.type, text, relation, guarded=row.guarded)
        for number, row in enumerate(rows)
        for text, relation in row.forms
    )


def train(corpus: Iterable[Sentence], path: Path, *, report: Callable[[str], None] = lambda line: None) -> None:
    """Train on these sentences and write the model to `path`."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(PARAMETERS)
    words = 0
    for sentence in corpus:
        terms = analyze(sentence.text)
        for tokens in sentences(sentence.text, terms, known_names(sentence.text, terms, shipped_matcher())):
            trainer.append(sequence_features(tokens), token_labels(sentence, tokens))
            words += len(tokens)
    report(f"training on {words:,} words")
    with tempfile.TemporaryDirectory() as folder:
        crf = f"{folder}/model.crf"
        trainer.train(crf)
        tagger = pycrfsuite.Tagger()
        tagger.open(crf)
        learned = tagger.info()
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(LABELS))
    for (feature, label), weight in learned.state_features.items():
        if abs(weight) >= _LEAST_WEIGHT:
            weights[feature][LABELS.index(label)] = weight
    # A transition that was never seen is as good as forbidden; I- after another type is.
    transitions = [[_unseen(one, other) for other in LABELS] for one in LABELS]
    for (one, other), weight in learned.transitions.items():
        if transitions[LABELS.index(one)][LABELS.index(other)] == 0.0:
            transitions[LABELS.index(one)][LABELS.index(other)] = weight
    save(path, weights, transitions)
    report(f"{len(weights):,} features, {path.stat().st_size / 1e6:.1f} MB")


def _unseen(one: str, other: str) -> float:
    return -20.0 if other.startswith("I-") and one[2:] != other[2:] else 0.0


@cache
def _neighbour(word: str, offset: int) -> list[str]:
    return at_distance(_own(word), offset)


@cache
def _own(word: str) -> list[str]:
    return word_features(word)


def sequence_features(tokens: Sequence[TaggerToken]) -> list[list[str]]:
    """The features at each word of a sentence, as the tagger adds them up."""
    rows = []
    marks = ["", *(token.mark for token in tokens), ""]
    for place, token in enumerate(tokens):
        features = place_features(token.before, token.after, marks[place : place + 3])
        for offset in OFFSETS:
            at = place + offset
            features += _neighbour(tokens[at].word, offset) if 0 <= at < len(tokens) else [f"{offset:+d}:{EDGE}"]
        rows.append(features)
    return rows


def token_labels(sentence: Sentence, tokens: Sequence[TaggerToken]) -> list[str]:
    """The labels of our words: those of the file's words that they are part of."""
    offsets = sentence.offsets()
    labels, at, last = [], 0, -1
    for token in tokens:
        while offsets[at][1] <= token.start:
            at += 1
        label = sentence.labels[at]
        labels.append(f"I-{label[2:]}" if at == last and label.startswith("B-") else label)
        last = at
    for place, (one, other) in enumerate(pairwise(["O", *labels])):
        if other.startswith("I-") and one[2:] != other[2:]:
            labels[place] = f"B-{other[2:]}"
    return labels
