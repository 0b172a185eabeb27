"""Names mentioned together as JSON: the types of `answers`."""

from typing import cast

from archive.web.formats.json_api import request_json
from archive.web.interface import answers
from archive.web.presenters.network import NamedNode, NamedPair, Network
from archive.web.query_string.parameters import OF_PAGES


def network_json(found: Network, site: str) -> answers.Network:
    """`site` is the base of addresses."""
    asked = {name: value for name, value in request_json(found.request.search).items() if name not in OF_PAGES}
    return {
        "query": {**asked, "kinds": list(found.request.kinds)},
        "count": found.count,
        "least_support": found.least_support,
        "names": [_name(node, site) for node in (*found.nodes, *found.lonely)],
        "pairs": [_pair(pair, site) for pair in found.pairs],
    }


def _name(node: NamedNode, site: str) -> answers.NetworkName:
    return {
        "key": node.key,
        "type": cast(answers.EntityType, node.facet),
        "label": node.label,
        "count": node.count,
        "url": site + node.link,
    }


def _pair(pair: NamedPair, site: str) -> answers.NetworkPair:
    return {
        "keys": [pair.first.key, pair.second.key],
        "count": pair.count,
        "association": round(pair.association, 4),
        "url": site + pair.link,
    }
