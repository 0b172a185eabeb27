"""The queue of dates that contradict themselves in print: one decision for all articles that print one form with one reading."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from archive.catalog.models import form_key
from archive.chronology.models import DateMention
from archive.chronology.selectors import date_groups, dates_in_group, doubtful_dates
from archive.curation.admin.decision_queue import (
    ROWS_PER_PAGE,
    Choice,
    DecisionQueue,
    DecisionRefusedError,
    Done,
    Row,
    Waiting,
    by_group,
    evidence_of,
)
from archive.curation.evidence import Passage
from archive.curation.group_decisions import GroupChangedError, date_group_decide, date_group_reopen, seen_token
from archive.text.dates import find_weekdays

DECISIONS = {
    "accept": DateMention.Decision.CONFIRMED,
    "refuse": DateMention.Decision.REFUSED,
    "change": DateMention.Decision.CONFIRMED,
}
MADE = ("decision", "value", "end_value")
"""What a decision sets: as long as a date has these, nobody decided otherwise."""
OVERTAKEN = "حسمها زميل بعدك، أو تغيّر نصها؛ فلم يتغير شيء."
WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
"""From Monday, as `date.weekday` counts."""


class DateQueue(DecisionQueue):
    name = "date-queue"
    title = "تواريخ تنتظر قرارًا"
    refuse_label = "ليس تاريخًا"

    def waiting(self, request: HttpRequest, skipped: frozenset[str]) -> Waiting:
        dates: Any = self.model_admin.get_queryset(request)
        groups = date_groups(dates)
        keys = [_key(group.value, group.end_value, group.doubt, group.form) for group in groups]
        left = [key for key in keys if key not in skipped]
        chosen = left[:ROWS_PER_PAGE]
        waiting = doubtful_dates(dates).filter(value__in={key.split("|")[0] for key in chosen})
        places = by_group(waiting.select_related("article__source"), _key_of)
        found = [places[key] for key in chosen if key in places]
        shown = [_row(spans, passages) for spans, passages in zip(found, evidence_of(found), strict=True)]
        return Waiting(shown, len(groups), sum(group.dates for group in groups), len(groups) - len(left))

    def decide(self, request: HttpRequest, chosen: Choice) -> Done:
        decision, parts = chosen.decision, chosen.key.split("|", 3)
        if decision not in DECISIONS or len(parts) != 4:
            raise GroupChangedError
        typed = chosen.value.strip() if decision == "change" else ""
        if decision == "change" and not typed:
            raise DecisionRefusedError("اكتب التاريخ الصحيح أولًا، مثل 2024-06-20.")
        rows: Any = self.model_admin.get_queryset(request).select_related("article")
        group = dict(zip(("value", "end_value", "doubt", "form"), parts, strict=True))
        try:
            decided = date_group_decide(
                load=lambda: dates_in_group(rows, **group),
                seen=chosen.seen,
                decision=DECISIONS[decision],
                value=typed,
                user=request.user,
            )
        except ValueError as error:
            raise DecisionRefusedError("ليس هذا تاريخًا؛ اكتبه هكذا: 2024-06-20 أو 2024-06 أو 2024.") from error
        label = self.refuse_label if decision == "refuse" else typed or _reading(parts[0], parts[1])
        made = {name: getattr(decided[0], name) for name in MADE}
        return Done(f"{parts[3]}: {label} (المواضع: {len(decided)})", {**made, "pk__in": [date.pk for date in decided]})

    def undo(self, request: HttpRequest, token: Any) -> None:
        """What a colleague decided otherwise since stays so."""
        rows: Any = self.model_admin.get_queryset(request)
        if not date_group_reopen(load=lambda: list(rows.filter(**token)), user=request.user):
            raise DecisionRefusedError(OVERTAKEN)

    def change_field(self, place: int) -> str:
        return format_html(
            '<input name="value-{}" dir="ltr" maxlength="10" placeholder="2024-06-20" aria-label="التاريخ الصحيح">',
            place,
        )


def _key(value: str, end_value: str, doubt: str, form: str) -> str:
    return f"{value}|{end_value}|{doubt}|{form}"


def _key_of(date: DateMention) -> str:
    return _key(date.value, date.end_value, date.doubt, form_key(date.surface))


def _reading(value: str, end_value: str) -> str:
    return f"{value} – {end_value}" if end_value else value


def _row(spans: Sequence[DateMention], evidence: Sequence[Passage]) -> Row:
    first = spans[0]
    query = urlencode({"q": first.value, "doubt__exact": first.doubt})
    return Row(
        key=_key_of(first),
        seen=seen_token(spans),
        form=first.surface,
        kind=first.get_doubt_display(),
        answer=_reading(first.value, first.end_value),
        note=f"يوافق {WEEKDAYS[first.first.weekday()]}" if first.first == first.last else "",
        articles=len({date.article_id for date in spans}),
        spans=len(spans),
        evidence=evidence,
        others=_printed_weekday(first, evidence),
        places=f"{reverse('admin:chronology_datemention_changelist')}?{query}",
    )


def _printed_weekday(date: DateMention, evidence: Sequence[Passage]) -> list[tuple[str, str]]:
    """The nearest day of the printed name, where that contradicts the date and all passages print the same: slips of a day or
    two are common."""
    if date.doubt != DateMention.Doubt.WEEKDAY or date.first != date.last:
        return []
    printed = {weekday for passage in evidence if (weekday := _weekday(passage)) is not None}
    if len(printed) != 1:
        return []
    (wanted,) = printed
    near = (date.first + dt.timedelta(days) for days in (-1, 1, -2, 2, -3, 3))
    return [(day.isoformat(), f"{WEEKDAYS[wanted]} {day.isoformat()}") for day in near if day.weekday() == wanted]


def _weekday(passage: Passage) -> int | None:
    """The weekday printed in or next to the date, from Monday as 0."""
    nearby = f"{' '.join(passage.before.split()[-2:])} {passage.printed} {' '.join(passage.after.split()[:2])}"
    return next((named.weekday for named in find_weekdays(nearby)), None)
