"""Names mentioned together in the articles of a search, as a drawing and a table: labels, addresses, positions."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from archive.search import NameNetwork, SearchRequest
from archive.web.links import page_url
from archive.web.presenters.labels import ENTITY_FACETS, FACET_SINGULARS, FacetLabels
from archive.web.presenters.network_layout import Box, layout
from archive.web.query_string import encode_params, query_params, search_url, with_changes

MOST_NAMES = 40
MOST_PAIRS = 90
WIDTH = 960.0
TEXT, PADDING, BOX_HEIGHT = 15.0, 11.0, 30.0
Kinds = tuple[str, ...]
TextWidth = Callable[[str, float], float]
"""Width of a text at a size, in the same units."""


@dataclass(frozen=True)
class NetworkRequest:
    """A search, and the kinds of names wanted (in the order of ENTITY_FACETS)."""

    search: SearchRequest
    kinds: Kinds = ENTITY_FACETS


@dataclass(frozen=True)
class NamedNode:
    key: str
    facet: str
    label: str
    count: int
    link: str
    """The search's articles that mention the name."""

    @property
    def kind(self) -> str:
        return FACET_SINGULARS[self.facet]


@dataclass(frozen=True)
class NamedPair:
    first: NamedNode
    second: NamedNode
    count: int
    association: float
    link: str
    """The search's articles that mention both."""


@dataclass(frozen=True)
class Network:
    """`nodes` are the names of `pairs`, the most frequent first; `lonely` are other frequent names."""

    request: NetworkRequest
    count: int
    nodes: tuple[NamedNode, ...]
    pairs: tuple[NamedPair, ...]
    lonely: tuple[NamedNode, ...]
    least_support: int
    cut: int
    """Weaker pairs that are left out."""


def network_url(asked: NetworkRequest, view: str = "network") -> str:
    pairs = query_params(with_changes(asked.search), without=("explain", "compare", "per_page"))
    pairs += [] if asked.kinds == ENTITY_FACETS else [("kinds", kind) for kind in asked.kinds]
    return f"{page_url(view)}?{encode_params(pairs)}" if pairs else page_url(view)


def network_of(asked: NetworkRequest, found: NameNetwork) -> Network:
    """Labels and links. Names that readers may not know of are left out."""
    labels = FacetLabels((name.facet, name.key) for name in found.names)
    base = with_changes(asked.search, explain=False, compare="")
    nodes = [
        NamedNode(name.key, name.facet, labels.of(name.facet, name.key), name.count, _link(base, name.key))
        for name in found.names
    ]
    known = [labels.knows(name.facet, name.key) for name in found.names]
    pairs = [
        NamedPair(first, second, pair.count, pair.association, _link(base, first.key, second.key))
        for pair in found.pairs
        if known[pair.first] and known[pair.second]
        for first, second in [(nodes[pair.first], nodes[pair.second])]
    ]
    shown = pairs[:MOST_PAIRS]
    joined = {node.key for pair in shown for node in (pair.first, pair.second)}
    visible = [node for node, is_known in zip(nodes, known, strict=True) if is_known]
    return Network(
        request=asked,
        count=found.count,
        nodes=tuple(node for node in visible if node.key in joined),
        pairs=tuple(shown),
        lonely=tuple(node for node in visible if node.key not in joined),
        least_support=found.least_support,
        cut=len(pairs) - len(shown),
    )


def _link(base: SearchRequest, *keys: str) -> str:
    names = tuple(dict.fromkeys((*base.names, *keys)))
    return search_url(replace(base, names=names))


@dataclass(frozen=True)
class NetworkDrawing:
    """Boxes are parallel to the network's nodes; lines to its pairs: ends, and width."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[tuple[Box, Box, float], ...]


def network_drawing(network: Network, text_width: TextWidth) -> NetworkDrawing:
    place = {node.key: number for number, node in enumerate(network.nodes)}
    sizes = [(text_width(node.label, TEXT) + 2 * PADDING, BOX_HEIGHT) for node in network.nodes]
    edges = [(place[pair.first.key], place[pair.second.key], pair.association) for pair in network.pairs]
    boxes, height = layout(sizes, edges, WIDTH)
    lines = [(boxes[first], boxes[second], round(0.8 + 4.2 * weight, 1)) for first, second, weight in edges]
    return NetworkDrawing(WIDTH, height, tuple(boxes), tuple(lines))
