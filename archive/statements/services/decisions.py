"""Decisions of curators about quotations."""

from collections.abc import Iterable

from django.db import transaction

from archive.catalog.span_services import spans_decide
from archive.entities.models import Entity
from archive.statements.models import Quotation
from archive.statements.services.redacted import redacted_speakers_hide


def quotations_decide(*, quotations: Iterable[Quotation], decision: str) -> int:
    """One decision about many quotations, `confirmed` as they were read or `refused`; returns the count."""
    return spans_decide(spans=quotations, decision=decision)


def quotation_confirm(*, quotation: Quotation) -> None:
    """Keep the quotation as it was read."""
    quotations_decide(quotations=[quotation], decision=Quotation.Decision.CONFIRMED)


def quotation_refuse(*, quotation: Quotation) -> None:
    """These words are no quotation: hide it from readers."""
    quotations_decide(quotations=[quotation], decision=Quotation.Decision.REFUSED)


def quotation_restore(
    *, quotation: Quotation, decision: str, speaker_id: int | None, speaker_name: str, speaker_basis: str
) -> None:
    """Take a decision back: the quotation as it stood before, undecided or decided otherwise."""
    quotation.speaker_id, quotation.speaker_name, quotation.speaker_basis = speaker_id, speaker_name, speaker_basis
    _decide_speaker(quotation, decision)


def quotation_correct_speaker(*, quotation: Quotation, speaker: Entity | None, name: str = "") -> None:
    """Say who spoke: an entity, or a name or description; neither if nobody can be said."""
    quotation.speaker = speaker
    quotation.speaker_name = " ".join(name.split())[:250] or (speaker.name if speaker else "")
    quotation.speaker_basis = Quotation.SpeakerBasis.CURATOR
    _decide_speaker(quotation, Quotation.Decision.CONFIRMED)


@transaction.atomic
def _decide_speaker(quotation: Quotation, decision: str) -> None:
    spans_decide(spans=[quotation], decision=decision, changed=("speaker", "speaker_name", "speaker_basis"))
    if quotation.article.is_redacted:
        redacted_speakers_hide([quotation.article])
        quotation.refresh_from_db(fields=["speaker", "speaker_name", "speaker_surface"])
