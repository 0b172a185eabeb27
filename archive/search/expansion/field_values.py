"""Field values → facet keys: sources by key or name, entities by key or any form of their names, labels as printed first."""

from functools import lru_cache

from django.db.models import Q

from archive.catalog.models import LABELLED_FACETS, Source, source_name_key
from archive.catalog.selectors import current_source_keys, printed_forms
from archive.entities.models import Entity, NameForm
from archive.entities.selectors import bare_form
from archive.statements.models import SPEAKING
from archive.text import fold

ENTITY_FIELDS = ("person", "place", "organization")


def field_keys(field: str, text: str) -> tuple[str, ...]:
    """The keys that the value of a field names; () if there are none, or if values of the field are not looked up."""
    if field == "source":
        return source_keys(text)
    if field in LABELLED_FACETS:
        return printed_forms(field, (text,))
    if field == "speaker":
        return tuple(key for kind in SPEAKING for key in entity_keys(kind, text))
    return entity_keys(field, text) if field in ENTITY_FIELDS else ()


def source_keys(text: str) -> tuple[str, ...]:
    """Sources with this key or name; if there are none, those whose name contains the words."""
    text = " ".join(text.split())
    (current,) = current_source_keys((text,))
    named = Q(key=current) | Q(name_key=source_name_key(text))
    if keys := tuple(Source.objects.filter(named).order_by().values_list("key", flat=True)):
        return keys
    wanted = fold(text)
    names = [(key, fold(name)) for key, name in Source.objects.values_list("key", "name")]
    same = tuple(key for key, name in names if name == wanted)
    return same or tuple(key for key, name in names if wanted and f" {wanted} " in f" {name} ")


def entity_keys(kind: str, text: str) -> tuple[str, ...]:
    """Entities of this type (person, place, organization) with this key, or with a name form equal to the text."""
    text = " ".join(text.split())
    entities = Entity.objects.filter(type=kind)
    if keys := tuple(entities.filter(key=text).values_list("key", flat=True)):
        return keys
    wanted = fold(text)
    forms = NameForm.objects.filter(entity__type=kind, relation=NameForm.Relation.NAME)
    found = {key for key, form in forms.values_list("entity__key", "text") if _folded_form(form) == wanted}
    found |= {key for key, name in entities.values_list("key", "name") if _folded(name) == wanted}
    return tuple(sorted(found))


@lru_cache(maxsize=50_000)
def _folded_form(text: str) -> str:
    return fold(bare_form(text))


_folded = lru_cache(maxsize=50_000)(fold)
"""Folding all names of the authority file takes ten times as long as reading them."""
