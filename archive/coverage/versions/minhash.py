"""Keys by which candidates are found: MinHash values of the sentences of a text.

A sentence is the set of its runs of SHINGLE words. For each of several hash functions, the least value in the set is a key;
two sentences share it with a probability equal to their similarity (Jaccard). Keys are per sentence, not per text, so that a
text finds the one it was shortened from. Short texts have more keys per sentence than long ones; all use the same functions
in the same order.
"""

import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from archive.coverage.versions.sentences import Words

SHINGLE = 3
TEXT_KEYS = 40
"""Keys of a text, roughly."""
MIN_PER_SENTENCE, MAX_PER_SENTENCE = 2, 16
MAX_SENTENCES = 120
"""Only the first sentences of very long texts have keys."""
Keys = NDArray[np.int64]

_RANDOM = np.random.Generator(np.random.PCG64(20240620))  # a fixed stream: keys are stored
_FACTORS = _RANDOM.integers(1, 2**63, MAX_PER_SENTENCE, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_WORD_FACTORS = _RANDOM.integers(1, 2**63, SHINGLE, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_MIX = np.uint64(0x9E3779B97F4A7C15)


def sentence_keys(sentences: Sequence[Words]) -> Keys:
    """The keys of a text, each once, sorted; empty for a text without sentences."""
    sentences = sentences[:MAX_SENTENCES]
    if not sentences:
        return np.empty(0, np.int64)
    shingles, starts = _shingles(sentences)
    per_sentence = min(max(round(TEXT_KEYS / len(sentences)), MIN_PER_SENTENCE), MAX_PER_SENTENCE)
    hashed = _mixed(shingles[None, :] * _FACTORS[:per_sentence, None])
    least = np.minimum.reduceat(hashed, starts, axis=1)
    numbered = _mixed(least + np.arange(per_sentence, dtype=np.uint64)[:, None])
    return np.unique(numbered.view(np.int64))


def hashes(sentences: Sequence[Words]) -> Keys:
    """One value for each sentence, of all its words in order."""
    found = [zlib.crc32(" ".join(words).encode("utf-8", "surrogatepass")) for words in sentences]
    second = [zlib.crc32(" ".join(reversed(words)).encode("utf-8", "surrogatepass")) for words in sentences]
    values: Keys = (np.array(found, np.uint64) << np.uint64(32) | np.array(second, np.uint64)).view(np.int64)
    return values


def _shingles(sentences: Sequence[Words]) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
    """Hashes of all runs of SHINGLE words, and where those of each sentence begin. A sentence has at least one."""
    padded = [words + ("",) * (SHINGLE - len(words)) for words in sentences]
    codes = np.array([_code(word) for words in padded for word in words], np.uint64)
    mixed = codes * _WORD_FACTORS[0]
    for place in range(1, SHINGLE):
        mixed[:-place] += _mixed(codes[place:] * _WORD_FACTORS[place])
    lengths = np.array([len(words) for words in padded])
    ends = np.cumsum(lengths)
    is_inside = np.ones(len(codes), bool)
    for place in range(1, SHINGLE):
        is_inside[ends - place] = False
    starts = np.concatenate(([0], np.cumsum(lengths - SHINGLE + 1)[:-1]))
    return _mixed(mixed[is_inside]), starts


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread each value's bits over the whole value."""
    values = (values ^ (values >> np.uint64(32))) * _MIX
    return values ^ (values >> np.uint64(29))


@lru_cache(maxsize=200_000)
def _code(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))
