"""Merge term tables of segments as arrays, piece by piece, so that memory stays bounded."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from archive.search.engine.embedded.columns import ranges
from archive.search.engine.whoosh.terms import IntArray, TermTable, build_table


def merge_tables(sources: list[tuple[TermTable, IntArray]], *, span: int = 1_000_000) -> Iterator[TermTable]:
    """Several tables as one, in pieces of about `span` postings; keys ascend from piece to piece.

    Each table comes with the new number of each of its documents, -1 for those to drop; the numbers of a later table must
    be higher than those of an earlier one.
    """
    tables = [table for table, _ in sources]
    lead = max(tables, key=len, default=None)
    if lead is None or not len(lead):
        return
    pieces = max(1, sum(len(table.docs) for table in tables) // span)
    cuts = sorted({lead.key(row) for row in np.linspace(0, len(lead) - 1, pieces + 1).astype(int)[1:-1]})
    bounds = [[0, *(table.lower_bound(cut) for cut in cuts), len(table)] for table in tables]
    for piece in range(len(cuts) + 1):
        parts = [
            _Part(table, renumbering, bound[piece], bound[piece + 1])
            for (table, renumbering), bound in zip(sources, bounds, strict=True)
            if bound[piece] < bound[piece + 1]
        ]
        if parts:
            yield _merge(parts)


@dataclass(frozen=True)
class _Part:
    table: TermTable
    renumbering: IntArray
    first: int
    last: int


def _merge(parts: list[_Part]) -> TermTable:
    part_keys = [part.table.keys_of(part.first, part.last) for part in parts]
    keys = sorted(set().union(*part_keys))
    number = {key: index for index, key in enumerate(keys)}
    columns: list[tuple[IntArray, ...]] = []
    position_parts, offset = [], 0
    for part, own_keys in zip(parts, part_keys, strict=True):
        table = part.table
        low, high = int(table.starts[part.first]), int(table.starts[part.last])
        first, last = int(table.position_starts[part.first]), int(table.position_starts[part.last])
        terms = np.repeat(
            np.fromiter((number[key] for key in own_keys), np.int64, len(own_keys)),
            np.diff(table.starts[part.first : part.last + 1]),
        )
        docs, counts = part.renumbering[table.docs[low:high]], table.counts[low:high].astype(np.int64)
        starts = np.cumsum(counts) - counts + offset
        alive = docs >= 0
        columns.append((terms[alive], docs[alive], table.weights[low:high][alive], counts[alive], starts[alive]))
        position_parts.append(table.positions[first:last])
        offset += last - first
    terms, docs, weights, counts, starts = (np.concatenate(column) for column in zip(*columns, strict=True))
    order = np.argsort(terms, kind="stable")
    counts = counts[order]
    positions = np.concatenate(position_parts)[ranges(starts[order], counts)]
    sizes = np.bincount(terms, minlength=len(keys))
    kept = np.flatnonzero(sizes)
    return build_table(
        [keys[row] for row in kept.tolist()], sizes[kept], docs[order], weights[order], counts, positions
    )
