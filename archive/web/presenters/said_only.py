"""From a search by speaker to what he says: articles that quote him may have the other words anywhere, his quotations are few."""

from archive.search import SearchRequest, query_parts, value_keys, without_part
from archive.web.presenters.ledger import SPEAKER, LedgerRequest, ledger_url
from archive.web.query_string import with_changes


def said_only_url(request: SearchRequest) -> str:
    """The address of the ledger in which the words of a query stand within what its one speaker says.

    "" if the search has no speaker (`قال:` or the filter) or several, or no other words.
    """
    parts = query_parts(request.q)
    fields = [place for place, part in enumerate(parts) if part.field == SPEAKER and not part.negated]
    chosen = request.filters.get(SPEAKER, ())
    if len(fields) + len(chosen) != 1 or any(part.alternative for part in parts):
        return ""
    if not any(part.field is None and not part.negated for part in parts):
        return ""
    query, keys = request.q, tuple(chosen)
    if fields:
        query, keys = without_part(query, fields[0]), value_keys(parts[fields[0]])
    if not keys:
        return ""
    filters = {**request.filters, SPEAKER: keys}
    return ledger_url(LedgerRequest(with_changes(request, q=query, filters=filters), words="said"))
