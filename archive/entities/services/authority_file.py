"""Loading the shipped authority file."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from archive.entities.authority import AuthorityRow, authority_rows, authority_version, guarded_rows
from archive.entities.models import Entity, NameForm

ROWS_PER_INSERT = 1_000


def authority_changed() -> bool:
    """Whether the shipped tables are newer than those loaded last."""
    loaded = _version_file()
    return not Entity.objects.exists() or not loaded.exists() or loaded.read_text() != authority_version()


@transaction.atomic
def authority_load() -> tuple[int, int]:
    """Add the shipped entities and forms that the database lacks; returns how many entities and forms were added.

    Curators' work is kept: names and descriptions are not overwritten, nothing is deleted, and an entity that was merged into
    another gets no forms back.
    """
    rows = {row.key: row for row in (*authority_rows(), *guarded_rows())}
    entities = _missing_entities(rows.values())
    Entity.objects.bulk_create(entities, batch_size=ROWS_PER_INSERT)
    forms = _missing_forms(rows.values())
    NameForm.objects.bulk_create(forms, batch_size=ROWS_PER_INSERT)
    loaded = _version_file()
    transaction.on_commit(lambda: loaded.write_text(authority_version()) and None)
    return len(entities), len(forms)


def _missing_entities(rows: Iterable[AuthorityRow]) -> list[Entity]:
    """Entities for the rows that no entity has as its key, or as its type, name and description."""
    keys = set(Entity.objects.values_list("key", flat=True))
    wikidata_ids = set(Entity.objects.exclude(wikidata_id=None).values_list("wikidata_id", flat=True))
    same = set(Entity.objects.values_list("type", "name", "description"))
    missing = []
    for row in rows:
        if row.key in keys or (row.type, row.name, row.description) in same:
            continue
        same.add((row.type, row.name, row.description))
        wikidata = row.wikidata if row.wikidata not in wikidata_ids else None
        wikidata_ids.add(wikidata)
        missing.append(
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
    return missing


def _missing_forms(rows: Iterable[AuthorityRow]) -> list[NameForm]:
    """The forms of rows that their unmerged entity lacks."""
    known = dict(Entity.objects.filter(merged_into=None).values_list("key", "pk"))
    present = set(NameForm.objects.values_list("entity_id", "text"))
    return [
        NameForm(entity_id=known[row.key], text=text, relation=relation, is_guarded=row.guarded)
        for row in rows
        if row.key in known
        for text, relation in row.forms
        if (known[row.key], text) not in present
    ]


def _version_file() -> Path:
    return Path(settings.DATA_DIR) / "authority.version"
