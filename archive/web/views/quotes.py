"""The ledger of quotations in the articles that a search finds: page, JSON, CSV and Atom."""

import datetime as dt
from dataclasses import replace
from typing import Any, cast

from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.catalog.models import Article
from archive.entities.selectors import hidden_entity_keys
from archive.web.conditional import conditional
from archive.web.formats.atom import ResultFeed, feed_id
from archive.web.formats.json_api import paragraph_indexes, request_json
from archive.web.formats.quotes_files import csv_file, is_printed, utterance_json
from archive.web.interface import answers
from archive.web.presenters.active_filters import active_filters
from archive.web.presenters.labels import labels_for
from archive.web.presenters.ledger import (
    DEFAULT_WORDS,
    MAX_ARTICLES,
    Ledger,
    LedgerRequest,
    Words,
    build_ledger,
    ledger_changed,
    ledger_url,
    page_of,
)
from archive.web.presenters.ledger_rows import UNKNOWN, about_chips, passage_url, rows, speakers, word_options
from archive.web.presenters.query_chips import search_chips
from archive.web.query_string import (
    ParameterError,
    checked_for_page,
    cursor_text,
    parse_search,
    search_url,
    with_changes,
)
from archive.web.query_string.parameters import QUOTES_PARAMETERS
from archive.web.views.attachment import attachment
from archive.web.views.endpoint import json_endpoint
from archive.web.views.errors import bad_parameter, json_answer, plain_refusal, site_of, unauthorized
from archive.web.views.export_gate import MEMBERS_ONLY, may_export
from archive.web.views.hidden_filters import HiddenFilterError, check_filters

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
NOTE_MORE = f"قُرئت أقوال {MAX_ARTICLES} مقال هي أول ما وُجد؛ لما بعدها ضيّق المدة."


@require_safe
def quotes(request: HttpRequest) -> HttpResponse:
    try:
        asked = _asked(request.GET)
        checked_for_page(asked.search)
    except ParameterError as error:
        return bad_parameter(request, error)
    _check(asked)
    ledger = build_ledger(asked)
    start, shown, following = page_of(ledger, asked)
    first = ledger_changed(asked)

    def link(search: Any) -> str:
        return ledger_url(replace(asked, search=search))

    chips = search_chips(asked.search, active_filters(asked.search, labels_for(asked.search)), link)
    context = {
        "q": asked.search.q,
        "asked": asked,
        "ledger": ledger,
        "rows": rows(shown, ledger, asked),
        "first_number": start + 1,
        "notes": _notes(ledger),
        "chips": replace(chips, filters=[*chips.filters, *about_chips(asked)]),
        "words": word_options(asked) if asked.search.q else [],
        "speakers": speakers(ledger, asked) if not asked.speakers else [],
        "everywhere": ledger_url(ledger_changed(asked, words="article")),
        "kept": _kept(asked),
        "first": ledger_url(first) if start else "",
        "next": ledger_url(replace(asked, search=with_changes(asked.search, cursor=following))) if following else "",
        "results": search_url(with_changes(asked.search)),
        "canonical": ledger_url(asked),
        "csv": ledger_url(first, view="quotes-csv"),
        "feed": ledger_url(first, view="quotes-feed"),
        "json": ledger_url(asked, view="api-quotes"),
    }
    return render(request, "quotes.html", context)


@json_endpoint
def api_quotes(request: HttpRequest) -> HttpResponse:
    asked = _asked(request.GET)
    _check(asked)
    ledger = build_ledger(asked)
    _start, shown, following = page_of(ledger, asked)
    indexes, site = paragraph_indexes({one.lead.article_id for one in shown}), site_of(request)
    content: answers.QuotesPage = {
        "query": {
            **request_json(asked.search),
            "sort": asked.search.sort or "newest",
            "group": asked.search.group or "versions",
            "about": list(asked.about),
            "words": asked.words,
        },
        "count": ledger.printings,
        "groups": len(ledger.utterances),
        "articles": ledger.articles,
        "found": ledger.found.count,
        "results": [utterance_json(one, indexes, site) for one in shown if is_printed(one, indexes)],
        "next": cursor_text(asked.search, following) if following else None,
        "notes": _notes(ledger),
    }
    return json_answer(content)


@require_safe
def quotes_csv(request: HttpRequest) -> HttpResponseBase:
    """Every printing. Spreadsheets detect UTF-8 by the byte order mark; without it they garble Arabic."""
    if not may_export(request):
        return unauthorized(request, MEMBERS_ONLY)
    return _csv(request)


@conditional
def _csv(request: HttpRequest) -> HttpResponse:
    try:
        asked = _asked(request.GET)
    except ParameterError as error:
        return plain_refusal(str(error), error.status)
    _check(asked)
    content = "\ufeff" + csv_file(build_ledger(asked).utterances, site_of(request))
    response = attachment(content, "text/csv; charset=utf-8", "khizana-quotes.csv")
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@conditional
def quotes_feed(request: HttpRequest) -> HttpResponse:
    """Utterances in articles kept from search engines are left out, as in the feed of a search."""
    try:
        asked = _asked(request.GET)
    except ParameterError as error:
        return plain_refusal(str(error))
    _check(asked)
    asked = replace(asked, search=replace(asked.search, sort=asked.search.sort or "added"))
    _start, shown, _following = page_of(build_ledger(asked), asked)
    entries = [one.lead for one in shown if not one.lead.article.noindex]
    address = request.build_absolute_uri(ledger_url(asked, view="quotes-feed"))
    atom = ResultFeed(
        f"خِزانة، أقوال: {asked.search.q}" if asked.search.q else "خِزانة: أحدث الأقوال",
        page=request.build_absolute_uri(ledger_url(asked)),
        address=address,
        guid=feed_id(ledger_url(asked).partition("?")[2], "quotes"),
        changed_at=EPOCH if entries else _last_change(),
    )
    for one in entries:
        place = request.build_absolute_uri(passage_url(one))
        atom.add_quotation(one.surface, one.speaker_name or UNKNOWN, one.article, place, f"{one.paragraph}-{one.start}")
    return HttpResponse(atom.writeString("utf-8").encode(), content_type="application/atom+xml; charset=utf-8")


def _last_change() -> dt.datetime:
    """The time of a feed without entries."""
    return Article.objects.published().aggregate(time=Max("changed_at"))["time"] or EPOCH


def _asked(query: QueryDict) -> LedgerRequest:
    """Raises ParameterError."""
    search, given = parse_search(QUOTES_PARAMETERS, query)
    words = cast(Words, given.get("words", DEFAULT_WORDS))
    return LedgerRequest(search, words, given.get("about", ()))


def _check(asked: LedgerRequest) -> None:
    """Raises HiddenFilterError."""
    check_filters(asked.search)
    if hidden_entity_keys(asked.about):
        raise HiddenFilterError("لا عَلَم بهذا المفتاح.")


def _notes(ledger: Ledger) -> list[str]:
    return [*ledger.found.notes, *((NOTE_MORE,) if ledger.more else ())]


def _kept(asked: LedgerRequest) -> list[tuple[str, str]]:
    """Hidden fields of the search form: all parameters but the query and the page."""
    query = QueryDict(ledger_url(ledger_changed(asked)).partition("?")[2])
    return [(name, value) for name, values in query.lists() for value in values if name != "q"]
