"""A queue of decisions: the page, what is posted to it, and taking back.

`mention_queue` and `date_queue` say what waits and what a decision does for printed forms, one decision for all places of each;
`article_queue` and others for articles, names and imports.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.text import Truncator

from archive.catalog.models import PrintedSpan, Span
from archive.curation.admin.form_values import REASON_FIELD
from archive.curation.evidence import Passage, chosen_spans, passages
from archive.curation.group_decisions import GroupChangedError
from archive.curation.history import because

ROWS_PER_PAGE = 12
MAX_SKIPPED = 500
CHANGED = "«{}»: حسمها زميل، أو تغيّرت، بعد أن فتحتَ الصفحة؛ فلم يتغير شيء. انظر فيها من جديد إن بقيت."
NOTHING = "لم تختر شيئًا."
ACCEPT = "نعم، هو"


class DecisionRefusedError(Exception):
    """What was typed or chosen makes no decision; the message is a sentence for the curator."""


@dataclass(frozen=True)
class Row:
    """One decision: the printed form, or what else is in doubt, what it is taken for, and the evidence."""

    key: str
    seen: str
    form: str
    kind: str
    answer: str
    note: str
    articles: int
    spans: int
    evidence: Sequence[Passage]
    others: Sequence[tuple[str, str]] = ()
    """Other answers that one click chooses: the posted value and the label."""
    places: str = ""
    """The address of the list of its places, or of what is in doubt."""
    accept: str = ACCEPT
    """The label of the likely answer's button; "" where there is none."""
    refuse: str | None = None
    """The label of the other button: that of the queue if None, and no button if ""."""
    remember: str = ""
    """What a box under the answers offers: the decision as a rule for all that comes; "" where it cannot be one."""
    can_change: bool = True
    sides: tuple[Sequence[tuple[str, bool]], Sequence[tuple[str, bool]]] | None = None
    """Two texts word by word, each with what differs."""


@dataclass(frozen=True)
class Waiting:
    """What a page of the queue shows: its first rows, and how many decisions wait, for how many places; of them `skipped`."""

    rows: Sequence[Row]
    decisions: int
    places: int
    skipped: int


@dataclass(frozen=True)
class Done:
    """A decision that can be taken back: in words, and by what `DecisionQueue.undo` knows it."""

    label: str
    token: Any


@dataclass(frozen=True)
class Choice:
    """What was posted for a row: `decision` is accept, refuse or change, the latter to `value`; `remember`: as a rule, too."""

    key: str
    seen: str
    decision: str
    value: str = ""
    remember: bool = False


