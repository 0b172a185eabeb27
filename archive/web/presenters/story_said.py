"""Who said what in a story: each speaker once, and each utterance once with all articles that print it.

What one article prints in other words than the first stands beneath it and not by itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from archive.entities.models import Entity
from archive.search import SearchRequest
from archive.statements.models import Quotation
from archive.statements.selectors import Utterance, speaker_of, utterances, wordings_among
from archive.text import fold
from archive.web.presenters.ledger import SPEAKER, LedgerRequest, ledger_url
from archive.web.presenters.ledger_rows import UNKNOWN, Row, row, wording


@dataclass
class Sayings:
    """What one speaker says. `link` leads to the speaker's page, `ledger` to what he says elsewhere; "" if nobody known."""

    name: str
    link: str = ""
    ledger: str = ""
    rows: list[Row] = field(default_factory=list)
    articles: set[int] = field(default_factory=set)
    """That quote the speaker (primary keys)."""


def sayings(quotations: Iterable[Quotation]) -> list[Sayings]:
    """By speaker: who is quoted in most articles first, those whom no article names last. In the order given, each one's
    utterances that most articles print first."""
    read = list(quotations)
    said = utterances(read)
    wordings = _one_way(said, wordings_among([one.lead for one in said], read))
    placed = {pk for others in wordings.values() for pk in others}
    found: dict[Entity | str, Sayings] = {}
    of_lead = {one.lead.pk: one for one in said}
    for one in sorted(said, key=lambda utterance: -len(utterance.printings)):
        speaker = speaker_of(one.lead)
        key = speaker or fold(one.lead.speaker_name or "")
        group = found.setdefault(key, _group(speaker, one.lead))
        group.articles |= {printed.article_id for printed in one.printings}
        if one.lead.pk not in placed:
            others = [wording(one.lead, of_lead[pk].printings) for pk in wordings.get(one.lead.pk, ())]
            group.rows.append(replace(row(one), wordings=others))
    return sorted(found.values(), key=lambda group: (group.name == UNKNOWN, -len(group.articles), -len(group.rows)))


def in_order(quotations: Iterable[Quotation], pks: Sequence[int]) -> list[Quotation]:
    """In the order of these articles (primary keys), then of the print."""
    place = {pk: number for number, pk in enumerate(pks)}
    return sorted(quotations, key=lambda one: (place[one.article_id], one.paragraph, one.start))


def _one_way(said: Sequence[Utterance], wordings: dict[int, list[Quotation]]) -> dict[int, list[int]]:
    """Leads (primary keys) of the utterances that stand beneath each: beneath one alone, which stands beneath none."""
    lead_of = {printed.pk: one.lead.pk for one in said for printed in one.printings}
    above: dict[int, list[int]] = {}
    beneath: set[int] = set()
    for one in sorted(said, key=lambda utterance: -len(utterance.printings)):
        pk = one.lead.pk
        near = dict.fromkeys(lead_of[other.pk] for other in wordings[pk] if other.pk in lead_of)
        others = [other for other in near if other != pk and other not in beneath and other not in above]
        if pk not in beneath and others:
            above[pk] = others
            beneath |= set(others)
    return above


def _group(speaker: Entity | None, lead: Quotation) -> Sayings:
    if speaker is None:
        return Sayings(lead.speaker_name or UNKNOWN)
    ledger = ledger_url(LedgerRequest(SearchRequest(filters={SPEAKER: (speaker.key,)})))
    return Sayings(speaker.name, speaker.get_absolute_url(), ledger)
