"""What one request shares: one view of the index, one version of the authority file, each query expanded once.

An archive whose index is missing is not an empty archive: its search is unavailable until the index is built.

Views that call `search`, `counts` and `highlights` for one page do so within one `search_session`; a call outside of any
session opens its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property

from archive.catalog.models import Article
from archive.catalog.selectors import change_stamp
from archive.entities.selectors import request_scoped_versions
from archive.search.engine import current_engine
from archive.search.engine.contract import SearchUnavailableError, View
from archive.search.expansion import NameVariants, Vocabulary, expand_query
from archive.search.query import CompiledQuery, ExpandedQuery, compile_query
from archive.search.request import SearchRequest
from archive.text import follow_table

_current: "ContextVar[SearchSession | None]" = ContextVar("search_session", default=None)


class SearchSession:
    """The index is opened when it is first needed."""

    def __init__(self) -> None:
        self._expanded: dict[tuple[str, bool, bool], ExpandedQuery] = {}

    @cached_property
    def view(self) -> View:
        view = current_engine().view()
        if view.info is None and Article.objects.published().exists():
            raise SearchUnavailableError(f"There is no index in {current_engine().place} yet.")
        return view

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(self.view)

    @cached_property
    def names(self) -> NameVariants:
        return NameVariants(self.view, self.vocabulary)

    def expand(self, request: SearchRequest, q: str | None = None) -> ExpandedQuery:
        """The request's query, or another one, with its expansions. Looked up once per session."""
        query = request.q if q is None else q
        is_wide = request.mode == "wide"
        key = (query, is_wide, is_wide and request.variants)
        expanded = self._expanded.get(key)
        if expanded is None:
            names = self.names if key[2] and query.strip() else None
            expanded = self._expanded[key] = expand_query(query, mode=request.mode, names=names)
        return expanded

    def compile(self, request: SearchRequest, q: str | None = None) -> CompiledQuery:
        """The request's query, or another one, as a clause."""
        return compile_query(self.expand(request, q), mode=request.mode, match=request.match)


@contextmanager
def search_session() -> Iterator[SearchSession]:
    """The session of the enclosing block, or a new one."""
    session = _current.get()
    if session is not None:
        yield session
        return
    follow_table()
    session = SearchSession()
    token = _current.set(session)
    try:
        with request_scoped_versions():
            yield session
    finally:
        _current.reset(token)


def state_stamp() -> str:
    """The state of the database and of the index in one value.

    The database comes first: where a change of it is part of the stamp and no longer waits, the index opened after it has it.
    """
    with search_session() as session:
        database = change_stamp()
        info = session.view.info
        return repr((database, session.view.count, (info.created, info.analysis) if info else None))
