"""Redacted articles name no redacted speaker: decided quotations outlive a new reading, with the names that they were given."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q

from archive.catalog.models import Article
from archive.catalog.selectors import Redactor, redactors_of
from archive.entities.models import Entity
from archive.statements.models import Quotation

_FIELDS = ("speaker", "speaker_name", "speaker_surface")


@transaction.atomic
def redacted_speakers_hide(articles: Sequence[Article]) -> None:
    """Replace redacted names in who speaks in these articles, and forget speakers that are redacted there, decided or not."""
    redactors = redactors_of(articles) if articles else {}
    for article in articles:
        redactor = redactors[article.key]
        hidden = redacted_speakers(redactor.entity_keys)
        rows = [one for one in article.quotations.all() if redactor.rules and _is_hidden(one, redactor, hidden)]
        Quotation.objects.bulk_update(rows, _FIELDS)


def redacted_speakers(keys: Iterable[str]) -> set[int]:
    """Primary keys of the entities with these keys, of what they were merged into, and of what was merged into them."""
    wanted = list(keys)
    if not wanted:
        return set()
    rows = Entity.objects.filter(Q(key__in=wanted) | Q(merged_into__key__in=wanted)).values_list("pk", "merged_into")
    return {pk for pair in rows for pk in pair if pk is not None}


def _is_hidden(quotation: Quotation, redactor: Redactor, hidden: set[int]) -> bool:
    """Hide the speaker of an unsaved change; whether there was anything to hide."""
    name, surface = redactor.text(quotation.speaker_name)[:250], redactor.text(quotation.speaker_surface)[:250]
    is_named = quotation.speaker_id in hidden
    if is_named and name == quotation.speaker_name and quotation.speaker_basis == Quotation.SpeakerBasis.CURATOR:
        name = redactor.rules[0].replacement  # what a curator typed is printed nowhere: no form need match it
    if not is_named and (name, surface) == (quotation.speaker_name, quotation.speaker_surface):
        return False
    quotation.speaker, quotation.speaker_name, quotation.speaker_surface = None, name, surface
    return True
