"""The tagger's model: weights of features for each label, read and applied with numpy alone.

A word's features depend on the word alone (`features`), so their weights are summed once for each distinct word and each
distance. Tagging is then five table look-ups a word and one decoding of all sentences together (`decoding`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from archive.entities.recognition.spans import BIO_TYPES, NamedSpan, TaggerOutput
from archive.entities.recognition.tagger.decoding import Floats, best_labels, marginals
from archive.entities.recognition.tagger.features import EDGE, OFFSETS, context_features, word_features
from archive.entities.recognition.tagger.tokens import TaggerToken

LABELS = ("O", *(f"{letter}-{kind}" for kind in BIO_TYPES for letter in "BI"))
MAX_CACHED_WORDS = 150_000
"""Distinct words whose weights are kept: 20 MB."""
_REACH = max(OFFSETS)
_DISTANCE = re.compile(r"([+-]\d):")


class Tagger:
    """`weights`: (features, labels); `transitions`: (label, next label)."""

    def __init__(
        self, features: Sequence[str], weights: NDArray[np.floating], transitions: NDArray[np.floating]
    ) -> None:
        self._transitions = transitions.astype(np.float32)
        self._odds = np.exp(self._transitions)
        self._rows, self._weights = _by_distance(features, weights)
        self._clear_cache()

    def _clear_cache(self) -> None:
        self._words: dict[str, int] = {}
        self._word_table = np.zeros((4096, len(OFFSETS), len(LABELS)), np.float32)
        self._word_table[0] = self._sum([EDGE])
        self._used = 1
        self._contexts: dict[tuple[str, ...], int] = {}
        self._context_table = np.zeros((0, len(LABELS)), np.float32)

    def tag(self, texts: Sequence[Sequence[Sequence[TaggerToken]]]) -> list[TaggerOutput]:
        """Tag texts, each given as sentences; all sentences are decoded together."""
        if self._used > MAX_CACHED_WORDS:
            self._clear_cache()
        sentences = [(number, sentence) for number, text in enumerate(texts) for sentence in text if sentence]
        sentences.sort(key=lambda pair: -len(pair[1]))
        output = [TaggerOutput([], {}) for _ in texts]
        if not sentences:
            return output
        scores = self._scores([sentence for _, sentence in sentences])
        lengths = [len(sentence) for _, sentence in sentences]
        labels = best_labels(scores, lengths, self._transitions)
        named = [
            row
            for row, (_, sentence) in enumerate(sentences)
            if any(labels[row]) or any(token.mark for token in sentence)
        ]
        probabilities = marginals(scores[named], [lengths[row] for row in named], self._odds)
        for row, chances in zip(named, probabilities, strict=True):
            number, sentence = sentences[row]
            output[number].names.extend(_spans(sentence, labels[row], chances))
            output[number].outside.update(zip((token.start for token in sentence), chances[:, 0].tolist(), strict=True))
        for text in output:
            text.names.sort(key=lambda span: span.start)
        return output

    def _scores(self, sentences: Sequence[Sequence[TaggerToken]]) -> Floats:
        """The summed weights for each sentence, word and label; shorter sentences are padded."""
        steps = len(sentences[0])
        words = np.zeros((len(sentences), steps + 2 * _REACH), np.int32)
        contexts = np.zeros((len(sentences), steps), np.int32)
        for row, sentence in enumerate(sentences):
            ids = [self._words.get(token.word) or self._add_word(token.word) for token in sentence]
            words[row, _REACH : _REACH + len(ids)] = ids
            contexts[row, : len(ids)] = self._context_ids(sentence)
        total = self._context_table[contexts]
        for distance, offset in enumerate(OFFSETS):
            total += self._word_table[words[:, _REACH + offset : _REACH + offset + steps], distance]
        return total

    def _add_word(self, word: str) -> int:
        if self._used == len(self._word_table):
            self._word_table = np.concatenate((self._word_table, np.zeros_like(self._word_table)))
        self._word_table[self._used] = self._sum(word_features(word))
        self._words[word] = self._used
        self._used += 1
        return self._used - 1

    def _context_ids(self, sentence: Sequence[TaggerToken]) -> list[int]:
        """The rows of the context table for the punctuation and the marks around each word."""
        marks = ["", *(token.mark for token in sentence), ""]
        ids = []
        for place, token in enumerate(sentence):
            key = (token.before, token.after, marks[place], token.mark, marks[place + 2])
            row = self._contexts.get(key)
            if row is None:
                row = self._contexts[key] = len(self._contexts)
                weights = self._sum(context_features(token.before, token.after, key[2:]))[OFFSETS.index(0)]
                self._context_table = np.concatenate((self._context_table, weights[None]))
            ids.append(row)
        return ids

    def _sum(self, features: Iterable[str]) -> Floats:
        """The summed weights of features at each distance, for each label."""
        rows = [row for row in map(self._rows.get, features) if row is not None]
        if not rows:
            return np.zeros((len(OFFSETS), len(LABELS)), np.float32)
        return np.add.reduce(self._weights.take(rows, axis=0), axis=0, dtype=np.float32)


def _by_distance(features: Sequence[str], weights: NDArray[np.floating]) -> tuple[dict[str, int], NDArray[np.float16]]:
    """The features without their distance, each with its row of weights: (distances, labels) in half precision, as in the
    file."""
    rows: dict[str, int] = {}
    targets, distances = [], []
    for feature in features:
        match = _DISTANCE.match(feature)
        offset, name = (int(match[1]), feature[match.end() :]) if match else (0, feature)
        targets.append(rows.setdefault(name, len(rows)))
        distances.append(OFFSETS.index(offset))
    table = np.zeros((len(rows), len(OFFSETS), len(LABELS)), np.float16)
    table[targets, distances] = weights
    return rows, table


def _spans(sentence: Sequence[TaggerToken], labels: list[int], chances: Floats) -> Iterator[NamedSpan]:
    place = 0
    while place < len(labels):
        label = LABELS[labels[place]]
        first = place
        place += 1
        if label == "O":
            continue
        inside = LABELS.index(f"I-{label[2:]}")
        while place < len(labels) and labels[place] == inside:
            place += 1
        least = min(float(chances[at, labels[at]]) for at in range(first, place))
        yield NamedSpan(sentence[first].start, sentence[place - 1].end, BIO_TYPES[label[2:]], "tagger", round(least, 3))
