"""An SVG chart of how each cost grows with collection size: four log-log panels, for light and dark backgrounds.

A curve parallel to the dashed line grows linearly; a flat one is constant. Query times are the geometric mean of the
classes.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from statistics import median

from bench.engines.results import Result, Run

COLOURS = {
    "whoosh": ("#b4530a", "#f0a35e"),
    "tantivy": ("#0b6e99", "#62bfe8"),
    "opensearch": ("#4d7a1f", "#a3cf6f"),
    "fts5": ("#7a4aa0", "#c79be8"),
    "lucene": ("#555555", "#b9b9b9"),
}
"""Each subject's colour on light and on dark backgrounds."""
WIDTH, HEIGHT, LEFT, TOP, GAP_X, GAP_Y = 380, 230, 64, 74, 80, 86
STYLE = """text { font: 13px system-ui, sans-serif; fill: #1d1d1f } .title { font-weight: 600; font-size: 14px }
.faint { fill: #6b6b70; font-size: 12px } .grid { stroke: #d9d9de; stroke-width: 1 }
.slope { stroke: #b9b9c0; stroke-dasharray: 3 5 } .curve { fill: none; stroke-width: 2.25 }
@media (prefers-color-scheme: dark) { text { fill: #ececf0 } .faint { fill: #a0a0a8 } .grid { stroke: #3a3a40 }
.slope { stroke: #5a5a62 } }"""


Scale = Callable[[float], float]


@dataclass(frozen=True)
class Panel:
    title: str
    value: Callable[[Result], float | None]


PANELS = (
    Panel("A query with three facets: p95, ms", lambda one: one.typical(3)),
    Panel("A changed article is found: median, ms", lambda one: median(one.changes) * 1000 if one.changes else None),
    Panel("Indexing: ms an article", lambda one: 1000 / one.rate if one.rate else None),
    Panel("Memory while asking: MB", lambda one: one.ask_memory / 2**20 or None),
)


def render_svg(run: Run) -> str:
    results = [result for result in run.results if not result.absent]
    names = [name for name in COLOURS if any(result.subject == name for result in results)]
    width, height = LEFT + 2 * WIDTH + GAP_X + 36, TOP + 2 * HEIGHT + GAP_Y + 50
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{_aria_label(run)}">',
        f"<style>{STYLE}\n{_colour_rules(names)}</style>",
        *_legend(names),
    ]
    for number, panel in enumerate(PANELS):
        x, y = LEFT + (number % 2) * (WIDTH + GAP_X), TOP + (number // 2) * (HEIGHT + GAP_Y)
        parts += [f'<g transform="translate({x} {y})">', *_panel(panel, results, names, run.sizes), "</g>"]
    return "\n".join([*parts, "</svg>"]) + "\n"


def decades(low: float, high: float) -> tuple[float, float]:
    """The powers of ten that enclose both values, at least one decade apart."""
    bottom = math.floor(math.log10(low))
    return 10.0**bottom, 10.0 ** max(math.ceil(math.log10(high)), bottom + 1)


def _panel(panel: Panel, results: list[Result], names: list[str], sizes: list[int]) -> Iterator[str]:
    points: dict[str, list[tuple[int, float]]] = {}
    for result in results:
        if value := panel.value(result):
            points.setdefault(result.subject, []).append((result.size, value))
    yield f'<text class="title" x="0" y="-14">{escape(panel.title)}</text>'
    if not points:
        return
    values = [value for curve in points.values() for _, value in curve]
    bottom, top = decades(min(values), max(values))
    across, up = _scale(sizes[0] * 0.9, sizes[-1] * 1.1, WIDTH), _scale(bottom, top, HEIGHT)
    tick = bottom
    while tick <= top * 1.001:
        y = HEIGHT - up(tick)
        yield f'<line class="grid" x1="0" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text class="faint" x="-8" y="{y + 4:.1f}" text-anchor="end">{tick:g}</text>'
        tick *= 10
    yield from _slope(across, up, sizes, bottom, top)
    for size in sizes:
        yield f'<text class="faint" x="{across(size):.1f}" y="{HEIGHT + 20}" text-anchor="middle">{size:,}</text>'
    for name in names:
        curve = [(across(size), HEIGHT - up(value)) for size, value in sorted(points.get(name, []))]
        if len(curve) > 1:
            line = " ".join(f"{x:.1f},{y:.1f}" for x, y in curve)
            yield f'<polyline class="curve {name}" points="{line}"/>'
        for x, y in curve:
            yield f'<circle class="{name}" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>'


def _slope(across: Scale, up: Scale, sizes: list[int], bottom: float, top: float) -> Iterator[str]:
    """The dashed line of linear growth, from the lower left corner."""
    last = min(float(sizes[-1]), sizes[0] * top / bottom)
    ends = f'x1="{across(sizes[0]):.1f}" y1="{HEIGHT}" x2="{across(last):.1f}" y2="{HEIGHT - up(bottom * last / sizes[0]):.1f}"'
    yield f'<line class="slope" {ends}/>'


def _scale(low: float, high: float, length: float) -> Scale:
    span = math.log(high / low)
    return lambda value: length * math.log(value / low) / span


def _legend(names: list[str]) -> Iterator[str]:
    x = LEFT
    for name in names:
        yield f'<circle class="{name}" cx="{x + 5}" cy="22" r="5"/><text x="{x + 16}" y="27">{escape(name)}</text>'
        x += 40 + 8 * len(name)
    yield f'<line class="slope" x1="{x + 6}" x2="{x + 34}" y1="22" y2="22"/>'
    yield f'<text class="faint" x="{x + 42}" y="27">linear</text>'


def _colour_rules(names: list[str]) -> str:
    light = " ".join(
        f".{name} {{ stroke: {COLOURS[name][0]} }} circle.{name} {{ fill: {COLOURS[name][0]} }}" for name in names
    )
    dark = " ".join(
        f".{name} {{ stroke: {COLOURS[name][1]} }} circle.{name} {{ fill: {COLOURS[name][1]} }}" for name in names
    )
    return f"{light}\n@media (prefers-color-scheme: dark) {{ {dark} }}"


def _aria_label(run: Run) -> str:
    sizes = ", ".join(f"{size:,}" for size in run.sizes)
    return escape(f"Costs of each engine at {sizes} articles", quote=True)
