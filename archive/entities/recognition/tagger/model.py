"""The tagger: a linear-chain CRF over the words of a sentence, as `training` leaves it, read without crfsuite.

A word's features depend on the word alone (`features`), so their weights are added up once for each distinct word and each
distance; tagging a text is then five table look-ups a word and one walk through the sentences, all of a text's
sentences side by side. Confidence is the probability of a name's least certain word (forward-backward).

File form: gzip of a line of JSON (format, labels, number of features), the features one a line, then little-endian
half-precision weights: a row for each feature, then a row for each label one comes from.
"""

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from archive.entities.authority import DATA
from archive.entities.recognition.spans import BIO_TYPES, NamedSpan
from archive.entities.recognition.tagger.features import EDGE, OFFSETS, place_features, word_features
from archive.entities.recognition.tagger.tokens import TaggerToken

MODEL = DATA / "tagger.model.gz"
LABELS = ("O", *(f"{letter}-{kind}" for kind in BIO_TYPES for letter in "BI"))
_FORMAT = "khizana-tagger-1"
_WORDS_KEPT = 150_000
"""So many distinct words are remembered: 20 MB."""
_REACH = max(OFFSETS)
_DISTANCE = re.compile(r"([+-]\d):")
Floats = NDArray[np.float32]


class TaggerError(ValueError):
    """A model file that is none of ours."""


@dataclass(frozen=True, slots=True)
class TaggerOutput:
    """What the tagger says of a text: the names, in order, and how likely a word is part of none, by where it begins (only in
    sentences where somebody sees a name)."""

    names: list[NamedSpan]
    outside: dict[int, float]


class Tagger:
    """`weights`: feature → its weight for each label; `transitions`: label a word has → label the next one has."""

    def __init__(self, features: Sequence[str], weights: Floats, transitions: Floats) -> None:
        self._transitions = transitions.astype(np.float32)
        self._chances = np.exp(self._transitions)
        self._rows, self._weights = _by_distance(features, weights.astype(np.float32))
        self._forget()

    def _forget(self) -> None:
        self._words: dict[str, int] = {}
        self._table = np.zeros((4096, len(OFFSETS), len(LABELS)), np.float32)
        self._table[0] = self._sum([EDGE])
        self._used = 1
        self._places: dict[tuple[str, ...], int] = {}
        self._place_table = np.zeros((0, len(LABELS)), np.float32)

    def tag(self, texts: Sequence[Sequence[Sequence[TaggerToken]]]) -> list[TaggerOutput]:
        """Read texts, each given as sentences: all of them side by side."""
        if self._used > _WORDS_KEPT:
            self._forget()
        sentences = [(number, sentence) for number, text in enumerate(texts) for sentence in text if sentence]
        sentences.sort(key=lambda pair: -len(pair[1]))
        found = [TaggerOutput([], {}) for _ in texts]
        if not sentences:
            return found
        padded = self._scores([sentence for _, sentence in sentences])
        lengths = [len(sentence) for _, sentence in sentences]
        labels = self._best(padded, lengths)
        told = [
            row
            for row, (_, sentence) in enumerate(sentences)
            if any(labels[row]) or any(token.mark for token in sentence)
        ]
        for row, chances in zip(told, self._marginals(padded, lengths, told), strict=True):
            number, sentence = sentences[row]
            found[number].names.extend(_spans(sentence, labels[row], chances))
            found[number].outside.update(zip((token.start for token in sentence), chances[:, 0].tolist(), strict=True))
        for text in found:
            text.names.sort(key=lambda span: span.start)
        return found

    def _scores(self, sentences: Sequence[Sequence[TaggerToken]]) -> Floats:
        """For each sentence and word how much its features speak for each label; shorter sentences are filled up."""
        steps = len(sentences[0])
        ids = np.zeros((len(sentences), steps + 2 * _REACH), np.int32)
        own = np.zeros((len(sentences), steps), np.int32)
        for row, sentence in enumerate(sentences):
            words = [self._words.get(token.word) or self._add(token.word) for token in sentence]
            ids[row, _REACH : _REACH + len(words)] = words
            own[row, : len(words)] = self._around(sentence)
        total = self._place_table[own]
        for place, offset in enumerate(OFFSETS):
            total += self._table[ids[:, _REACH + offset : _REACH + offset + steps], place]
        return total

    def _add(self, word: str) -> int:
        if self._used == len(self._table):
            self._table = np.concatenate((self._table, np.zeros_like(self._table)))
        self._table[self._used] = self._sum(word_features(word))
        self._words[word] = self._used
        self._used += 1
        return self._used - 1

    def _sum(self, features: Iterable[str]) -> Floats:
        """What a word's features weigh at each distance, for each label."""
        rows = [row for row in map(self._rows.get, features) if row is not None]
        return self._weights[rows].sum(axis=0) if rows else np.zeros((len(OFFSETS), len(LABELS)), np.float32)

    def _around(self, sentence: Sequence[TaggerToken]) -> list[int]:
        """The rows of what stands around each word: punctuation and marks."""
        marks = ["", *(token.mark for token in sentence), ""]
        rows = []
        for place, token in enumerate(sentence):
            key = (token.before, token.after, marks[place], token.mark, marks[place + 2])
            row = self._places.get(key)
            if row is None:
                row = self._places[key] = len(self._places)
                here = self._sum(place_features(token.before, token.after, key[2:]))[OFFSETS.index(0)]
                self._place_table = np.concatenate((self._place_table, here[None]))
            rows.append(row)
        return rows

    def _best(self, scores: Floats, lengths: list[int]) -> list[list[int]]:
        """The likeliest labels of each sentence (Viterbi); sentences come longest first."""
        steps = scores.shape[1]
        reach = scores[:, 0].copy()
        back = np.zeros((steps, len(lengths), len(LABELS)), np.int8)
        live = _living(lengths, steps)
        for step in range(1, steps):
            ways = reach[: live[step], :, None] + self._transitions
            back[step, : live[step]] = ways.argmax(axis=1)
            reach[: live[step]] = ways.max(axis=1) + scores[: live[step], step]
        last = reach.argmax(axis=1)
        labels = []
        for row, length in enumerate(lengths):
            label = int(last[row])
            path = [label]
            for step in range(length - 1, 0, -1):
                label = int(back[step, row, label])
                path.append(label)
            labels.append(path[::-1])
        return labels

    def _marginals(self, scores: Floats, lengths: list[int], rows: list[int]) -> list[Floats]:
        """For each of these sentences the probability of each label at each word."""
        if not rows:
            return []
        lengths = [lengths[row] for row in rows]
        chosen = scores[rows]
        steps = lengths[0]
        own = np.exp(chosen - chosen.max(axis=2, keepdims=True))
        ahead = own.copy()
        behind = np.ones_like(own)
        live = _living(lengths, steps)
        for step in range(1, steps):
            n = live[step]
            here = (ahead[:n, step - 1] @ self._chances) * own[:n, step]
            ahead[:n, step] = here / here.sum(axis=1, keepdims=True)
        for step in range(steps - 2, -1, -1):
            n = live[step + 1]
            here = (behind[:n, step + 1] * own[:n, step + 1]) @ self._chances.T
            behind[:n, step] = here / here.sum(axis=1, keepdims=True)
        both = ahead * behind
        both /= both.sum(axis=2, keepdims=True)
        return [both[row, :length] for row, length in enumerate(lengths)]


