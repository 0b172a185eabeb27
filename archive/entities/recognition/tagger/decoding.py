"""Decoding a linear-chain CRF in numpy: best label sequences (Viterbi) and marginal probabilities (forward-backward).

All sentences of a text are decoded together, word by word; they are given longest first, shorter ones padded. A sentence gets
the same floats whatever is decoded with it: labels are summed one by one, since a matrix product may sum in another order for
another number of rows.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def best_labels(scores: Floats, lengths: Sequence[int], transitions: Floats) -> list[list[int]]:
    """The most probable labels of each sentence. `scores`: (sentences, words, labels); `transitions`: (label, next label)."""
    steps = scores.shape[1]
    reached = scores[:, 0].copy()
    back = np.zeros((steps, *reached.shape), np.int8)
    active = _active(lengths, steps)
    for step in range(1, steps):
        n = active[step]
        paths = reached[:n, :, None] + transitions
        back[step, :n] = paths.argmax(axis=1)
        reached[:n] = paths.max(axis=1) + scores[:n, step]
    last = reached.argmax(axis=1).tolist()
    decoded = []
    for row, length in enumerate(lengths):
        label = last[row]
        path = [label]
        for step in range(length - 1, 0, -1):
            label = int(back[step, row, label])
            path.append(label)
        decoded.append(path[::-1])
    return decoded


def marginals(scores: Floats, lengths: Sequence[int], odds: Floats) -> list[Floats]:
    """The probability of each label at each word of each sentence: (words, labels). `odds` are exp(transitions).

    The forward pass and the backward pass run in one loop, the latter over the mirrored sentences: the last axis is the
    direction.
    """
    if not lengths:
        return []
    steps, rows, add = lengths[0], np.arange(len(lengths)), np.add.reduce
    scores = scores[:, :steps]
    own = np.exp(scores - scores.max(axis=2, keepdims=True))
    mirrored = np.maximum(np.array(lengths) - 1 - np.arange(steps)[:, None], 0)
    both_ways = np.stack((own.transpose(1, 2, 0), own[rows, mirrored].transpose(0, 2, 1)), axis=-1)
    transitions = np.stack((odds, odds.T), axis=-1)[:, :, None]
    reached = np.ones_like(both_ways)  # (words, labels, sentences, directions), before the word's own scores
    here = both_ways[0] / add(both_ways[0], axis=0)
    for step, active in enumerate(_active(lengths, steps)):
        if step:
            arrived = add(here[:, None, :active] * transitions, axis=0)
            reached[step, :, :active] = arrived
            here = arrived * both_ways[step, :, :active]
            here /= add(here, axis=0)
    product = (reached[..., 0] * both_ways[..., 0]).transpose(0, 2, 1) * reached[mirrored, :, rows, 1]
    product /= add(product, axis=2)[..., None]
    return [product[:length, row] for row, length in enumerate(lengths)]


def _active(lengths: Sequence[int], steps: int) -> list[int]:
    """How many of the sentences, longest first, have a word at each step."""
    ended = np.bincount(lengths, minlength=steps + 1).cumsum()[:steps]
    return (len(lengths) - ended).tolist()
