"""What the reading of figures returns."""

from typing import NamedTuple


class ReadFigure(NamedTuple):
    """A figure as it was read; the fields are those of `models.Figure`. Plain values: they pass between processes."""

    paragraph: int
    start: int
    end: int
    surface: str
    value: float | None
    low: float | None
    high: float | None
    approximate: bool
    unit: str
    counted: str
