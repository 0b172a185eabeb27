"""What the tagger sees of a word: its letters, its clitics, how the vocabulary uses it, which lists it stands in.

Every feature of a word depends on that word alone, so it is worked out once for each distinct word; the tagger looks at
the words around as well, each with its distance in front (`-1:`). Beside them stand only the punctuation on either side and
what the authority file finds there (`marks`). That is all: no feature joins two words, which keeps tagging cheap and the
model small, and cost .003 of F1 where it was measured.

How the vocabulary uses a word, from its counts (`archive.text.stemming.lexicon`): a name seldom takes the article,
pronouns or plural endings, and a place often takes ب. These shares tell a name that no list has.
"""

import math
from collections.abc import Sequence

from archive.entities.recognition.tagger.lists import names_lists
from archive.entities.recognition.triggers import ORGANIZATION_HEADS, PLACE_HEADS, SAYING, TITLES
from archive.text import Analysis, current_analyzer, fold, is_stop_word

OFFSETS = (-2, -1, 0, 1, 2)
"""The words that are looked at, by their distance."""
_FAR = ("w=", "s=", "c=", "x2", "d=", "b=", "g=", "G=", "k=")
"""What is looked at of a word two places away."""
LONGEST_AFFIX = 4
EDGE = "edge"
"""The feature of a place before the first word or after the last."""


LEAST_USED = 50
"""Occurrences in the base vocabulary below which a word's usage tells nothing."""
_SHARES = "dblvhym"
"""Of the article, of ب, ل and و, of a pronoun, of ه, of a plural."""
_UNTOLD = [f"{name}=?" for name in _SHARES]


def word_features(word: str) -> list[str]:
    """The features of one printed word."""
    analysis = current_analyzer()
    folded = fold(word)
    _, spelled, stem, _ = analysis.levels(word)
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
    """Features of a neighbour, named as such."""
    if offset == 0:
        return list(features)
    near = features if abs(offset) == 1 else [feature for feature in features if feature.startswith(_FAR)]
    return [f"{offset:+d}:{feature}" for feature in near]


def place_features(before: str, after: str, marks: Sequence[str]) -> list[str]:
    """`before`, `after`: the punctuation on either side, its sign nearest the word first; `marks`: what the authority file
    finds at the word before, at the word and after it, or ''."""
    features = [f"<{before[:1]}", f">{after[:1]}"]
    return features + [f"m{offset:+d}={mark}" for offset, mark in zip((-1, 0, 1), marks, strict=True) if mark]


def _letters(folded: str, spelled: str) -> list[str]:
    features = [f"n={min(len(spelled), 9)}"]
    for size in range(1, min(LONGEST_AFFIX, len(folded) - 1) + 1):
        features += (f"p{size}={folded[:size]}", f"x{size}={folded[-size:]}")
    if spelled != folded:
        features += (f"q{size}={spelled[:size]}" for size in range(1, min(3, len(spelled) - 1) + 1))
    return features


def _usage(word: str, folded: str, analysis: Analysis) -> list[str]:
    """Shares of the word's occurrences that carry the article, a preposition, a pronoun, an ending."""
    count = analysis.lexicon.counts.get
    bare = count(word, 0)
    the = count(f"ال{word}", 0) + count(f"لل{word}", 0) + count(f"بال{word}", 0) + count(f"وال{word}", 0)
    whole = bare + the
    features = [f"f={_magnitude(bare)}"]
    if whole < LEAST_USED:
        features += _UNTOLD
    else:
        stem = word.removesuffix("ه")
        parts = (
            the,
            count(f"ب{word}", 0),
            count(f"ل{word}", 0),
            count(f"و{word}", 0),
            sum(count(stem + ending, 0) for ending in ("ها", "تها", "هم", "تهم")),
            count(f"ال{word}ه", 0) + count(f"{word}ه", 0),
            sum(count(word + ending, 0) for ending in ("ين", "ون", "ات")) + count(f"ال{word}ين", 0),
        )
        features += [f"{name}={_share(part, whole)}" for name, part in zip(_SHARES, parts, strict=True)]
    if is_stop_word(folded):
        features.append("k=stop")
    if word in analysis.lexicon.verbs or folded in analysis.lexicon.verbs:
        features.append("k=verb")
    return features


def _magnitude(count: int) -> int:
    return min(9, int(math.log10(count + 1) * 2))


def _share(part: int, whole: int) -> str:
    return str(sum(part >= bound * whole for bound in (0.003, 0.01, 0.03, 0.1, 0.3)))


def _lists(folded: str, spelled: str) -> list[str]:
    """The lists a word stands in: `g=` as printed, `G=` without its clitics or with the article."""
    printed = names_lists(folded)
    features = [f"g={letter}" for letter in printed]
    for other in (spelled, f"ال{spelled}"):
        features += [f"G={letter}" for letter in names_lists(other) if letter not in printed]
    for name, words in (("title", TITLES), ("org", ORGANIZATION_HEADS), ("place", PLACE_HEADS), ("say", SAYING)):
        if folded in words or spelled in words:
            features.append(f"k={name}")
    return list(dict.fromkeys(features))
