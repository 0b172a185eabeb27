"""The queue of pairs of words that may spell one name, each with the number of articles that print it."""

from typing import Any

from django.http import HttpRequest

from archive import search
from archive.curation.admin.curated import is_key
from archive.curation.admin.decision_queue import ROWS_PER_PAGE, Choice, DecisionQueue, Done, Row, Waiting
from archive.curation.group_decisions import GroupChangedError
from archive.curation.history import changes_recorded
from archive.entities.models import SpellingVariant
from archive.entities.services import spelling_variants_set_state

State = SpellingVariant.State


class VariantQueue(DecisionQueue):
    name = "variant-queue"
    title = "رسوم أسماء مقترحة"
    accept_label, refuse_label, answer_label, left_label = "رسمان لاسم واحد", "اسمان مختلفان", "", ""

    def waiting(self, request: HttpRequest, skipped: frozenset[str]) -> Waiting:
        rows = SpellingVariant.objects.filter(state=State.PROPOSED)
        total = rows.count()
        left = rows.exclude(pk__in=[key for key in skipped if is_key(key)])
        return Waiting([self._row(pair) for pair in left[:ROWS_PER_PAGE]], total, 0, total - left.count())

    def _row(self, pair: SpellingVariant) -> Row:
        counts = [_articles_printing(word) for word in (pair.one, pair.other)]
        printed = [
            f"«{word}»: {count} من المقالات"
            for word, count in zip((pair.one, pair.other), counts, strict=True)
            if count is not None
        ]
        company = (
            []
            if pair.context_similarity is None
            else [f"صحبتهما في المقالات تتشابه بقدر {pair.context_similarity:.0%}"]
        )
        return Row(
            key=str(pair.pk), seen=pair.state, form=str(pair), kind="", answer="", note=" · ".join([*printed, *company]),
            articles=sum(filter(None, counts)), spans=0, evidence=[], accept=self.accept_label, can_change=False,
        )  # fmt: skip

    def decide(self, request: HttpRequest, chosen: Choice) -> Done:
        state = {"accept": State.CONFIRMED, "refuse": State.REFUSED}.get(chosen.decision)
        rows = SpellingVariant.objects.filter(pk=chosen.key if is_key(chosen.key) else 0, state=State.PROPOSED)
        pair = rows.first()
        if pair is None or state is None:
            raise GroupChangedError
        self._set(request, pair, state)
        return Done(f"{pair}: {self.accept_label if state == State.CONFIRMED else self.refuse_label}", [pair.pk, state])

    def undo(self, request: HttpRequest, token: Any) -> None:
        if pair := SpellingVariant.objects.filter(pk=token[0], state=token[1]).first():
            self._set(request, pair, State.PROPOSED)

    def _set(self, request: HttpRequest, pair: SpellingVariant, state: str) -> None:
        with changes_recorded(request.user, [pair]):
            spelling_variants_set_state(variants=SpellingVariant.objects.filter(pk=pair.pk), state=state)


def _articles_printing(word: str) -> int | None:
    """None while the index cannot be asked."""
    try:
        return search.find(search.SearchRequest(q=word, mode="spelling", variants=False, facets=()), 1).count
    except search.SearchUnavailableError:
        return None
