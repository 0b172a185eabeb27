"""Pairs of printed words that may spell one name: proposed by measurement, decided by curators."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from archive.entities.models import SpellingVariant
from archive.text import fold


def spelling_variants_set_state(*, variants: QuerySet[SpellingVariant], state: str) -> int:
    """Confirm or refuse pairs; returns how many."""
    return variants.update(state=state, changed_at=timezone.now())


@transaction.atomic
def spelling_variants_propose(*, pairs: Iterable[tuple[str, str, float, float | None]]) -> int:
    """Add pairs that the table lacks, each (one, other, distance, context similarity); returns how many were added."""
    known = set(SpellingVariant.objects.values_list("one", "other"))
    new: dict[tuple[str, str], SpellingVariant] = {}
    for first, second, distance, context_similarity in pairs:
        one, other = sorted((fold(first), fold(second)))
        if one != other and (one, other) not in known:
            new[one, other] = SpellingVariant(
                one=one, other=other, distance=distance, context_similarity=context_similarity
            )
    SpellingVariant.objects.bulk_create(new.values(), batch_size=1000)
    return len(new)
