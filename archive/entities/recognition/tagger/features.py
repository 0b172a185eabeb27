"""The tagger's features of a word: its letters, its clitics, its usage in the word counts, the name lists it is in.

Every feature depends on one word alone, so the features of each distinct word are computed once; the tagger reads those of the
neighbouring words as well, each prefixed with its distance (`-1:`). In addition: the punctuation on either side and the
authority file's marks (`context_features`). No feature joins two words: that keeps tagging cheap and the model small, and
costs .003 of F1.

Usage, from the lexicon's counts: a name seldom takes the article, pronouns or plural endings, and a place often takes ب. These
shares reveal names that are in no list.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence

from archive.entities.recognition.clitics import fold_term
from archive.entities.recognition.name_lists import name_lists
from archive.entities.recognition.triggers import ORGANIZATION_HEADS, PLACE_HEADS, SPEECH_VERBS, TITLES
from archive.text import Analysis, current_analyzer, fold, is_stop_word

OFFSETS = (-2, -1, 0, 1, 2)
"""Distances of the words whose features are read."""
_DISTANT_PREFIXES = ("w=", "s=", "c=", "x2", "d=", "b=", "g=", "G=", "k=")
"""The features that are read of a word two places away."""
MAX_AFFIX_LETTERS = 4
EDGE = "edge"
"""The only feature of the places before the first word and after the last."""
MIN_COUNT_FOR_USAGE = 50
"""Occurrences in the lexicon below which the usage of a word is unknown."""
_SHARES = "dblvhym"
"""Shares with the article, with ب, ل and و, with a pronoun, with ه, with a plural ending."""
_SHARE_STEPS = (0.003, 0.01, 0.03, 0.1, 0.3)
_UNKNOWN_SHARES = [f"{name}=?" for name in _SHARES]


def word_features(word: str) -> list[str]:
    """The features of one printed word."""
    analysis = current_analyzer()
    exact, spelled, stem, _ = analysis.levels(word)
    plain = len(exact) == len(word) and exact.isalpha()
    folded = fold_term(exact) if plain else fold(word)  # the words of a text have been folded before, and are cached
    clitics = folded[: -len(spelled)] if spelled and folded.endswith(spelled) else "~"
    features = [f"w={folded}", f"s={spelled}", f"c={clitics}"]
    if folded[:1].isdigit():
        return [*features, "digits", f"n={len(folded)}"]
    if stem != spelled:
        features.append(f"t={stem}")
    if folded.isascii():
        features.append("latin")
    return features + _letters(folded, spelled) + _usage(spelled, folded, analysis) + _lists(folded, spelled)


def at_distance(features: Sequence[str], offset: int) -> list[str]:
    """The features of a neighbour, prefixed with its distance."""
    if offset == 0:
        return list(features)
    read = features if abs(offset) == 1 else [feature for feature in features if feature.startswith(_DISTANT_PREFIXES)]
    return [f"{offset:+d}:{feature}" for feature in read]


def context_features(before: str, after: str, marks: Sequence[str]) -> list[str]:
    """`before`, `after`: the nearest punctuation mark on either side, or ''; `marks`: the authority file's marks at the previous
    word, at the word and at the next one, or ''."""
    features = [f"<{before[:1]}", f">{after[:1]}"]
    return features + [f"m{offset:+d}={mark}" for offset, mark in zip((-1, 0, 1), marks, strict=True) if mark]


def _letters(folded: str, spelled: str) -> list[str]:
    features = [f"n={min(len(spelled), 9)}"]
    for size in range(1, min(MAX_AFFIX_LETTERS, len(folded) - 1) + 1):
        features += (f"p{size}={folded[:size]}", f"x{size}={folded[-size:]}")
    if spelled != folded:
        features += (f"q{size}={spelled[:size]}" for size in range(1, min(3, len(spelled) - 1) + 1))
    return features


def _usage(word: str, folded: str, analysis: Analysis) -> list[str]:
    """The word's frequency, and the shares of it that carry the article, a preposition, a pronoun, an ending; each in steps."""
    records = analysis.lexicon.records
    record = records[word]
    whole = record.bare + record.with_article
    features = [f"f={_magnitude(record.bare)}"]
    if whole < MIN_COUNT_FOR_USAGE:
        features += _UNKNOWN_SHARES
    else:
        stem, with_heh, with_yeh_noon = word.removesuffix("ه"), records[word + "ه"], records[word + "ين"]
        parts = (
            record.with_article,
            record.after_beh,
            record.after_lam,
            record.after_waw,
            records[stem + "ها"].bare
            + records[stem + "تها"].bare
            + records[stem + "هم"].bare
            + records[stem + "تهم"].bare,
            with_heh.after_al + with_heh.bare,
            with_yeh_noon.bare + records[word + "ون"].bare + records[word + "ات"].bare + with_yeh_noon.after_al,
        )
        steps = [bound * whole for bound in _SHARE_STEPS]
        features += [f"{name}={bisect_right(steps, part)}" for name, part in zip(_SHARES, parts, strict=True)]
    if is_stop_word(folded):
        features.append("k=stop")
    if record.is_verb or records[folded].is_verb:
        features.append("k=verb")
    return features


def _magnitude(count: int) -> int:
    return min(9, int(math.log10(count + 1) * 2))


def _lists(folded: str, spelled: str) -> list[str]:
    """The lists that a word is in: `g=` as printed, `G=` without clitics or with the article."""
    printed = name_lists(folded)
    features = [f"g={letter}" for letter in printed]
    for other in (spelled, f"ال{spelled}"):
        features += [f"G={letter}" for letter in name_lists(other) if letter not in printed]
    for name, words in (("title", TITLES), ("org", ORGANIZATION_HEADS), ("place", PLACE_HEADS), ("say", SPEECH_VERBS)):
        if folded in words or spelled in words:
            features.append(f"k={name}")
    return list(dict.fromkeys(features))
