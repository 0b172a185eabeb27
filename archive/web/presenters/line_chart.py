"""A line chart as a drawing: positions and texts that SVG and PNG render alike.

Time runs from right to left, as on the site's other charts. Lines differ by colour, dash and marker, and each is labelled
where it ends. Coordinates are units of a drawing whose y axis points down; text stands on its baseline.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.web.presenters.arabic_text import date_phrase
from archive.web.presenters.comparison import Comparison
from archive.web.presenters.time_axis import tick

Point = tuple[float, float]
Align = Literal["right", "left", "middle"]
Marker = Literal["circle", "square", "triangle", "diamond"]
UNITS = {"year": "سنة", "month": "شهر", "day": "يوم"}


@dataclass(frozen=True)
class Style:
    """Colour on paper (a page's style sheet has its own for dark screens), dash pattern and marker."""

    colour: str
    dash: tuple[float, ...]
    marker: Marker


STYLES = (
    Style("#8a1f1b", (), "circle"),
    Style("#1f6478", (9, 5), "square"),
    Style("#7a5600", (2, 4), "triangle"),
    Style("#4b3f99", (12, 4, 2, 4), "diamond"),
)


@dataclass(frozen=True)
class Text:
    """`x` is the edge named by `align`. `line` is the number of the line that it names, else None."""

    x: float
    y: float
    text: str
    align: Align
    size: float
    line: int | None = None
    bold: bool = False


@dataclass(frozen=True)
class Line:
    """The points of a query with what each says, and the end of the leader to its label."""

    points: tuple[Point, ...]
    titles: tuple[str, ...]
    label_at: Point


@dataclass(frozen=True)
class Drawing:
    width: float
    height: float
    title: str
    description: str
    grid: tuple[tuple[Point, Point], ...]
    lines: tuple[Line, ...]
    texts: tuple[Text, ...]


@dataclass(frozen=True)
class Frame:
    """Size of a drawing and of its margins: values stand on the right, labels of lines on the left."""

    width: float
    height: float
    labels: float
    label_chars: int
    ticks: int
    text: float
    top: float = 22
    values: float = 48
    bottom: float = 40

    @property
    def right(self) -> float:
        return self.width - self.values

    @property
    def plot_height(self) -> float:
        return self.height - self.top - self.bottom


WIDE = Frame(860, 380, labels=176, label_chars=22, ticks=12, text=14)
NARROW = Frame(360, 330, labels=92, label_chars=11, ticks=4, text=13, values=40)
PRINTED = Frame(860, 480, labels=176, label_chars=22, ticks=12, text=14, top=62, bottom=72)
MAX_MARKED = 40
"""Periods up to which each point has a marker; of more, the last alone."""


def line_chart(comparison: Comparison, frame: Frame, *, headline: str = "", source: str = "") -> Drawing:
    """The comparison, which has periods, in a frame. A headline and a source are printed above and below it."""
    top_value, step = scale(max((comparison.value(cell) for q in comparison.queries for cell in q.cells), default=0))
    count = len(comparison.periods)
    gap = (frame.right - frame.labels) / max(count - 1, 1)

    def x_of(place: int) -> float:
        return frame.right - place * gap if count > 1 else (frame.right + frame.labels) / 2

    def y_of(value: float) -> float:
        return frame.top + frame.plot_height * (1 - value / top_value)

    points = [
        tuple((round(x_of(n), 1), round(y_of(comparison.value(cell)), 1)) for n, cell in enumerate(query.cells))
        for query in comparison.queries
    ]
    heights = spread([line[-1][1] for line in points], frame.text * 1.6, frame.top, frame.top + frame.plot_height)
    values = [step * n for n in range(round(top_value / step) + 1)]
    lines = tuple(
        Line(line, _titles(comparison, place), (round(frame.labels - 8, 1), heights[place]))
        for place, line in enumerate(points)
    )
    texts = [
        *(Text(frame.right + 11, y_of(v) + 4, _value(v, comparison), "left", frame.text - 1) for v in values),
        *_ticks(comparison, frame, x_of),
        *(
            Text(
                frame.labels - 14,
                heights[n] + 5,
                shortened(_name(q.answered), frame.label_chars),
                "right",
                frame.text,
                n,
            )
            for n, q in enumerate(comparison.queries)
        ),
        *([Text(frame.width - 12, 32, headline, "right", frame.text + 4, bold=True)] if headline else []),
        *([Text(frame.width - 12, frame.height - 14, source, "right", frame.text - 2)] if source else []),
    ]
    grid = tuple(((frame.labels, round(y_of(v), 1)), (frame.right, round(y_of(v), 1))) for v in values)
    return Drawing(frame.width, frame.height, title_of(comparison), _description(comparison), grid, lines, tuple(texts))


def scale(highest: float) -> tuple[float, float]:
    """The top of an axis and the distance of its values: 1, 2 or 5 times a power of ten, three to six of them."""
    if highest <= 0:
        return 1.0, 1.0
    rough = highest / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    return math.ceil(round(highest / step, 6)) * step, step


def spread(wanted: Sequence[float], gap: float, first: float, last: float) -> list[float]:
    """Heights near the wanted ones, `gap` apart and between `first` and `last` where there is room."""
    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    placed = list(wanted)
    for before, place in zip([None, *order], order, strict=False):
        lowest = first if before is None else placed[before] + gap
        placed[place] = max(placed[place], lowest)
    room = last
    for place in reversed(order):
        placed[place] = min(placed[place], room)
        room = placed[place] - gap
    return [round(height, 1) for height in placed]


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut with an ellipsis."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def title_of(comparison: Comparison) -> str:
    """«عدد المقالات في كل سنة», «نسبة المقالات إلى مقالات الأرشيف في كل شهر من 2024»."""
    unit = UNITS[comparison.axis.unit] if comparison.axis else UNITS["year"]
    within = comparison.axis.within if comparison.axis else ""
    is_share = comparison.request.measure == "share"
    what = "نسبة المقالات إلى مقالات الأرشيف" if is_share else "عدد المقالات"
    return f"{what} في كل {unit} من {date_phrase(within)}" if within else f"{what} في كل {unit}"


def percent(share: float) -> str:
    """A share of 0 to 1: «12.5٪»; below one per cent with two decimals."""
    value = 100 * share
    return f"{value:.2f}".rstrip("0").rstrip(".") + "٪" if value < 1 else f"{value:.1f}".removesuffix(".0") + "٪"


def _name(query: str) -> str:
    return query or "كل المقالات"


def _value(value: float, comparison: Comparison) -> str:
    if comparison.request.measure == "share":
        return percent(value / 100)
    return f"{value:,.0f}" if value == int(value) else ""


def _titles(comparison: Comparison, place: int) -> tuple[str, ...]:
    query = comparison.queries[place]
    return tuple(
        f"{period.label}: {cell.count:,} ({percent(cell.share)}) لعبارة «{_name(query.answered)}»"
        for period, cell in zip(comparison.periods, query.cells, strict=True)
    )


def _description(comparison: Comparison) -> str:
    """Where each line begins, ends and is highest."""
    periods = comparison.periods
    sentences = []
    for query in comparison.queries:
        highest = max(range(len(periods)), key=lambda n: comparison.value(query.cells[n]))
        shown = [
            percent(query.cells[n].share) if comparison.request.measure == "share" else f"{query.cells[n].count:,}"
            for n in (0, highest, -1)
        ]
        sentences.append(
            f"«{_name(query.answered)}»: {shown[0]} في {periods[0].label}، وأعلاها {shown[1]} في {periods[highest].label}، "
            f"و{shown[2]} في {periods[-1].label}."
        )
    return " ".join(sentences)


def _ticks(comparison: Comparison, frame: Frame, x_of: Callable[[int], float]) -> list[Text]:
    """Names of as many periods as have room, counted from the last one; months of several years with their year."""
    keys = [period.key for period in comparison.periods]
    several_years = len({key[:4] for key in keys}) > 1 and len(keys[0]) == 7
    ticks = max(3, frame.ticks // 2) if several_years else frame.ticks
    step = max(1, -(-len(keys) // ticks))
    y = frame.height - frame.bottom + 28
    return [
        Text(round(x_of(n), 1), y, f"{tick(key)} {key[:4]}" if several_years else tick(key), "middle", frame.text - 1)
        for n, key in enumerate(keys)
        if (len(keys) - 1 - n) % step == 0
    ]
