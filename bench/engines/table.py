"""A run as Markdown tables that are readable in a terminal, one set per size."""

from collections.abc import Iterable, Iterator, Sequence

from bench.engines.results import Result, Run
from bench.engines.workload import CLASSES

MEGA = 1024 * 1024
CLOCKS = {"wall": "wall-clock time", "cpu": "processor time"}
BASELINE = "lucene"
"""The subject that the others' times are compared with."""
SERVED = "indexing includes the server's processor time; queries are timed by the wall clock; the server's memory is not counted"
HEADINGS = {0: "no facets", 3: "three facets", 7: "seven facets"}


def render(run: Run) -> str:
    parts = [
        f"{run.date}, {run.machine}; articles of {run.source}; "
        f"{run.queries} queries of each class, seed {run.seed}, {CLOCKS[run.clock]}"
    ]
    for size in run.sizes:
        parts.append(f"## {size:,} articles")
        parts += of_size(run.at(size))
    return "\n\n".join(parts) + "\n"


def of_size(results: Sequence[Result]) -> Iterator[str]:
    here = [result for result in results if not result.absent]
    if here:
        yield _table(
            (
                "",
                "articles/s",
                "wall clock",
                "bytes/article",
                "MB, indexing",
                "MB, querying",
                "update found, ms: p50",
                "max",
            ),
            [_costs(result) for result in here],
        )
    for facets, heading in HEADINGS.items():
        columns = [result for result in here if result.with_facets(facets)]
        if columns:
            names = [result.subject for result in columns]
            rows = [*_classes(columns, facets), *_ratios(columns, facets)]
            yield _table((f"{heading}: p50 / p95, ms (hits)", *names), rows)
    notes = [f"- {result.subject}: {SERVED}" for result in here if result.served]
    notes += [f"- {result.subject}: {result.absent}" for result in results if result.absent]
    if notes:
        yield "\n".join(notes)


def _costs(result: Result) -> tuple[str, ...]:
    found = sorted(result.changes)
    middle, worst = (found[len(found) // 2], found[-1]) if found else (0.0, 0.0)
    return (
        result.subject,
        f"{result.rate:,.0f}",
        f"{result.day_rate:,.0f}" if result.day_rate else "–",
        f"{result.bytes / result.size:,.0f}",
        f"{result.index_memory / MEGA:,.0f}",
        f"{result.ask_memory / MEGA:,.0f}",
        f"{middle * 1000:,.0f}",
        f"{worst * 1000:,.0f}",
    )


def _classes(columns: Sequence[Result], facets: int) -> Iterator[tuple[str, ...]]:
    for name in CLASSES:
        cells = []
        for result in columns:
            times = result.with_facets(facets)[name]
            cells.append(f"{_figure(times.at(50))} / {_figure(times.at(95))} ({times.hits:,})")
        yield name, *cells


def _ratios(columns: Sequence[Result], facets: int) -> Iterator[tuple[str, ...]]:
    means = ((result.typical(facets, 50) or 0, result.typical(facets) or 0) for result in columns)
    yield "geometric mean", *(f"{_figure(middle)} / {_figure(high)}" for middle, high in means)
    baseline = next((result for result in columns if result.subject == BASELINE), None)
    if baseline is not None:
        base = {percent: baseline.typical(facets, percent) or 1.0 for percent in (50, 95)}
        cells = ((result.typical(facets, 50) or 0) / base[50] for result in columns)
        cells_95 = ((result.typical(facets) or 0) / base[95] for result in columns)
        yield f"× {BASELINE}'s", *(f"{one:.2f} / {other:.2f}" for one, other in zip(cells, cells_95, strict=True))


def _figure(value: float) -> str:
    """At least two significant digits."""
    return f"{value:.2f}" if value < 1 else f"{value:.1f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    drawn = ["| " + " | ".join(_padded(line, widths)) + " |" for line in lines]
    rule = "|" + "|".join("-" * (width + 1) + (":" if place else "-") for place, width in enumerate(widths)) + "|"
    return "\n".join([drawn[0], rule, *drawn[1:]])


def _padded(line: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """The first column left-aligned, the others right-aligned."""
    for place, (cell, width) in enumerate(zip(line, widths, strict=True)):
        yield cell.rjust(width) if place else cell.ljust(width)
