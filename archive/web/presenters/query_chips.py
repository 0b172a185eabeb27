"""Chips above the results: the parts of the query and the filters, each with the search without it and where it is edited."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from archive.search import QueryPart, SearchRequest, around_part, query_parts, read_form, without_part
from archive.web.presenters.active_filters import ActiveFilter
from archive.web.query_string import is_long, search_url, with_changes

Link = Callable[[SearchRequest], str]
MAX_CHIPS = 24
"""Each chip repeats the query three times."""
_FIELD_NAMES = {
    "title": "العنوان", "source": "المصدر", "person": "شخص", "place": "مكان", "organization": "جهة", "speaker": "قال",
    "agency": "الوكالة",
    "section": "القسم", "tag": "الوسم", "language": "اللغة", "kind": "الصنف", "date": "تاريخ", "before": "قبل", "after": "بعد",
}  # fmt: skip
_KINDS = {"word": "", "phrase": "عبارة", "prefix": "تبدأ بـ", "group": "مجموعة"}
_NEGATIONS = ("ليس ", "NOT ", "-", "−", "–")


@dataclass(frozen=True)
class QueryChip:
    """`text` is the part in the query language, `label` the same without what `kind` says in words. `before` and `after` stand
    around it in the query. `starts_alternative`: «أو» stands before it."""

    kind: str
    label: str
    text: str
    excludes: bool
    starts_alternative: bool
    before: str
    after: str
    remove_link: str
    edit_link: str


@dataclass(frozen=True)
class FilterChip:
    """`edit_link` is "" for a filter that the advanced form has no field for."""

    shown: ActiveFilter
    remove_link: str
    edit_link: str


@dataclass(frozen=True)
class Chips:
    parts: list[QueryChip]
    filters: list[FilterChip]
    advanced_link: str


def search_chips(request: SearchRequest, active: Sequence[ActiveFilter], link: Link = search_url) -> Chips:
    """Parts of the query in its order, and the active filters. `link` is the address of a search on the page they are on."""
    advanced = search_url(with_changes(request), view="advanced")
    filters = [FilterChip(one, link(one.request), f"{advanced}#box-{one.box}" if one.box else "") for one in active]
    return Chips(_query_chips(request, advanced, link), filters, advanced)


def _query_chips(request: SearchRequest, advanced: str, link: Link) -> list[QueryChip]:
    """None for a query too long to be repeated in links."""
    parts = query_parts(request.q)
    if len(parts) > MAX_CHIPS or is_long(request):
        return []
    _, boxes = read_form(request.q)
    chips = []
    for number, (part, box) in enumerate(zip(parts, boxes, strict=True)):
        before, after = around_part(request.q, number)
        chip = QueryChip(
            kind=_kind(part),
            label=_label(part),
            text=part.text,
            excludes=part.negated,
            starts_alternative=number > 0 and parts[number - 1].alternative != part.alternative,
            before=before,
            after=after,
            remove_link=link(with_changes(request, q=without_part(request.q, number))),
            edit_link=f"{advanced}#box-{box}",
        )
        chips.append(chip)
    return chips


def _kind(part: QueryPart) -> str:
    kind = _FIELD_NAMES[part.field] if part.field else _KINDS[part.kind]
    return f"دون {kind}".rstrip() if part.negated else kind


def _label(part: QueryPart) -> str:
    text = part.text
    while part.negated and text.startswith(_NEGATIONS):
        text = text.removeprefix(next(sign for sign in _NEGATIONS if text.startswith(sign))).lstrip()
    return text.partition(":")[2].lstrip() if part.field else text
