"""Short functions to write articles and to search for them."""

import datetime as dt
from collections.abc import Callable

from archive.catalog.models import Article, Source
from archive.catalog.services import article_save
from archive.entities.models import Entity, Mention, NameForm
from archive.search import SearchRequest, drain, search
from archive.search.expansion import expand_query
from archive.search.query import CompiledQuery, compile_query
from archive.search.result_page import ResultPage


def compile_text(query: str, *, mode: str = "wide", match: str = "all", field: str = "text") -> CompiledQuery:
    """Expand without name variants, and compile."""
    return compile_query(expand_query(query, mode=mode), mode=mode, match=match, field=field)


def write(title: str | None, *paragraphs: str, **fields: object) -> Article:
    """Save an article; `source` is a name, `published_on` ISO as precise as it is known."""
    if isinstance(name := fields.pop("source", None), str):
        fields["source"] = Source.objects.get_or_create(name=name)[0]
    if value := fields.pop("published", None):
        parts = [int(part) for part in str(value).split("-")]
        fields["published_on"] = dt.date(*[*parts, 1, 1][:3])
        fields["published_precision"] = ("year", "month", "day")[len(parts) - 1]
        fields["published_basis"] = "stated"
    roles = ["lede"] + ["paragraph"] * len(paragraphs)
    article = Article(title=title, **fields)
    return article_save(article=article, paragraphs=list(zip(roles, paragraphs, strict=False)))


def mention(article: Article, kind: str, name: str, relation: str = "name") -> Entity:
    entity, made = Entity.objects.get_or_create(
        type=kind, name=name, defaults={"key": f"{kind}-{abs(hash(name)) % 10**8}"}
    )
    if made:
        NameForm.objects.create(entity=entity, text=name)
    Mention.objects.create(article=article, entity=entity, relation=relation, surface=name, paragraph=0, start=0, end=1)
    return entity


Find = Callable[..., list[int]]


def ask(q: str = "", **parameters: object) -> ResultPage:
    drain()
    return search(SearchRequest(q=q, **parameters))


def find(q: str = "", **parameters: object) -> set[int]:
    """Primary keys of all articles found."""
    drain()
    return {hit.pk for hit in search(SearchRequest(q=q, **{"per_page": 100, **parameters})).hits}
