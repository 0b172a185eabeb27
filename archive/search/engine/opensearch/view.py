"""The index behind the alias, looked at: questions answered, and the words of the texts told.

A question is one request with its facets, hits and counts; a second one follows where a facet's keys are not proven, or
where the hits lie deep. Nothing partial is taken for an answer: where a shard does not answer in time, the search is
unavailable.
"""

import datetime as dt
import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from opensearchpy import OpenSearch as Client
from opensearchpy.exceptions import TransportError

from archive.search.engine import clauses as c
from archive.search.engine.contract import Counts, IndexInfo, SearchQuery, SearchResult, SearchUnavailableError
from archive.search.engine.document import KEYED, Record
from archive.search.engine.forms import EXACT
from archive.search.engine.opensearch import facets as f
from archive.search.engine.opensearch.address import Address
from archive.search.engine.opensearch.connection import ASKING, reaching
from archive.search.engine.opensearch.fields import decoded, encoded
from archive.search.engine.opensearch.mapping import DEEPEST, SEPARATOR
from archive.search.engine.opensearch.paging import Sort, sorting
from archive.search.engine.opensearch.queries import MATCH_ALL, NOTHING, Query, matching, scores, scoring, words_field
from archive.search.engine.opensearch.shortening import shortened
from archive.search.engine.phonetic_table import LARGE_VOCABULARY
from archive.text import fold_letters

Body = dict[str, Any]
MANY = LARGE_VOCABULARY // 35
"""Documents from which on words of a single one are left out of those that sound alike."""
MOST_ALIKE = 500
SWAPPING = (0.05, 0.2, 0.5)
"""Seconds before each further attempt of a search that fell between two generations."""
BATCH = 1_000
"""Records read, or forms counted, with one request."""


class TooLongError(Exception):
    """The cluster takes no query of so many parts (1,024 unless its owner says otherwise)."""


