"""Loading the shipped authority file. What curators do to it: `change_services`; names read in articles: `mention_services`."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from archive.entities.authority import authority_rows, authority_version, guarded_rows
from archive.entities.models import Entity, NameForm


def authority_changed() -> bool:
    """Whether the shipped tables have not been loaded yet in this version."""
    stamp = _stamp()
    return not Entity.objects.exists() or not stamp.exists() or stamp.read_text() != authority_version()


@transaction.atomic
def authority_load() -> tuple[int, int]:
    """Add what the shipped tables hold and the record lacks; returns how many entities and forms were added.

    What is there stays as curators left it: names and descriptions are not overwritten, nothing is deleted, and an entity
    that was merged into another gets no names back.
    """
    rows = {row.key: row for row in (*authority_rows(), *guarded_rows())}
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
    known = dict(Entity.objects.filter(merged_into=None).values_list("key", "pk"))
    present = set(NameForm.objects.values_list("entity_id", "text"))
    forms = [
        NameForm(entity_id=known[row.key], text=text, relation=relation, is_guarded=row.guarded)
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
