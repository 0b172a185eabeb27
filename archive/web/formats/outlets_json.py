"""Two outlets over a search as JSON: the types of `comparison_answers`."""

from archive.web.formats.json_api import request_json
from archive.web.formats.tellings_json import naming_json
from archive.web.interface import comparison_answers as answers
from archive.web.presenters.outlets import NOT_SHARED, Block, OutletsComparison, OutletsRequest, Said


def outlets_json(asked: OutletsRequest, found: OutletsComparison, site: str) -> answers.Outlets:
    """`site` is the base of addresses."""
    query = {name: value for name, value in request_json(asked.search).items() if name not in NOT_SHARED}
    blocks = {block.name: block for block in found.blocks}
    return {
        "query": {**query, "left": asked.left, "right": asked.right},
        "sides": [
            {"key": side.key, "label": side.label, "count": side.count, "read": side.read, "url": site + side.link}
            for side in found.sides
        ],
        "naming": naming_json(found.naming),
        "words": _words(blocks["words"], site),
        "pairs": _words(blocks["pairs"], site),
        "names": _names(blocks["names"], site),
        "speakers": _names(blocks["speakers"], site),
    }


def _words(block: Block, site: str) -> answers.LinkedSides:
    left, right = ([_contrast(one, site) for one in side] for side in block.sides)
    return {"left": left, "right": right}


def _names(block: Block, site: str) -> answers.NameSides:
    left, right = ([_name(one, site) for one in side] for side in block.sides)
    return {"left": left, "right": right}


def _contrast(one: Said, site: str) -> answers.LinkedContrast:
    return {"text": one.label, "count": one.count, "other": one.other, "z": round(one.z, 2), "url": site + one.link}


def _name(one: Said, site: str) -> answers.NamedContrast:
    return {**_contrast(one, site), "key": one.key}
