"""A line chart as PNG for print: 18 cm wide at 300 dots an inch, drawn twice as large and made smaller for smooth edges."""

import io
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from PIL import Image, ImageDraw

from archive.web.formats.line_chart_svg import outline
from archive.web.formats.picture_text import draw_text
from archive.web.presenters.line_chart import MAX_MARKED, STYLES, Drawing, Point

DPI = 300
PIXELS_PER_UNIT = 2.5
_OVERSAMPLING = 2
_SCALE = PIXELS_PER_UNIT * _OVERSAMPLING
_GRID, _INK = "#d9d2c5", "#4a4237"


def png_file(drawing: Drawing) -> bytes:
    size = (round(drawing.width * _SCALE), round(drawing.height * _SCALE))
    image = Image.new("RGB", size, "white")
    canvas = ImageDraw.Draw(image)
    for first, last in drawing.grid:
        canvas.line([_scaled(first), _scaled(last)], fill=_GRID, width=round(_SCALE))
    for number, line in enumerate(drawing.lines):
        style = STYLES[number]
        canvas.line([_scaled(line.points[-1]), _scaled(line.label_at)], fill=style.colour, width=round(0.8 * _SCALE))
        for piece in dashes(line.points, style.dash):
            canvas.line(
                [_scaled(point) for point in piece], fill=style.colour, width=round(2.25 * _SCALE), joint="curve"
            )
        for point in line.points if len(line.points) <= MAX_MARKED else line.points[-1:]:
            _mark(canvas, number, point)
    for text in drawing.texts:
        colour = _INK if text.line is None else STYLES[text.line].colour
        x, y = _scaled((text.x, text.y))
        draw_text(
            canvas, text.text, x, y, size=round(text.size * _SCALE), align=text.align, colour=colour, bold=text.bold
        )
    image = image.resize((size[0] // _OVERSAMPLING, size[1] // _OVERSAMPLING), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(DPI, DPI))
    return out.getvalue()


def dashes(points: Sequence[Point], pattern: Sequence[float]) -> Iterator[list[Point]]:
    """The drawn pieces of a line: all of it without a pattern of lengths, else every second length of it."""
    if not pattern:
        yield list(points)
        return
    place, left, piece = 0, pattern[0], [points[0]]
    for start, end in pairwise(points):
        length, done = math.dist(start, end), 0.0
        while length - done > left:
            done += left
            at = _between(start, end, done / length)
            if place % 2 == 0:
                yield [*piece, at]
            place += 1
            left, piece = pattern[place % len(pattern)], [at]
        left -= length - done
        piece.append(end)
    if place % 2 == 0 and len(piece) > 1:
        yield piece


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _mark(canvas: ImageDraw.ImageDraw, number: int, point: Point) -> None:
    style = STYLES[number]
    corners = outline(style.marker, point)
    if corners:
        canvas.polygon([_scaled(corner) for corner in corners], fill=style.colour)
        return
    (x, y), radius = _scaled(point), 4 * _SCALE
    canvas.ellipse((x - radius, y - radius, x + radius, y + radius), fill=style.colour)


def _scaled(point: Point) -> tuple[float, float]:
    return point[0] * _SCALE, point[1] * _SCALE
