"""Entities and sources as JSON: the types of `answers`."""

from collections.abc import Sequence
from typing import cast

from archive.catalog.models import Source
from archive.entities.models import Entity
from archive.entities.selectors import PrintedTitle
from archive.search import ResultPage
from archive.web.formats.json_api import hit_json
from archive.web.interface import answers
from archive.web.links import entity_url, source_url
from archive.web.query_string import search_url


def entity_json(
    entity: Entity,
    page: ResultPage,
    *,
    spellings: Sequence[tuple[str, int]],
    titles: Sequence[PrintedTitle],
    company: Sequence[tuple[Entity, int]],
    site: str,
) -> answers.Entity:
    """`page` has the newest articles that mention it, `company` what is mentioned with it and in how many articles."""
    return {
        "key": entity.key,
        "url": site + entity_url(entity.key),
        "search": site + search_url(page.request, view="api-search"),
        "type": cast(answers.EntityType, entity.type),
        "name": entity.name,
        "latin_name": entity.latin_name or None,
        "description": entity.description or None,
        "wikidata_id": entity.wikidata_id or None,
        "count": page.count,
        "spellings": [{"surface": surface, "count": count} for surface, count in spellings],
        "titles": [
            {
                "text": title.text,
                "count": title.count,
                "first": title.first.isoformat() if title.first else None,
                "last": title.last.isoformat() if title.last else None,
            }
            for title in titles
        ],
        "mentioned_with": [
            {"key": other.key, "label": other.name, "type": cast(answers.EntityType, other.type), "count": count}
            for other, count in company
        ],
        "articles": [hit_json(hit, site) for hit in page.hits],
    }


def source_json(source: Source, page: ResultPage, site: str) -> answers.Source:
    """`page` has its newest articles."""
    return {
        "key": source.key,
        "url": site + source_url(source.key),
        "search": site + search_url(page.request, view="api-search"),
        "name": source.name,
        "homepage": source.homepage or None,
        "description": source.description or None,
        "count": page.count,
        "articles": [hit_json(hit, site) for hit in page.hits],
    }
