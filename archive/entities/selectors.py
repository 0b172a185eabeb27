"""Reads over the authority file and the mentions."""

import datetime as dt
import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, F

from archive.catalog.compiled_in_query import CompiledInQuery
from archive.catalog.models import Paragraph
from archive.entities.authority import authority_rows, bare_form
from archive.entities.models import Entity, Mention, NameForm
from archive.entities.recognition.nationality import nationality_forms
from archive.entities.roles import role_before
from archive.entities.state import names_stamp
from archive.text import analyze, fold, is_inflected_noun, spelling, takes_article
from archive.text.stemming import protected_form

MOST_READ = 500
"""So many mentions of a person are looked at for titles."""
LEAST_SHARE = 0.01
"""Of those, so many must have a title for it to be told."""
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_expansions: tuple[object, dict[tuple[str, ...], tuple[tuple[str, ...], ...]]] | None = None

ARTICLES = ("ال", "وال", "لل", "بال")
_labels = CompiledInQuery(
    lambda keys: Entity.objects.filter(key__in=keys).order_by().values_list("key", "name", "type")
)


def entity_labels(keys: list[str]) -> dict[str, tuple[str, str]]:
    """(preferred name, type) by key."""
    return {key: (name, kind) for key, name, kind in _labels.rows(keys)}


def standing_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The same keys; in place of one that was merged into another, that other's."""
    merged = Entity.objects.filter(key__in=keys).exclude(merged_into=None).values_list("key", "merged_into__key")
    leads_to = dict(merged) if keys else {}
    return tuple(dict.fromkeys(leads_to.get(key, key) for key in keys))


def known_places() -> frozenset[str]:
    """Folded names of places that stand without a condition."""
    return frozenset(fold(text) for text in _names(entity__type="place") if "(" not in text)


def known_agencies() -> dict[str, str]:
    """Folded forms of news agencies → the preferred name."""
    rows = NameForm.objects.filter(entity__is_agency=True).values_list("text", "entity__name")
    return {fold(bare_form(text)): name for text, name in rows}


def protected_names(*, shipped: bool = False) -> frozenset[str]:
    """Printed words that analysis never takes a letter from: names of one word, and each word of persons and places.

    `shipped`: from the tables that come along, without a database. Words of longer names of organizations are common words
    and not protected; of longer names of places those are that never take the article (يانغ, not جنوب). Nationalities
    inflect and are not protected either. A name that counts only in company («مدينة صور», «أحلام مستغانمي») and is a
    common noun's plural or feminine besides goes with that noun: who asks for صور wants pictures too, and the place is found
    as printed and by its entity.
    """
    if shipped:
        forms = ((row.type, text) for row in authority_rows() for text, relation in row.forms if relation == "name")
    else:
        forms = (
            (kind, text) for kind, text in NameForm.objects.filter(relation="name").values_list("entity__type", "text")
        )
    alone: set[str] = set()
    in_company: set[str] = set()
    for kind, text in forms:
        words = bare_form(text).split()
        if len(words) == 1 and "(" not in text:
            alone.update(words)
        elif len(words) == 1 or kind == "person":
            in_company.update(words)
        elif kind == "place":
            alone.update(word for word in words if not word.startswith(ARTICLES) and not takes_article(fold(word)))
    return frozenset(alone.union(word for word in in_company if not is_inflected_noun(protected_form(word))))