class OpenSearchView:
    def __init__(self, client: Client, address: Address, info: IndexInfo | None) -> None:
        self.client = client
        self.address = address
        self.info = info
        self.empty = info is None or not info.readable

    @cached_property
    def count(self) -> int:
        return int(self.run({"size": 0, "track_total_hits": True})["hits"]["total"]["value"])

    # Questions

    def search(self, question: SearchQuery) -> SearchResult:
        try:
            return self._answer(question, scoring(question.clause), scored=scores(question.clause))
        except TooLongError:
            clause = shortened(question.clause, self.doc_freqs)
            return self._answer(question, matching(clause), scored=False)

    def _answer(self, question: SearchQuery, query: Query, *, scored: bool) -> SearchResult:
        held = f.held_back(question)
        always = [matching(clause) for name, clause in question.filters.items() if name not in held]
        body: Body = {
            "query": {"bool": {"must": [query], "filter": always}} if scored else f.narrowed([query, *always]),
            "post_filter": f.narrowed(matching(clause) for clause in held.values()),
            "track_total_hits": True,
        }
        first = body | {"aggs": f.aggregations(question)}
        end = question.end
        window = min(end, DEEPEST) if end is not None else DEEPEST
        start = min(question.start, window)
        sort = sorting(question.sort, scored=scored)
        found = self.run(first | self._paged(sort, scored, start, window))
        if "aggregations" not in found:  # there is no index
            return _nothing(question)
        total = int(found["hits"]["total"]["value"])
        hits = found["hits"]["hits"]
        wanted = total if end is None else min(end, total)
        if wanted > window:
            hits = [*hits, *self._deeper(body, sort, scored, question.start, wanted)]
        of_hits = f.of_hits(found["aggregations"])
        return SearchResult(
            count=total,
            pks=[int(hit["_id"]) for hit in hits],
            scores=[round(hit["_score"] or 0.0, 4) if scored else 0.0 for hit in hits],
            facets=self._facets(question, body, found["aggregations"]),
            clause_counts=tuple(of_hits[f"clause {n}"]["doc_count"] for n in range(len(question.count_clauses))),
            undated=of_hits["undated"]["doc_count"],
            first_day=_day(of_hits["first"]["value"]),
            last_day=_day(of_hits["last"]["value"]),
        )

    def _paged(self, sort: Sort, scored: bool, start: int, end: int) -> Body:
        return {"sort": sort, "from": start, "size": end - start, "_source": False, "track_scores": scored}

    def _deeper(self, body: Body, sort: Sort, scored: bool, start: int, end: int) -> Iterator[Body]:
        """Hits start … end-1 that lie beyond the window, ten thousand at a time."""
        place = DEEPEST
        last = self.run(body | self._paged(sort, scored, place - 1, place))["hits"]["hits"]
        while place < end and last:
            size = min(DEEPEST, end - place)
            page = (
                body
                | self._paged(sort, scored, 0, size)
                | {"search_after": last[-1]["sort"], "track_total_hits": False}
            )
            hits = self.run(page)["hits"]["hits"]
            yield from hits[max(0, start - place) :]
            place += DEEPEST
            last = hits

    def _facets(self, question: SearchQuery, body: Body, found: Body) -> dict[str, Counts]:
        keys = f.SHARD_KEYS
        while again := f.doubtful(question, found):
            keys *= 8
            counting = f.aggregations(question, shard_keys=keys, facets=again)
            more = self.run(body | {"size": 0, "aggs": counting})["aggregations"]
            found = {**found, **{group: {**found[group], **counts} for group, counts in more.items()}}
        whole = {name: self._all_keys(question, body["query"], name) for name in f.truncated(question, found)}
        return {name: whole.get(name) or f.counts(question, found, name) for name in question.facets}

    def _all_keys(self, question: SearchQuery, query: Query, facet: str) -> Counts:
        others = [matching(clause) for name, clause in f.held_back(question).items() if name != facet]
        counts = list(self._keys(facet, f.narrowed([query, *others])))
        return sorted(counts, key=lambda pair: (-pair[1], pair[0]))[: question.facet_limit]

    def _keys(self, field: str, query: Query) -> Iterator[tuple[str, int]]:
        """Every key of a field and its number of documents, ascending, page by page."""
        pages: Body = {"sources": [{"key": {"terms": {"field": field}}}], "size": f.MOST_KEYS}
        while True:
            body = {"size": 0, "query": query, "aggs": {"keys": {"composite": pages}}}
            found = self.run(body).get("aggregations", {}).get("keys", {"buckets": ()})
            yield from ((bucket["key"]["key"], bucket["doc_count"]) for bucket in found["buckets"])
            if "after_key" not in found:
                return
            pages["after"] = found["after_key"]

    def records(self, pks: Sequence[int]) -> dict[int, Record]:
        found = {}
        for first in range(0, len(pks), BATCH):
            these = {"terms": {"pk": list(pks[first : first + BATCH])}}
            body = {"query": f.narrowed([these]), "size": BATCH, "_source": [*KEYED, "first", "last"]}
            for hit in self.run(body)["hits"]["hits"]:
                found[int(hit["_id"])] = _record(int(hit["_id"]), hit["_source"])
        return found

    # The words of the texts

    def doc_freqs(self, forms: Iterable[str], field: c.Field = "text") -> dict[str, int]:
        asked = list(dict.fromkeys(forms))
        found: dict[str, int] = {}
        for first in range(0, len(asked), BATCH):
            batch = asked[first : first + BATCH]
            found |= dict(zip(batch, self._frequencies(batch, words_field(field)), strict=True))
        return found

    def _frequencies(self, forms: list[str], field: str) -> list[int]:
        """Counted by the cluster from its lists of terms, without going through documents."""
        lines: list[Body] = []
        for form in forms:
            lines += [{}, {"query": {"term": {field: encoded(form)}}, "size": 0, "track_total_hits": True}]
        if self.empty or not lines:
            return [0] * len(forms)
        with reaching(self.address):
            answers = self.client.msearch(body=lines, index=self.address.index, params={"max_concurrent_searches": 8})
        return [self._total(answer) for answer in answers["responses"]]

    def _total(self, answer: Body) -> int:
        if "error" in answer:
            if answer["status"] == 404:
                return 0
            raise SearchUnavailableError(
                f"OpenSearch at {self.address} did not count: {answer['error'].get('reason')}."
            )
        return int(answer["hits"]["total"]["value"])

    def sample(self, forms: Sequence[str], limit: int) -> list[int]:
        query = matching(c.Word((tuple(forms),)))
        body = {"query": f.narrowed([query]), "sort": ["spread", "pk"], "size": min(limit, DEEPEST), "_source": False}
        return sorted(int(hit["_id"]) for hit in self.run(body)["hits"]["hits"])

    def words_by_sound(self, key: str) -> list[str]:
        begins = f"{key}{SEPARATOR}"
        least = 2 if self.count > MANY else 1
        keys = {"field": "words", "include": f"{_literal(begins)}.*", "size": MOST_ALIKE, "min_doc_count": least}
        body = {"size": 0, "query": {"prefix": {"words": begins}}, "aggs": {"words": {"terms": keys}}}
        buckets = self.run(body).get("aggregations", {}).get("words", {"buckets": ()})["buckets"]
        found = [bucket["key"][len(begins) :] for bucket in buckets]
        found.sort(key=lambda form: not form.startswith(EXACT))  # those that stand there as printed first
        printed: dict[str, str] = {}
        for form in found:
            printed.setdefault(fold_letters(form[len(EXACT) :]), form[len(EXACT) :])
        return list(printed.values())

    def terms(self, prefix: str, *, min_doc_freq: int = 1) -> dict[str, int]:
        words = ((decoded(key.partition(SEPARATOR)[2]), count) for key, count in self._keys("words", MATCH_ALL))
        return {form: count for form, count in words if count >= min_doc_freq and form.startswith(prefix)}

    def doc_versions(self) -> Iterator[tuple[int, int]]:
        """Number and stamp of every document."""
        body: Body = {"sort": ["pk"], "size": DEEPEST, "_source": False, "docvalue_fields": ["stamp"]}
        while hits := self.run(body)["hits"]["hits"]:
            yield from ((int(hit["_id"]), int(hit["fields"]["stamp"][0])) for hit in hits)
            body["search_after"] = hits[-1]["sort"]

    # The request

    def run(self, body: Body) -> Body:
        """One request. Where there is no index, nothing is found."""
        body = {"timeout": f"{ASKING:.0f}s", **body}
        if self.empty:
            body["query"] = NOTHING
        params = {
            "ignore_unavailable": "true",
            "allow_partial_search_results": "false",
            "preference": _copy_to_ask(body),
        }
        with reaching(self.address):
            found = self._search(body, params)
        if found["timed_out"]:
            raise SearchUnavailableError(f"OpenSearch at {self.address} does not answer in time.")
        return found

    def _search(self, body: Body, params: dict[str, str]) -> Body:
        for pause in (*SWAPPING, None):
            try:
                found: Body = self.client.search(body=body, index=self.address.index, params=params)
            except TransportError as error:
                if "maxClauseCount" in str(error.info):
                    raise TooLongError from error
                if pause is None or not _between_generations(error):
                    raise
                time.sleep(pause)
            else:
                return found
        raise AssertionError("not reached")


