"""The oracle as an engine: for whole pages of results, including name variants and suggestions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import pytest
from django.conf import settings

from archive.search import engine as engines
from archive.search.engine.contract import IndexInfo, SearchQuery, SearchResult
from archive.search.engine.document import Record, spread
from archive.text import analysis_version, fold_letters
from archive.text.names import phonetic_key
from tests.search.contract.oracle import Oracle


class OracleView:
    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle
        self.info = IndexInfo(analysis_version(), 1.0)
        self.count = len(oracle.documents)
        self.counts = Counter(form for held in oracle.documents for form in held.fields["text"])

    def search(self, query: SearchQuery) -> SearchResult:
        found = self.oracle.search(query)
        pks = found.pks[query.start : query.end]
        return SearchResult(
            found.count,
            pks,
            [0.0] * len(pks),
            found.facets,
            found.clause_counts,
            found.undated,
            found.first_day,
            found.last_day,
            found.groups,
            {pk: others for pk, others in found.others.items() if pk in pks},
        )

    def records(self, pks: Sequence[int]) -> dict[int, Record]:
        return {held.pk: held.record for held in self.oracle.documents if held.pk in pks}

    def doc_freqs(self, forms: Iterable[str], field: str = "text") -> dict[str, int]:
        return {form: self.counts[form] if field == "text" else self.oracle.frequency(form, field) for form in forms}

    def sample(self, forms: Sequence[str], limit: int) -> list[int]:
        holding = [held.pk for held in self.oracle.documents if any(form in held.fields["text"] for form in forms)]
        return sorted(holding, key=spread)[:limit]

    def words_by_sound(self, key: str) -> list[str]:
        words = {form[2:]: count for form, count in sorted(self.counts.items()) if form.startswith(("e:", "s:"))}
        alike = [word for word in words if len(word) > 2 and word.isalpha() and phonetic_key(fold_letters(word)) == key]
        return sorted(alike, key=lambda word: -words[word])

    def terms(self, prefix: str, *, min_doc_freq: int = 1) -> dict[str, int]:
        return {form: count for form, count in self.counts.items() if form.startswith(prefix) and count >= min_doc_freq}


class OracleEngine:
    name = place = "oracle"

    def __init__(self, oracle: Oracle) -> None:
        self._view = OracleView(oracle)

    def view(self) -> OracleView:
        return self._view

    def info(self) -> IndexInfo:
        return self._view.info


@contextmanager
def using(name: str, place: str) -> Iterator[None]:
    """Searches go to this engine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "SEARCH_ENGINE", name)
        patch.setitem(settings.HAYSTACK_CONNECTIONS, "default", {"URL" if "://" in place else "PATH": place})
        yield


@contextmanager
def using_oracle(oracle: Oracle) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, using("oracle", "oracle"):
        patch.setitem(engines._engines, ("oracle", "oracle"), OracleEngine(oracle))
        yield