class Expansions:
    """The names and nationalities of countries as they stand; one query, however many words are then asked about."""

    def __init__(self) -> None:
        self._forms = _country_forms()

    def of(self, words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """For a country's name or nationality (printed words): the printed forms of that country, each as words.

        Empty for anything else. أمريكا gives the Americans and the United States, and the other way round. Punctuation
        typed along with a word («مصر، …») is no part of it.
        """
        return self._forms.get(tuple(spelling(_EDGES.sub("", word)) for word in words), ())


def entity_spellings(entity: Entity) -> list[tuple[str, int]]:
    """Printed spellings of the entity in published articles with their counts, most frequent first."""
    rows = (
        Mention.objects.counting()
        .filter(entity=entity, article__state="published")
        .exclude(relation="coreference")
        .values_list("surface")
        .annotate(count=Count("pk"))
        .order_by("-count", "surface")
    )
    merged: Counter[str] = Counter()
    for surface, count in rows:
        merged[" ".join(surface.split())] += count
    return merged.most_common()


@dataclass(frozen=True)
class Role:
    """A title phrase that was printed before a person's name, with the first and last day of its articles."""

    text: str
    count: int
    first: dt.date | None
    last: dt.date | None


def entity_roles(entity: Entity, *, limit: int) -> list[Role]:
    """The title phrases printed most before the name, in the newest MOST_READ mentions by name; stray ones are left out.

    Spellings of one phrase (الأميركي, الأمريكي) count together, under the one that is printed most.
    """
    named = Mention.objects.counting().filter(
        entity=entity, relation="name", article__state="published", paragraph__gte=0
    )
    newest = named.order_by(F("article__published_on").desc(nulls_last=True), "-pk")
    rows = list(newest.values_list("article_id", "paragraph", "start", "article__published_on")[:MOST_READ])
    texts = _paragraphs({(article, paragraph) for article, paragraph, *_ in rows})
    ends = _persons_end(sorted({article for article, *_ in rows}))
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    days: dict[str, list[dt.date]] = defaultdict(list)
    for article, paragraph, start, day in rows:
        floor = max((end for end in ends[article, paragraph] if end <= start), default=0)
        role = role_before(texts.get((article, paragraph), ""), start, floor=floor)
        if role:
            key = " ".join(term.spelling for term in analyze(role)).removeprefix("ال")
            printed[key][role] += 1
            days[key] += [day] if day else []
    roles = [
        Role(words.most_common(1)[0][0], words.total(), min(days[key], default=None), max(days[key], default=None))
        for key, words in printed.items()
        if words.total() > 1 and words.total() >= LEAST_SHARE * len(rows)
    ]
    return sorted(roles, key=lambda role: (-role.count, role.text))[:limit]


def _persons_end(articles: list[int]) -> dict[tuple[int, int], list[int]]:
    """Where names of persons end, by article and paragraph: a title before one is not that of the next."""
    ends: dict[tuple[int, int], list[int]] = defaultdict(list)
    for start in range(0, len(articles), 500):
        some = Mention.objects.filter(article__in=articles[start : start + 500], entity__type="person")
        for article, paragraph, end in some.values_list("article_id", "paragraph", "end").order_by():
            ends[article, paragraph].append(end)
    return ends


def _paragraphs(places: set[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Printed paragraphs by article and position."""
    articles = sorted({article for article, _ in places})
    found: dict[tuple[int, int], str] = {}
    for start in range(0, len(articles), 500):
        rows = Paragraph.objects.filter(article__in=articles[start : start + 500])
        for article, position, text in rows.values_list("article_id", "position", "text"):
            if (article, position) in places:
                found[article, position] = text
    return found


def _names(**conditions: object) -> list[str]:
    return list(NameForm.objects.filter(relation="name", is_guarded=False, **conditions).values_list("text", flat=True))


def _country_forms() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    global _expansions
    version = names_stamp()
    if _expansions is not None and _expansions[0] == version:
        return _expansions[1]
    by_country: dict[int, list[tuple[str, str]]] = defaultdict(list)
    countries = NameForm.objects.filter(relation="nationality").values("entity")
    forms = NameForm.objects.filter(entity__in=countries, entity__type="place").order_by("pk")
    for pk, text, relation in forms.values_list("entity", "text", "relation"):
        by_country[pk].append((text, relation))
    table: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for rows in by_country.values():
        printed: list[tuple[str, ...]] = []
        asked: list[tuple[str, ...]] = []
        for text, relation in rows:
            if "(" in text:
                continue
            if relation == "name":
                printed.append(tuple(text.split()))
                asked.append(tuple(text.split()))
            elif relation == "nationality":
                derived = list(nationality_forms(text))
                printed += derived[:8]
                asked += derived
        words = tuple(dict.fromkeys(printed))
        for form in asked:
            table.setdefault(tuple(spelling(word) for word in form), words)
    _expansions = version, table
    return table
