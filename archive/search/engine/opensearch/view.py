"""The index behind the alias as the contract's View.

A query is one request for facets, hits and counts; further requests follow if a facet's keys are not proven, if the hits lie
deep, and for the other members of groups. Partial results are not accepted: if a shard does not answer in time, the search is
unavailable.
"""

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from opensearchpy import OpenSearch as Client
from opensearchpy.exceptions import TransportError

from archive.search.engine import clauses as c
from archive.search.engine.contract import Counts, IndexInfo, SearchQuery, SearchResult, SearchUnavailableError
from archive.search.engine.document import KEYED, Record
from archive.search.engine.forms import EXACT
from archive.search.engine.opensearch import facets as f
from archive.search.engine.opensearch import grouping
from archive.search.engine.opensearch.address import Address
from archive.search.engine.opensearch.connection import READ_TIMEOUT_S, reaching
from archive.search.engine.opensearch.fields import date_of, decoded, encoded, record_of
from archive.search.engine.opensearch.mapping import MAX_WINDOW, SEPARATOR
from archive.search.engine.opensearch.paging import Sort, sorting
from archive.search.engine.opensearch.queries import MATCH_ALL, NOTHING, Query, matching, scores, scoring, words_field
from archive.search.engine.opensearch.shortening import shortened
from archive.search.engine.phonetic_table import LARGE_VOCABULARY
from archive.text import fold_letters

Body = dict[str, Any]
LARGE_ARCHIVE = LARGE_VOCABULARY // 35
"""In an archive of more documents, `words_by_sound` leaves out words of a single one."""
MAX_WORDS_BY_SOUND = 500
SWAP_PAUSES_S = (0.05, 0.2, 0.5)
"""Before each further attempt of a search that hit an index just replaced by another."""
BATCH = 1_000
"""Records, or forms, of one request."""


class TooLongError(Exception):
    """The query has more clauses than the cluster accepts (1,024 by default)."""


