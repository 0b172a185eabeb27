"""What curators decide about two spellings, and the names as queries look them up."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from archive.entities.models import NameForm, SpellingVariant
from archive.entities.recognition.matching import FormRow
from archive.entities.spellings import NameSpellings
from archive.entities.state import decisions_stamp, names_stamp
from archive.text import analysis_version, fold

_names: tuple[object, NameSpellings] | None = None
_decisions: "tuple[object, SpellingDecisions] | None" = None


@dataclass(frozen=True)
class SpellingDecisions:
    """What was decided of pairs of folded words."""

    confirmed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    refused: frozenset[tuple[str, str]] = frozenset()

    def is_refused(self, one: str, other: str) -> bool:
        return (min(one, other), max(one, other)) in self.refused


def name_spellings() -> NameSpellings:
    """The spellings of names as the authority file stands, built again when a form changed."""
    global _names
    version = (*names_stamp(), analysis_version())
    if _names is None or _names[0] != version:
        forms = (
            NameForm.objects.filter(is_guarded=False)
            .order_by("pk")
            .values_list("entity_id", "entity__type", "text", "relation")
        )
        _names = version, NameSpellings(FormRow(*row) for row in forms.iterator())
    return _names[1]


def spelling_decisions() -> SpellingDecisions:
    """Confirmed and refused pairs as they stand."""
    global _decisions
    version = decisions_stamp()
    if _decisions is None or _decisions[0] != version:
        confirmed: dict[str, list[str]] = {}
        refused = set()
        decided = SpellingVariant.objects.exclude(state="proposed").order_by("distance", "pk")
        for one, other, is_so in decided.values_list("one", "other", "state"):
            if is_so == "confirmed":
                confirmed.setdefault(one, []).append(other)
                confirmed.setdefault(other, []).append(one)
            else:
                refused.add((one, other))
        lists = {word: tuple(others) for word, others in confirmed.items()}
        _decisions = version, SpellingDecisions(lists, frozenset(refused))
    return _decisions[1]


def spelling_variants_set_state(*, variants: QuerySet[SpellingVariant], state: str) -> int:
    """Confirm or refuse pairs; returns how many."""
    return variants.update(state=state, changed_at=timezone.now())


@transaction.atomic
def spelling_variants_propose(*, pairs: Iterable[tuple[str, str, float, float | None]]) -> int:
    """Add (one, other, distance, company) that curators have not seen yet; returns how many."""
    known = set(SpellingVariant.objects.values_list("one", "other"))
    new: dict[tuple[str, str], SpellingVariant] = {}
    for first, second, distance, company in pairs:
        one, other = sorted((fold(first), fold(second)))
        if one != other and (one, other) not in known:
            new[one, other] = SpellingVariant(one=one, other=other, distance=distance, company=company)
    SpellingVariant.objects.bulk_create(new.values(), batch_size=1000)
    return len(new)