def _living(lengths: list[int], steps: int) -> list[int]:
    """How many of the sentences, longest first, have a word at each step."""
    counts = np.bincount(lengths, minlength=steps + 1)
    return [len(lengths), *(len(lengths) - np.cumsum(counts)[:steps][1:])][:steps] if steps > 1 else [len(lengths)]


def _by_distance(features: Sequence[str], weights: Floats) -> tuple[dict[str, int], Floats]:
    """The features without their distance, and for each a row of weights for each distance."""
    rows: dict[str, int] = {}
    places = []
    for feature in features:
        match = _DISTANCE.match(feature)
        offset, name = (int(match[1]), feature[match.end() :]) if match else (0, feature)
        places.append((rows.setdefault(name, len(rows)), OFFSETS.index(offset)))
    table = np.zeros((len(rows), len(OFFSETS), len(LABELS)), np.float32)
    for (row, offset), weight in zip(places, weights, strict=True):
        table[row, offset] = weight
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


def save(path: Path, weights: Mapping[str, Sequence[float]], transitions: Sequence[Sequence[float]]) -> None:
    """Write a model; a reader sees the old one or the new one."""
    features = sorted(weights)
    rows = np.array([*(weights[feature] for feature in features), *transitions], "<f2")
    header = {"format": _FORMAT, "labels": LABELS, "features": len(features)}
    part = path.with_suffix(".part")
    with part.open("wb") as raw, gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as file:
        file.write(json.dumps(header).encode() + b"\n" + "".join(f"{feature}\n" for feature in features).encode())
        file.write(rows.tobytes())
    part.replace(path)


def load(path: Path = MODEL) -> Tagger:
    """Read a model. Raises TaggerError where it is none of ours, OSError where it is not there."""
    with gzip.open(path, "rb") as file:
        try:
            header = json.loads(file.readline())
            if header["format"] != _FORMAT or tuple(header["labels"]) != LABELS:
                raise TaggerError(f"{path} is of another format.")
            features = [file.readline().decode().removesuffix("\n") for _ in range(header["features"])]
            rows = np.frombuffer(file.read(), "<f2").reshape(-1, len(LABELS))
        except (ValueError, KeyError, EOFError) as error:
            raise TaggerError(f"{path} is no tagger: {error}") from error
    return Tagger(features, rows[: len(features)], rows[len(features) :])


@cache
def shipped_tagger() -> Tagger:
    """The tagger that comes along."""
    return load()
