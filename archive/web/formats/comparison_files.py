"""A comparison of queries as CSV and as JSON."""

import csv
import io

from archive.text import csv_cell
from archive.web.formats.json_api import request_json
from archive.web.interface import answers
from archive.web.presenters.comparison import SINGLE, CompareRequest, Comparison, Query


def csv_file(comparison: Comparison) -> str:
    """One row per period: the articles of all queries, their shares, and all articles. The last rows are sums.

    Begins with a byte order mark, by which spreadsheets tell the encoding.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    names = [query.answered or "*" for query in comparison.queries]
    writer.writerow(map(csv_cell, ("period", *names, *(f"{name} %" for name in names), "all_articles")))
    for place, period in enumerate(comparison.periods):
        cells = [query.cells[place] for query in comparison.queries]
        counts, shares = [str(cell.count) for cell in cells], [_percent(cell.share) for cell in cells]
        writer.writerow((period.key, *counts, *shares, period.total))
    undated = [str(query.undated) for query in comparison.queries]
    writer.writerow(("undated", *undated, *("" for _ in undated), ""))
    counts, shares = [str(q.count) for q in comparison.queries], [_percent(q.share) for q in comparison.queries]
    writer.writerow(("total", *counts, *shares, comparison.total))
    return "\ufeff" + out.getvalue()


def comparison_json(comparison: Comparison, site: str) -> answers.Comparison:
    """`site` is the base of addresses."""
    return {
        "query": query_json(comparison.request),
        "unit": comparison.axis.unit if comparison.axis else None,
        "cut": bool(comparison.axis and comparison.axis.cut),
        "total": comparison.total,
        "periods": [{"key": period.key, "total": period.total} for period in comparison.periods],
        "queries": [_query(query, site) for query in comparison.queries],
    }


def query_json(request: CompareRequest) -> dict[str, object]:
    """The parameters as understood."""
    shared = {name: value for name, value in request_json(request.shared).items() if name not in SINGLE}
    return {"q": list(request.queries), **shared, "measure": request.measure, "by": request.by or None}


def _query(query: Query, site: str) -> answers.ComparedQuery:
    return {
        "q": query.q,
        "answered": query.answered,
        "count": query.count,
        "share": round(query.share, 6),
        "undated": query.undated,
        "url": site + query.link,
        "counts": [cell.count for cell in query.cells],
        "shares": [round(cell.share, 6) for cell in query.cells],
    }


def _percent(share: float) -> str:
    return f"{100 * share:.4f}".rstrip("0").rstrip(".")
