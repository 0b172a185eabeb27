"""The current authority file as recognition uses it."""

from archive.entities.authority import FormRow
from archive.entities.models import Entity, NameForm
from archive.entities.recognition import Background, Matcher, read_background
from archive.entities.versions import VersionedCache, name_forms_version


def matcher() -> Matcher:
    """The matcher of all forms, those of refused entities excepted."""
    return _matcher.get()[0]


def matcher_and_background() -> tuple[Matcher, Background]:
    """The matcher, and what the descriptions of known entities say; rebuilt when a name form changes."""
    return _matcher.get()


def _build() -> tuple[Matcher, Background]:
    forms = NameForm.objects.exclude(entity__state=Entity.State.REFUSED).order_by("pk")
    rows = forms.values_list("entity_id", "entity__type", "text", "relation", "is_guarded")
    built = Matcher(FormRow(*row) for row in rows.iterator())
    known = Entity.objects.filter(state=Entity.State.KNOWN, merged_into=None).exclude(description="").order_by("pk")
    return built, read_background(built, known.values_list("pk", "description").iterator())


_matcher = VersionedCache(name_forms_version, _build)
