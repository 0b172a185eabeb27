"""Queries that were judged from the sample's texts (queries.tsv): what must be found, and how near the top."""

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.search import SearchRequest, find

pytestmark = pytest.mark.django_db
RECALL_FLOOR = 0.97
"""Mean share of the judged articles that are found; measured 0.989."""
MRR_FLOOR = 0.97
"""Mean of 1 / place of the first judged article; measured 1.0."""
TABLE = Path(__file__).parent / "queries.tsv"


@dataclass(frozen=True)
class Judgement:
    query: str
    mode: str
    match: str
    judged: str
    documents: frozenset[str]


def judgements() -> list[Judgement]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [
        Judgement(row["query"], row["mode"], row["match"], row["judged"], frozenset(row["documents"].split()))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]


JUDGEMENTS = judgements()


def found(judgement: Judgement, sample: dict[int, str]) -> list[str]:
    request = SearchRequest(q=judgement.query, mode=judgement.mode, match=judgement.match)
    return [sample[pk] for pk in find(request, 100).pks]


def test_the_table_is_sound(sample):
    assert len(JUDGEMENTS) >= 40
    assert {judgement.judged for judgement in JUDGEMENTS} == {"all", "only"}
    assert all(judgement.documents and judgement.documents <= set(sample.values()) for judgement in JUDGEMENTS)


def test_what_was_judged_right_is_found(sample):
    shares = {j.query: len(j.documents & set(found(j, sample))) / len(j.documents) for j in JUDGEMENTS}
    mean = sum(shares.values()) / len(shares)
    assert mean >= RECALL_FLOOR, {query: share for query, share in shares.items() if share < 1}


def test_what_was_judged_right_comes_first(sample):
    places = {}
    for judgement in JUDGEMENTS:
        hits = found(judgement, sample)
        places[judgement.query] = next((n for n, name in enumerate(hits, 1) if name in judgement.documents), 0)
    mean = sum(1 / place for place in places.values() if place) / len(places)
    assert mean >= MRR_FLOOR, {query: place for query, place in places.items() if place != 1}


@pytest.mark.parametrize(
    "judgement",
    [j for j in JUDGEMENTS if j.judged == "only"],
    ids=lambda judgement: f"{judgement.query} ({judgement.mode})",
)
def test_nothing_else_is_found(sample, judgement):
    assert set(found(judgement, sample)) == judgement.documents
