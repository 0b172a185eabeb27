"""The Latin names of the authority file."""

from archive.entities.models import Entity, NameForm
from archive.entities.name_lookup import LatinNames
from archive.entities.versions import Version, VersionedCache, name_forms_version


def latin_names() -> LatinNames:
    """The Latin names in the current authority file."""
    return _latin_names.get()


def _version() -> Version:
    return (Entity.objects.filter(state=Entity.State.KNOWN).count(), *name_forms_version())


def _build() -> LatinNames:
    rows = list(Entity.objects.exclude(latin_name="").order_by("pk").values_list("name", "type", "latin_name"))
    forms = NameForm.objects.filter(relation="name", text__regex=r"^[A-Za-z .-]+$").order_by("pk")
    return LatinNames(rows, list(forms.values_list("text", "entity__name")))


_latin_names = VersionedCache(_version, _build)
