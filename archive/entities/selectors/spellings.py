"""How names are spelled: by the authority file, by curators' decisions about pairs of words, and in print."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count

from archive.entities.authority import FormRow
from archive.entities.models import Entity, Mention, NameForm, SpellingVariant
from archive.entities.name_lookup import NameSpellings
from archive.entities.versions import Version, VersionedCache, name_forms_version, spelling_decisions_version
from archive.text import analysis_version


@dataclass(frozen=True)
class SpellingDecisions:
    """Curators' decisions about pairs of folded words."""

    confirmed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For each word the words confirmed as its spellings, nearest first."""
    refused: frozenset[tuple[str, str]] = frozenset()

    def is_refused(self, one: str, other: str) -> bool:
        return (min(one, other), max(one, other)) in self.refused


def name_spellings() -> NameSpellings:
    """The spellings of names in the current authority file."""
    return _name_spellings.get()


def spelling_decisions() -> SpellingDecisions:
    """The pairs that are confirmed or refused now."""
    return _decisions.get()


def entity_spellings(entity: Entity) -> list[tuple[str, int]]:
    """Printed spellings of the entity in published articles with their counts, most frequent first."""
    rows = (
        Mention.objects.visible()
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


def name_spellings_version() -> Version:
    """Changes with the name forms and with the analysis of their words."""
    return (*name_forms_version(), analysis_version())


def _build_name_spellings() -> NameSpellings:
    forms = NameForm.objects.filter(is_guarded=False).order_by("pk")
    rows = forms.values_list("entity_id", "entity__type", "text", "relation")
    return NameSpellings(FormRow(*row) for row in rows.iterator())


def _build_decisions() -> SpellingDecisions:
    confirmed: dict[str, list[str]] = {}
    refused = set()
    decided = SpellingVariant.objects.exclude(state="proposed").order_by("distance", "pk")
    for one, other, state in decided.values_list("one", "other", "state"):
        if state == "confirmed":
            confirmed.setdefault(one, []).append(other)
            confirmed.setdefault(other, []).append(one)
        else:
            refused.add((one, other))
    return SpellingDecisions({word: tuple(others) for word, others in confirmed.items()}, frozenset(refused))


_name_spellings = VersionedCache(name_spellings_version, _build_name_spellings)
_decisions = VersionedCache(spelling_decisions_version, _build_decisions)
