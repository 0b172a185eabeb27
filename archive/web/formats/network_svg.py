"""A network of names as SVG for a page: names are links in boxes, lines are links to the articles of both names."""

from html import escape

from django.utils.safestring import SafeString, mark_safe

from archive.web.presenters.arabic_text import counted
from archive.web.presenters.network import TEXT, NamedNode, Network, NetworkDrawing
from archive.web.presenters.network_layout import Box

_ROUNDING = {"person": 15.0, "organization": 5.0, "place": 0.0}
"""Radius of the corners, by which kinds differ besides colour."""


def network_svg(network: Network, drawing: NetworkDrawing) -> SafeString:
    """Lines are left out of the order of the Tab key: the table beside the drawing has the same links."""
    parts = [
        f'<svg class="network" viewBox="0 0 {drawing.width:g} {drawing.height:g}" role="group" aria-labelledby="network-title '
        'network-desc"><title id="network-title">الأسماء التي تُذكر معًا</title><desc id="network-desc">'
        f"{_description(network)}</desc>",
        *(
            f'<a class="network__line" href="{escape(pair.link)}" tabindex="-1" aria-hidden="true"><title>'
            f"{escape(pair.first.label)} و{escape(pair.second.label)}: {counted(pair.count, 'article')}</title>"
            f"{_line(first, second, 'network__reach', 12)}{_line(first, second, '', width)}</a>"
            for pair, (first, second, width) in zip(network.pairs, drawing.lines, strict=True)
        ),
        *(_node(node, box) for node, box in zip(network.nodes, drawing.boxes, strict=True)),
        "</svg>",
    ]
    return mark_safe("".join(parts))


def _description(network: Network) -> str:
    strongest = network.pairs[0]
    return (
        f"{len(network.nodes)} من الأسماء، يصل خط كل اسمين يُذكران معًا أكثر مما توجبه المصادفة. أقواها صلةً "
        f"{escape(strongest.first.label)} و{escape(strongest.second.label)}. الأعداد في الجدول."
    )


def _line(first: Box, second: Box, name: str, width: float) -> str:
    ends = f'x1="{first.x:g}" y1="{first.y:g}" x2="{second.x:g}" y2="{second.y:g}"'
    return f'<line {ends} stroke-width="{width:g}"{f" class={chr(34)}{name}{chr(34)}" if name else ""}/>'


def _node(node: NamedNode, box: Box) -> str:
    left, top = box.x - box.width / 2, box.y - box.height / 2
    said = f"{escape(node.label)}، {node.kind}: {counted(node.count, 'article')}"
    return (
        f'<a class="network__name network__name--{node.facet}" href="{escape(node.link)}" aria-label="{said}">'
        f"<title>{said}</title>"
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{box.width:g}" height="{box.height:g}" rx="{_ROUNDING[node.facet]:g}"/>'
        f'<text x="{box.x:g}" y="{box.y + 5:g}" font-size="{TEXT:g}" text-anchor="middle">{escape(node.label)}</text></a>'
    )