class DecisionQueue:
    """The page of one queue. Subclasses say what waits and carry decisions out."""

    name: str
    title: str
    refuse_label: str
    accept_label = ACCEPT
    """For several at once."""
    answer_label = "لعل المقصود:"
    left_label = "في مواضع عددها"
    template = "admin/decision_queue.html"

    def __init__(self, model_admin: admin.ModelAdmin) -> None:
        self.model_admin = model_admin

    def waiting(self, request: HttpRequest, skipped: frozenset[str]) -> Waiting:
        """What waits; `skipped` are keys of rows that are left out."""
        raise NotImplementedError

    def decide(self, request: HttpRequest, chosen: Choice) -> Done:
        """Raises GroupChangedError, DecisionRefusedError."""
        raise NotImplementedError

    def undo(self, request: HttpRequest, token: Any) -> None:
        """Raises DecisionRefusedError."""
        raise NotImplementedError

    def change_field(self, place: int) -> str:
        """The field `value-PLACE`, in which another answer is chosen; "" where there is none."""
        return ""

    @property
    def media(self) -> forms.Media:
        """Scripts of the page."""
        return forms.Media(js=["js/decision_queue.js"])

    def may_see(self, request: HttpRequest) -> bool:
        return self.model_admin.has_view_or_change_permission(request)

    def may_decide(self, request: HttpRequest) -> bool:
        return self.model_admin.has_change_permission(request)

    def page(self, request: HttpRequest) -> HttpResponse:
        """GET shows the queue; POST `decide` carries out decisions, `undo` takes the last back, `unskip` shows all again.

        The history has the reason that was typed, if one was.
        """
        if not self.may_see(request):
            raise PermissionDenied
        if request.method == "POST":
            if not self.may_decide(request):
                raise PermissionDenied
            with because(request.POST.get(REASON_FIELD, "")):
                self._post(request)
            return redirect(request.get_full_path())
        waiting = self.waiting(request, frozenset(self._kept(request, "skipped")))
        context = {
            **admin.site.each_context(request),
            "title": self.title,
            "queue": self,
            "opts": self.model_admin.opts,
            "rows": [(place, row, self.change_field(place)) for place, row in enumerate(waiting.rows)],
            "media": self.media,
            "waiting": waiting,
            "last": self._kept(request, "last"),
            "may_decide": self.may_decide(request),
            "has_refusal": any(row.refuse is None or row.refuse for row in waiting.rows),
        }
        return TemplateResponse(request, self.template, context)

    def _post(self, request: HttpRequest) -> None:
        if "undo" in request.POST:
            self._undo_last(request)
        elif "unskip" in request.POST:
            self._keep(request, "skipped", [])
        else:
            decision, _, place = request.POST.get("decide", "").partition(":")
            places = [place] if place else request.POST.getlist("chosen")
            if decision == "skip":
                keys = [request.POST.get(f"key-{one}", "") for one in places]
                self._keep(request, "skipped", [*self._kept(request, "skipped"), *keys][-MAX_SKIPPED:])
            elif not places:
                messages.warning(request, NOTHING)
            else:
                self._decide_all(request, places, decision)

    def _decide_all(self, request: HttpRequest, places: Sequence[str], decision: str) -> None:
        """`decision` is that of `decide`, or `change=VALUE` of another answer's button."""
        done = []
        decision, _, given = decision.partition("=")
        for place in places[:ROWS_PER_PAGE]:
            key, seen, value = (request.POST.get(f"{name}-{place}", "") for name in ("key", "seen", "value"))
            form = Truncator(request.POST.get(f"form-{place}", "")).chars(80)
            try:
                remember = f"remember-{place}" in request.POST
                made = self.decide(request, Choice(key, seen, decision, given or value, remember))
            except GroupChangedError:
                messages.warning(request, CHANGED.format(form))
            except DecisionRefusedError as error:
                messages.error(request, f"«{form}»: {error}")
            else:
                done.append([made.label, made.token])
        if done:
            self._keep(request, "last", done)

    def _undo_last(self, request: HttpRequest) -> None:
        last = self._kept(request, "last")
        self._keep(request, "last", [])
        for label, token in reversed(last):
            try:
                self.undo(request, token)
            except DecisionRefusedError as error:
                messages.error(request, f"{label}: {error}")
            else:
                messages.success(request, f"تُراجع عن: {label}")

    def _kept(self, request: HttpRequest, what: str) -> list[Any]:
        return list(request.session.get(f"{self.name}-{what}", []))

    def _keep(self, request: HttpRequest, what: str, value: Sequence[Any]) -> None:
        request.session[f"{self.name}-{what}"] = list(value)


def by_group(spans: Iterable[Span], key: Callable[[Span], Any]) -> dict[Any, list[Span]]:
    """Spans by what `key` says of each."""
    found: dict[Any, list[Span]] = {}
    for span in spans:
        found.setdefault(key(span), []).append(span)
    return found


def evidence_of(groups: Sequence[Sequence[PrintedSpan]]) -> list[list[Passage]]:
    """The passages to be shown of each group; one query."""
    chosen = [chosen_spans(spans) for spans in groups]
    found = passages([span for spans in chosen for span in spans])
    return [[found[span.pk] for span in spans if span.pk in found] for spans in chosen]
