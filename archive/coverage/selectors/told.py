"""What only one article of a story tells: sentences without a counterpart in any other.

A sentence has one if some other article's sentence is near enough in its stems, rare ones weighing more; the sentences of one
paragraph are compared with single sentences and with pairs of neighbours, since papers cut their sentences differently.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from archive.catalog.models import Paragraph
from archive.coverage.models import StoryMember
from archive.text import analyze, is_stop_word
from archive.text.layout import sentence_spans

MEMBERS, SENTENCES = 20, 30
"""So many articles are compared, and so many first sentences of each."""
COVERED = 0.25
"""Share of a sentence's weight that another sentence must have, or it counts as told by one alone."""
MIN_STEMS = 5
SHOWN = 4
"""Sentences shown of an article."""


def told_by_one(members: Sequence[StoryMember]) -> list[tuple[StoryMember, list[str]]]:
    """For each article that alone tells something: its first such sentences, as printed."""
    compared = list(members)[:MEMBERS]
    alone = sentences_alone([[member.article_id] for member in compared])
    found = zip(compared, ([text for _, text in sentences][:SHOWN] for sentences in alone), strict=True)
    return [(member, sentences) for member, sentences in found if sentences]


def sentences_alone(sides: Sequence[Sequence[int]]) -> list[list[tuple[int, str]]]:
    """For each side, given by articles (primary keys), its sentences without a counterpart on any other: (article, as printed).

    Of the first articles of each, MEMBERS in all.
    """
    each = max(1, MEMBERS // max(1, len(sides)))
    owners = {pk: number for number, pks in enumerate(sides) for pk in pks[:each]}
    printed: dict[int, list[str]] = defaultdict(list)
    rows = Paragraph.objects.filter(article__in=owners).exclude(role="caption")
    for row in rows.order_by("article_id", "position"):
        if len(printed[row.article_id]) < SENTENCES:
            printed[row.article_id] += [row.text[start:end] for start, end in sentence_spans(row.text)]
    sentences = [(pk, text) for pk in owners for text in printed[pk][:SENTENCES]]
    stems = [{term.stem for term in analyze(text) if not is_stop_word(term.spelling)} for _, text in sentences]
    found: list[list[tuple[int, str]]] = [[] for _ in sides]
    for place in _without_counterpart([owners[pk] for pk, _ in sentences], stems):
        found[owners[sentences[place][0]]].append(sentences[place])
    return found


def _without_counterpart(owners: Sequence[int], stems: Sequence[set[str]]) -> list[int]:
    if len(set(owners)) < 2:
        return []
    column = {stem: number for number, stem in enumerate(sorted(set().union(*stems)))}
    has = np.zeros((len(stems), len(column)), np.float32)
    for row, own in enumerate(stems):
        has[row, [column[stem] for stem in own]] = 1
    weights: NDArray[np.float32] = np.log(1 + len(stems) / (has.sum(axis=0) + 1)).astype(np.float32)
    owner = np.array(owners)
    follows = np.concatenate((owner[1:] == owner[:-1], [False]))
    pairs = np.maximum(has, np.where(follows[:, None], np.roll(has, -1, axis=0), 0))
    shared = (has * weights) @ pairs.T / np.maximum((has * weights).sum(axis=1, keepdims=True), 1e-9)
    shared[owner[:, None] == owner[None, :]] = 0
    return [row for row in range(len(stems)) if len(stems[row]) >= MIN_STEMS and shared[row].max() < COVERED]
