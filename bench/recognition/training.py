"""Training the tagger on labelled sentences with crfsuite; the model is written in the tagger's own format."""

import importlib
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from archive.entities.authority import FormRow, authority_rows, guarded_rows
from archive.entities.recognition import AnalyzedText, Matcher
from archive.entities.recognition.tagger.features import EDGE, OFFSETS, at_distance, context_features, word_features
from archive.entities.recognition.tagger.model import LABELS
from archive.entities.recognition.tagger.model_file import save
from archive.entities.recognition.tagger.tokens import TaggerToken, sentences
from bench.recognition.corpus import Sentence

PARAMETERS = {
    "c1": 0.05,
    "c2": 0.05,
    "max_iterations": 100,
    "feature.minfreq": 1,
    "feature.possible_transitions": True,
}
"""Elastic net; docs/recognition.md has the figures."""
MIN_WEIGHT = 0.02
"""Smaller weights are left out of the model."""
FORBIDDEN = -20.0
"""The weight of a transition that BIO labels do not allow."""


class TrainingError(Exception):
    """Training is not possible here; the message is one sentence for the user."""


@cache
def shipped_matcher() -> Matcher:
    """The names of the shipped authority file; entities are numbered in its order."""
    rows = [*authority_rows(), *guarded_rows()]
    return Matcher(
        FormRow(number, row.type, text, relation, guarded=row.guarded)
        for number, row in enumerate(rows)
        for text, relation in row.forms
    )


def train(corpus: Iterable[Sentence], path: Path, *, report: Callable[[str], None] = lambda line: None) -> None:
    """Train on these sentences and write the model to `path`. Raises TrainingError if crfsuite is not installed."""
    crfsuite = _crfsuite()
    trainer = crfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(PARAMETERS)
    words = 0
    for sentence in corpus:
        analyzed = AnalyzedText(sentence.text)
        for tokens in sentences(analyzed, shipped_matcher().find(analyzed)):
            trainer.append(sequence_features(tokens), token_labels(sentence, tokens))
            words += len(tokens)
    report(f"training on {words:,} words")
    with tempfile.TemporaryDirectory() as folder:
        model = f"{folder}/model.crf"
        trainer.train(model)
        tagger = crfsuite.Tagger()
        tagger.open(model)
        learned = tagger.info()
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(LABELS))
    for (feature, label), weight in learned.state_features.items():
        if abs(weight) >= MIN_WEIGHT:
            weights[feature][LABELS.index(label)] = weight
    save(path, weights, _transitions(learned.transitions))
    report(f"{len(weights):,} features, {path.stat().st_size / 1e6:.1f} MB")


def _crfsuite() -> Any:
    try:
        return importlib.import_module("pycrfsuite")
    except ModuleNotFoundError as error:
        raise TrainingError("Training needs python-crfsuite: pip install -r tests/requirements.txt") from error


def _transitions(learned: dict[tuple[str, str], float]) -> list[list[float]]:
    """Weights of (label, next label); 0 for allowed transitions that the corpus lacks."""
    rows = [[_is_forbidden(one, other) * FORBIDDEN for other in LABELS] for one in LABELS]
    for (one, other), weight in learned.items():
        if not _is_forbidden(one, other):
            rows[LABELS.index(one)][LABELS.index(other)] = weight
    return rows


def _is_forbidden(one: str, other: str) -> bool:
    return other.startswith("I-") and one[2:] != other[2:]


@cache
def _features_at(word: str, offset: int) -> list[str]:
    return at_distance(_features(word), offset)


@cache
def _features(word: str) -> list[str]:
    return word_features(word)


def sequence_features(tokens: Sequence[TaggerToken]) -> list[list[str]]:
    """The features at each word of a sentence, as the tagger sums them."""
    rows = []
    marks = ["", *(token.mark for token in tokens), ""]
    for place, token in enumerate(tokens):
        features = context_features(token.before, token.after, marks[place : place + 3])
        for offset in OFFSETS:
            at = place + offset
            is_inside = 0 <= at < len(tokens)
            features += _features_at(tokens[at].word, offset) if is_inside else [f"{offset:+d}:{EDGE}"]
        rows.append(features)
    return rows


def token_labels(sentence: Sentence, tokens: Sequence[TaggerToken]) -> list[str]:
    """The label of each token: that of the file's word it is part of, made consistent BIO."""
    offsets = sentence.offsets()
    labels, at, last = [], 0, -1
    for token in tokens:
        while offsets[at][1] <= token.start:
            at += 1
        label = sentence.labels[at]
        labels.append(f"I-{label[2:]}" if at == last and label.startswith("B-") else label)
        last = at
    for place, (one, other) in enumerate(pairwise(["O", *labels])):
        if _is_forbidden(one, other):
            labels[place] = f"B-{other[2:]}"
    return labels
