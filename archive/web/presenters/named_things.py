"""What two sides write of under different names, each name with an article on which it is marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.catalog.models import Article
from archive.coverage.selectors import Name, Naming
from archive.web.links import article_url
from archive.web.query_string import encode_params


@dataclass(frozen=True)
class Word:
    """A word or name with its count, and the article (id) that has it, with the address at which it is marked."""

    printed: str
    count: int
    article: str
    link: str


@dataclass(frozen=True)
class NamedThing:
    thing: str
    left: Word
    right: Word


def named_things(found: Sequence[Naming]) -> tuple[NamedThing, ...]:
    keys = article_keys(name.article for one in found for name in (one.left, one.right))

    def word(name: Name) -> Word:
        return marked_word(name.printed, name.count, keys[name.article])

    return tuple(NamedThing(one.thing, word(one.left), word(one.right)) for one in found)


def marked_word(printed: str, count: int, article: str) -> Word:
    query = encode_params([("q", f'"{printed}"' if " " in printed else printed)])
    return Word(printed, count, article, article_url(article, query))


def article_keys(pks: Iterable[int]) -> dict[int, str]:
    return dict(Article.objects.filter(pk__in=set(pks)).values_list("pk", "key"))
