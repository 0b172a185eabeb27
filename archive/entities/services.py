"""Writes to the authority file, and names read in articles."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max

from archive.catalog.models import Article
from archive.entities.authority import authority_rows, authority_version
from archive.entities.matching import FormRow, Found, Matcher
from archive.entities.models import Entity, Mention, NameForm

TITLE = -1
"""The place of the title among an article's paragraphs."""
_DASHES = "-–—:/"
_cached: tuple[tuple[object, ...], Matcher] | None = None


def authority_changed() -> bool:
    """Whether the shipped tables have not been loaded yet in this version."""
    stamp = _stamp()
    return not Entity.objects.exists() or not stamp.exists() or stamp.read_text() != authority_version()


@transaction.atomic
def authority_load() -> tuple[int, int]:
    """Add what the shipped tables hold and the record lacks; returns how many entities and forms were added.

    What is there stays as curators left it: names and descriptions are not overwritten, nothing is deleted.
    """
    rows = {row.key: row for row in authority_rows()}
    known = dict(Entity.objects.values_list("key", "pk"))
    taken = set(Entity.objects.exclude(wikidata_id=None).values_list("wikidata_id", flat=True))
    same = set(Entity.objects.values_list("type", "name", "description"))
    new = []
    for row in rows.values():
        if row.key in known or (row.type, row.name, row.description) in same:
            continue
        same.add((row.type, row.name, row.description))
        wikidata = row.wikidata if row.wikidata not in taken else None
        taken.add(wikidata)
        new.append(
            Entity(
                key=row.key,
                type=row.type,
                name=row.name,
                latin_name=row.latin,
                description=row.description,
                is_agency=row.agency,
                wikidata_id=wikidata,
            )
        )
    Entity.objects.bulk_create(new, batch_size=1000)
    known = dict(Entity.objects.values_list("key", "pk"))
    present = set(NameForm.objects.values_list("entity_id", "text"))
    forms = [
        NameForm(entity_id=known[row.key], text=text, relation=relation)
        for row in rows.values()
        if row.key in known
        for text, relation in row.forms
        if (known[row.key], text) not in present
    ]
    NameForm.objects.bulk_create(forms, batch_size=1000)
    stamp = _stamp()
    transaction.on_commit(lambda: stamp.write_text(authority_version()) and None)
    return len(new), len(forms)


def _stamp() -> Path:
    return Path(settings.DATA_DIR) / "authority.version"


def matcher() -> Matcher:
    """The matcher of the authority file as it stands; built again when a form was added, changed or deleted."""
    global _cached
    state = NameForm.objects.aggregate(count=Count("pk"), last=Max("pk"), changed=Max("changed_at"))
    version = tuple(state.values())
    if _cached is None or _cached[0] != version:
        forms = NameForm.objects.order_by("pk").values_list("entity_id", "entity__type", "text", "relation")
        _cached = version, Matcher(FormRow(*row) for row in forms.iterator())
    return _cached[1]


def mentions_build(*, article: Article, paragraphs: Sequence[tuple[str, str]]) -> list[Mention]:
    """Unsaved mentions of an article, in its printed title and its paragraphs, given as (role, text)."""
    texts = [article.title or "", *(text for _, text in paragraphs)]
    prose = next((place for place, (role, _) in enumerate(paragraphs) if role in ("lede", "paragraph")), None)
    mentions = []
    for place, names in enumerate(matcher().find_all(texts), TITLE):
        for name in names:
            if place == prose and _is_dateline(texts[place + 1], name, article.dateline):
                continue
            mentions.append(
                Mention(
                    article=article,
                    entity_id=name.entity,
                    relation=name.relation,
                    surface=name.surface[:250],
                    paragraph=place,
                    start=name.start,
                    end=name.end,
                )
            )
    return mentions


@transaction.atomic
def mentions_refresh(*, article: Article) -> None:
    """Read the names of a saved article again."""
    paragraphs = list(article.paragraphs.order_by("position").values_list("role", "text"))
    mentions = mentions_build(article=article, paragraphs=paragraphs)
    article.mentions.all().delete()
    Mention.objects.bulk_create(mentions)


def _is_dateline(text: str, name: Found, dateline: str) -> bool:
    """The place an agency writes from («تونس- أعلنت») is no place that the text speaks of."""
    return bool(dateline) and name.start == 0 and text[name.end :].lstrip()[:1] in _DASHES and name.surface in dateline