def _between_generations(error: TransportError) -> bool:
    """Whether a search fell between two generations: it asked the shards of an index that was just dropped."""
    return error.status_code == 503 and error.error == "search_phase_execution_exception"


def _nothing(question: SearchQuery) -> SearchResult:
    facets = {name: [(key, 0) for key in dict.fromkeys(question.selected.get(name, ()))] for name in question.facets}
    return SearchResult(count=0, pks=[], scores=[], facets=facets, clause_counts=(0,) * len(question.count_clauses))


def _copy_to_ask(body: Body) -> str:
    """Every page of one question comes from the same copy of the index: scores differ a little between copies."""
    return hashlib.sha256(repr((body.get("query"), body.get("post_filter"), body.get("sort"))).encode()).hexdigest()[
        :16
    ]


def _literal(text: str) -> str:
    """As the cluster's regular expressions write it."""
    return "".join(f"\\{letter}" if not letter.isalnum() else letter for letter in text)


def _day(ordinal: float | None) -> dt.date | None:
    return None if ordinal is None else dt.date.fromordinal(int(ordinal))


def _record(pk: int, source: Body) -> Record:
    return Record(
        pk=pk,
        keys={name: tuple(source.get(name, ())) for name in KEYED},
        first=_day(source.get("first")),
        last=_day(source.get("last")),
    )