class OpenSearchView:
    def __init__(self, client: Client, address: Address, info: IndexInfo | None) -> None:
        self.client = client
        self.address = address
        self.info = info
        self.empty = info is None or not info.readable

    @cached_property
    def count(self) -> int:
        return int(self.run({"size": 0, "track_total_hits": True})["hits"]["total"]["value"])

    # Queries

    def search(self, query: SearchQuery) -> SearchResult:
        try:
            return self._search_with(query, scoring(query.clause), scored=scores(query.clause))
        except TooLongError:
            clause = shortened(query.clause, self.doc_freqs)
            return self._search_with(query, matching(clause), scored=False)

    def _search_with(self, query: SearchQuery, matched: Query, *, scored: bool) -> SearchResult:
        held = f.post_filters(query)
        always = [matching(clause) for name, clause in query.filters.items() if name not in held]
        body: Body = {
            "query": {"bool": {"must": [matched], "filter": always}} if scored else f.narrowed([matched, *always]),
            "post_filter": f.narrowed(matching(clause) for clause in held.values()),
            "track_total_hits": True,
        }
        first = body | {"aggs": f.aggregations(query)}
        end = query.end
        window = min(end, MAX_WINDOW) if end is not None else MAX_WINDOW
        start = min(query.start, window)
        sort = sorting(query.sort, scored=scored)
        found = self.run(first | self._paged(sort, scored, start, window) | grouping.collapsed(query))
        if "aggregations" not in found:  # there is no index
            return _nothing(query)
        total = int(found["hits"]["total"]["value"])
        hits = found["hits"]["hits"]
        of_hits = f.of_hits(found["aggregations"])
        results = self._results(query, body, of_hits, total)
        wanted = results if end is None else min(end, results)
        if wanted > window:
            deeper = self._deeper_results if query.group else self._deeper
            hits = [*hits, *deeper(query, body, sort, scored, wanted)]
        return SearchResult(
            count=total,
            pks=[int(hit["_id"]) for hit in hits],
            scores=[round(hit["_score"] or 0.0, 4) if scored else 0.0 for hit in hits],
            facets=self._facets(query, body, found["aggregations"]),
            clause_counts=tuple(of_hits[f"clause {n}"]["doc_count"] for n in range(len(query.count_clauses))),
            undated=of_hits["undated"]["doc_count"],
            first_day=date_of(of_hits["first"]["value"]),
            last_day=date_of(of_hits["last"]["value"]),
            groups=results if query.group else None,
            others=self._others(query, body, sort, scored, hits) if query.group else {},
        )

    def _paged(self, sort: Sort, scored: bool, start: int, end: int) -> Body:
        return {"sort": sort, "from": start, "size": end - start, "_source": False, "track_scores": scored}

    def _deeper(self, query: SearchQuery, body: Body, sort: Sort, scored: bool, end: int) -> Iterator[Body]:
        """The hits up to `end` that the page has beyond the window."""
        last = self.run(body | self._paged(sort, scored, MAX_WINDOW - 1, MAX_WINDOW))["hits"]["hits"]
        hits = self._walked(body, sort, scored, after=last[-1]["sort"]) if last else iter(())
        yield from islice(hits, max(0, query.start - MAX_WINDOW), end - MAX_WINDOW)

    def _walked(self, body: Body, sort: Sort, scored: bool, *, after: list[Any] | None = None) -> Iterator[Body]:
        """All hits in order, or those after a place in the order, ten thousand at a time."""
        while True:
            place = {} if after is None else {"search_after": after}
            page = body | self._paged(sort, scored, 0, MAX_WINDOW) | place | {"track_total_hits": False}
            hits = self.run(page)["hits"]["hits"]
            yield from hits
            if len(hits) < MAX_WINDOW:
                return
            after = hits[-1]["sort"]

    def _deeper_results(self, query: SearchQuery, body: Body, sort: Sort, scored: bool, end: int) -> Iterator[Body]:
        """The same of groups: all hits are walked, because a group that comes again further down has been seen."""
        results = grouping.firsts(self._walked(body | grouping.with_key(query), sort, scored), query)
        return islice(results, max(query.start, MAX_WINDOW), end)

    def _results(self, query: SearchQuery, body: Body, of_hits: f.Found, total: int) -> int:
        """The number of results that the hits are."""
        if not query.group:
            return total
        surplus = grouping.surplus(of_hits)
        if surplus is None:
            counts = self._keys(query.group, f.narrowed([body["query"], body["post_filter"]]))
            surplus = sum(count - 1 for _, count in counts)
        return total - surplus

    def _others(
        self, query: SearchQuery, body: Body, sort: Sort, scored: bool, results: list[Body]
    ) -> dict[int, list[int]]:
        """The other hits of the groups on the page, in the sort order."""
        keys = [key for hit in results if (key := grouping.key_of(hit, query)) is not None]
        found: dict[int, list[int]] = {}
        for first in range(0, len(keys), BATCH):
            of_groups = matching(c.Keys(query.group, tuple(keys[first : first + BATCH])))
            narrowed = {"bool": {"must": [body["query"]], "filter": [of_groups]}}
            members = self._walked(body | {"query": narrowed} | grouping.with_key(query), sort, scored)
            found |= grouping.by_result(results, members, query)
        return found

    def _facets(self, query: SearchQuery, body: Body, found: Body) -> dict[str, Counts]:
        keys = f.SHARD_KEYS
        while again := f.unproven(query, found):
            keys *= 8
            counting = f.aggregations(query, shard_keys=keys, facets=again)
            more = self.run(body | {"size": 0, "aggs": counting})["aggregations"]
            found = {**found, **{group: {**found[group], **counts} for group, counts in more.items()}}
        whole = {name: self._all_keys(query, body["query"], name) for name in f.truncated(query, found)}
        return {name: whole.get(name) or f.counts(query, found, name) for name in query.facets}

    def _all_keys(self, query: SearchQuery, matched: Query, facet: str) -> Counts:
        others = [matching(clause) for name, clause in f.post_filters(query).items() if name != facet]
        counts = list(self._keys(facet, f.narrowed([matched, *others])))
        return sorted(counts, key=lambda pair: (-pair[1], pair[0]))[: query.facet_limit]

    def _keys(self, field: str, query: Query) -> Iterator[tuple[str, int]]:
        """Every key of a field with its document count, ascending, page by page."""
        pages: Body = {"sources": [{"key": {"terms": {"field": field}}}], "size": f.MAX_KEYS}
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
            body = {"query": f.narrowed([these]), "size": BATCH, "_source": [*KEYED, "first", "last", "added"]}
            for hit in self.run(body)["hits"]["hits"]:
                found[int(hit["_id"])] = record_of(int(hit["_id"]), hit["_source"])
        return found

    # Vocabulary

    def doc_freqs(self, forms: Iterable[str], field: c.Field = "text") -> dict[str, int]:
        asked = list(dict.fromkeys(forms))
        found: dict[str, int] = {}
        for first in range(0, len(asked), BATCH):
            batch = asked[first : first + BATCH]
            found |= dict(zip(batch, self._doc_freqs(batch, words_field(field)), strict=True))
        return found

    def _doc_freqs(self, forms: list[str], field: str) -> list[int]:
        """From the cluster's term lists, without reading documents."""
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
                f"OpenSearch at {self.address} could not count: {answer['error'].get('reason')}."
            )
        return int(answer["hits"]["total"]["value"])

    def sample(self, forms: Sequence[str], limit: int) -> list[int]:
        query = matching(c.Word((tuple(forms),)))
        body = {
            "query": f.narrowed([query]),
            "sort": ["spread", "pk"],
            "size": min(limit, MAX_WINDOW),
            "_source": False,
        }
        return sorted(int(hit["_id"]) for hit in self.run(body)["hits"]["hits"])

    def words_by_sound(self, key: str) -> list[str]:
        begins = f"{key}{SEPARATOR}"
        least = 2 if self.count > LARGE_ARCHIVE else 1
        keys = {
            "field": "words",
            "include": f"{_literal(begins)}.*",
            "size": MAX_WORDS_BY_SOUND,
            "min_doc_count": least,
        }
        body = {"size": 0, "query": {"prefix": {"words": begins}}, "aggs": {"words": {"terms": keys}}}
        buckets = self.run(body).get("aggregations", {}).get("words", {"buckets": ()})["buckets"]
        found = [bucket["key"][len(begins) :] for bucket in buckets]
        found.sort(key=lambda form: not form.startswith(EXACT))  # exact forms first
        printed: dict[str, str] = {}
        for form in found:
            printed.setdefault(fold_letters(form[len(EXACT) :]), form[len(EXACT) :])
        return list(printed.values())

    def terms(self, prefix: str, *, min_doc_freq: int = 1) -> dict[str, int]:
        words = ((decoded(key.partition(SEPARATOR)[2]), count) for key, count in self._keys("words", MATCH_ALL))
        return {form: count for form, count in words if count >= min_doc_freq and form.startswith(prefix)}

    def doc_versions(self) -> Iterator[tuple[int, int]]:
        """(pk, version) of every document."""
        body: Body = {"sort": ["pk"], "size": MAX_WINDOW, "_source": False, "docvalue_fields": ["stamp"]}
        while hits := self.run(body)["hits"]["hits"]:
            yield from ((int(hit["_id"]), int(hit["fields"]["stamp"][0])) for hit in hits)
            body["search_after"] = hits[-1]["sort"]

    # The request

    def run(self, body: Body) -> Body:
        """One search request. Without an index, nothing is found."""
        body = {"timeout": f"{READ_TIMEOUT_S:.0f}s", **body}
        if self.empty:
            body["query"] = NOTHING
        params = {
            "ignore_unavailable": "true",
            "allow_partial_search_results": "false",
            "preference": _preference(body),
        }
        with reaching(self.address):
            found = self._search(body, params)
        if found["timed_out"]:
            raise SearchUnavailableError(f"OpenSearch at {self.address} does not answer in time.")
        return found

    def _search(self, body: Body, params: dict[str, str]) -> Body:
        for pause in (*SWAP_PAUSES_S, None):
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
    """Whether a search went to shards of an index that was just dropped."""
    return error.status_code == 503 and error.error == "search_phase_execution_exception"


def _nothing(query: SearchQuery) -> SearchResult:
    facets = {name: [(key, 0) for key in dict.fromkeys(query.selected.get(name, ()))] for name in query.facets}
    clause_counts, groups = (0,) * len(query.count_clauses), 0 if query.group else None
    return SearchResult(count=0, pks=[], scores=[], facets=facets, clause_counts=clause_counts, groups=groups)


def _preference(body: Body) -> str:
    """All pages of a query come from the same replica: scores differ slightly between replicas."""
    return hashlib.sha256(repr((body.get("query"), body.get("post_filter"), body.get("sort"))).encode()).hexdigest()[
        :16
    ]


def _literal(text: str) -> str:
    """Escaped for the cluster's regular expressions."""
    return "".join(f"\\{letter}" if not letter.isalnum() else letter for letter in text)
