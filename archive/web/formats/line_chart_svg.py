"""A line chart as SVG: within a page, whose style sheet has its colours for dark screens, and as a file to print.

Colours are presentation attributes, which any style sheet overrides. Browsers join and order the letters by themselves.
"""

from collections.abc import Iterator
from html import escape

from django.utils.safestring import SafeString, mark_safe

from archive.web.formats.xml_text import xml_text
from archive.web.presenters.line_chart import MAX_MARKED, STYLES, Drawing, Marker, Point, Text

FONTS = "'IBM Plex Sans Arabic', 'Segoe UI', Tahoma, sans-serif"
_ANCHORS = {"right": "start", "left": "end", "middle": "middle"}
"""Of text that runs from right to left."""
_MARKER_SIZE = 4.0


def inline_svg(drawing: Drawing, name: str) -> SafeString:
    """For a page; `name` is its class and begins the ids of its title and description."""
    attributes = f'class="lines {name}" role="img" aria-labelledby="{name}-title {name}-desc"'
    return mark_safe(_svg(drawing, attributes, f' id="{name}-title"', f' id="{name}-desc"'))


def svg_file(drawing: Drawing) -> str:
    """A document by itself, on a white ground."""
    size = f'width="{drawing.width:g}" height="{drawing.height:g}"'
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _svg(drawing, f'{size} role="img"', ground="#ffffff")


def key_svg(line: int) -> SafeString:
    """A line's dash and marker, to stand beside its name."""
    mark = _marker(STYLES[line].marker, (14, 7))
    return mark_safe(
        f'<svg class="lines lines__key" viewBox="0 0 28 14" aria-hidden="true" focusable="false"><g class="line line--{line}" '
        f'fill="{STYLES[line].colour}" stroke="{STYLES[line].colour}">{_path(((1, 7), (27, 7)), line)}{mark}</g></svg>'
    )


def _svg(drawing: Drawing, attributes: str, title: str = "", desc: str = "", *, ground: str = "") -> str:
    box = f"0 0 {drawing.width:g} {drawing.height:g}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {attributes} direction="rtl">',
        f"<title{title}>{_xml(drawing.title)}</title><desc{desc}>{_xml(drawing.description)}</desc>",
        *([f'<rect width="100%" height="100%" fill="{ground}"/>'] if ground else []),
        '<g class="lines__grid" stroke="#d9d2c5">',
        *(f'<path d="M{a[0]:g} {a[1]:g}H{b[0]:g}"/>' for a, b in drawing.grid),
        "</g>",
        *_lines(drawing),
        f'<g class="lines__texts" fill="#4a4237" font-family="{FONTS}">',
        *(_text(text) for text in drawing.texts),
        "</g></svg>",
    ]
    return "".join(parts)


def _lines(drawing: Drawing) -> Iterator[str]:
    for number, line in enumerate(drawing.lines):
        style = STYLES[number]
        yield f'<g class="line line--{number}" fill="{style.colour}" stroke="{style.colour}">'
        yield _path(line.points, number)
        leader = _moves((line.points[-1], line.label_at))
        yield f'<path class="line__leader" d="{leader}" fill="none" stroke-width="1" opacity="0.6"/>'
        marked = len(line.points) <= MAX_MARKED
        for place, (point, title) in enumerate(zip(line.points, line.titles, strict=True)):
            shape = _marker(style.marker, point) if marked or place == len(line.points) - 1 else ""
            yield f'<g><title>{_xml(title)}</title><circle class="line__reach" cx="{point[0]:g}" cy="{point[1]:g}" r="9"'
            yield f' fill="none" stroke="none" pointer-events="all"/>{shape}</g>'
        yield "</g>"


def _path(points: tuple[Point, ...], number: int) -> str:
    dash = f' stroke-dasharray="{" ".join(map(str, STYLES[number].dash))}"' if STYLES[number].dash else ""
    return f'<path d="{_moves(points)}" fill="none" stroke-width="2.25" stroke-linejoin="round"{dash}/>'


def _moves(points: tuple[Point, ...]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def outline(marker: Marker, point: Point, size: float = _MARKER_SIZE) -> tuple[Point, ...]:
    """The corners of a marker; a circle has none."""
    x, y = point
    match marker:
        case "square":
            return (x - size, y - size), (x + size, y - size), (x + size, y + size), (x - size, y + size)
        case "triangle":
            return (x, y - 1.3 * size), (x + 1.2 * size, y + 0.9 * size), (x - 1.2 * size, y + 0.9 * size)
        case "diamond":
            return (x, y - 1.4 * size), (x + 1.4 * size, y), (x, y + 1.4 * size), (x - 1.4 * size, y)
        case _:
            return ()


def _marker(marker: Marker, point: Point) -> str:
    corners = outline(marker, point)
    if not corners:
        return f'<circle cx="{point[0]:g}" cy="{point[1]:g}" r="{_MARKER_SIZE:g}"/>'
    return f'<path d="{_moves(corners)}Z"/>'


def _text(text: Text) -> str:
    named = (
        f' class="line-name line-name--{text.line}" fill="{STYLES[text.line].colour}"' if text.line is not None else ""
    )
    weight = ' font-weight="700"' if text.bold else ' font-weight="500"' if text.line is not None else ""
    return (
        f'<text x="{text.x:g}" y="{text.y:g}" font-size="{text.size:g}" text-anchor="{_ANCHORS[text.align]}"{named}{weight}>'
        f"{_xml(text.text)}</text>"
    )


def _xml(text: str) -> str:
    """Escaped, without characters that XML does not allow."""
    return escape(xml_text(text))
