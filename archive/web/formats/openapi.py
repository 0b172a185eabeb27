"""The OpenAPI 3.1 document of the JSON API, generated from the parser's own parameter table."""

from typing import Any
from urllib.parse import unquote

from archive.search import OFFER_REASONS
from archive.web.formats.json_api import API_FACETS, TIME_FACETS
from archive.web.links import page_url
from archive.web.presenters.timeline import PER_PAGE as ENTRIES_PER_PAGE
from archive.web.query_string.cursors import MAX_CURSOR_LENGTH
from archive.web.query_string.parameters import (
    MAX_KEY_LENGTH,
    MAX_PAGE,
    MAX_PER_PAGE,
    MAX_QUERY_LENGTH,
    PARAMETERS,
    Parameter,
)

Json = dict[str, Any]
MOMENT_PATTERN = "^[0-9٠-٩]{4}-[0-9٠-٩]{2}-[0-9٠-٩]{2}"
DATE_PATTERN = "^[0-9٠-٩]{4}(-[0-9٠-٩]{1,2}){0,2}$"


def openapi_document(site: str) -> Json:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Khizana (خِزانة)",
            "version": "1",
            "description": "Search in an archive of Arabic news, and its articles. Answers are UTF-8 JSON.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": site}],
        "paths": {
            page_url("api-search"): {"get": _search_operation()},
            page_url("api-timeline"): {"get": _timeline_operation()},
            page_url("api-suggest"): {"get": _suggest_operation()},
            unquote(page_url("api-article", "{id}")): {"get": _article_operation()},
        },
        "components": {"schemas": _schemas()},
    }


def _search_operation() -> Json:
    return {
        "operationId": "search",
        "summary": "Search the archive",
        "parameters": [_parameter(parameter) for parameter in PARAMETERS],
        "responses": {
            "200": _answer("A page of results.", "ResultPage"),
            "400": _answer("An invalid parameter.", "Error"),
            "503": _answer("The search engine is unavailable; try again later.", "Error"),
        },
    }


def _timeline_operation() -> Json:
    sentences: Json = {
        "name": "sentences",
        "in": "query",
        "description": "Only sentences that contain a word of the query, or all dated sentences of the articles.",
        "schema": {"type": "string", "enum": ["matching", "all"], "default": "matching"},
    }
    searching = [parameter for parameter in PARAMETERS if parameter.name not in ("per_page", "cursor")]
    per_page: Json = {"type": "integer", "minimum": 1, "maximum": MAX_PER_PAGE, "default": ENTRIES_PER_PAGE}
    entries: Json = {"name": "per_page", "in": "query", "description": "Entries on a page.", "schema": per_page}
    return {
        "operationId": "timeline",
        "summary": "The dated sentences of the articles found, by the dates they mention",
        "parameters": [*(_parameter(parameter) for parameter in searching), entries, sentences],
        "responses": {
            "200": _answer("A page of entries, by date.", "Timeline"),
            "400": _answer("An invalid parameter.", "Error"),
            "503": _answer("The search engine is unavailable; try again later.", "Error"),
        },
    }


def _suggest_operation() -> Json:
    typed: Json = {"type": "string", "maxLength": 200}
    return {
        "operationId": "suggest",
        "summary": "What a query may go on with: names, sources, tags, headlines",
        "parameters": [{"name": "q", "in": "query", "description": "What was typed so far.", "schema": typed}],
        "responses": {
            "200": _answer("Suggestions, the best first.", "Suggestions"),
            "400": _answer("An invalid parameter.", "Error"),
            "503": _answer("The search engine is unavailable; try again later.", "Error"),
        },
    }


def _article_operation() -> Json:
    return {
        "operationId": "article",
        "summary": "One article",
        "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
        "responses": {"200": _answer("The article.", "Article"), "404": _answer("No such article.", "Error")},
    }


def _answer(description: str, schema: str) -> Json:
    content = {"application/json": {"schema": _ref(schema)}}
    return {"description": description, "content": content}


def _parameter(parameter: Parameter) -> Json:
    described: Json = {"name": parameter.name, "in": "query", "description": parameter.meaning}
    match parameter.shape:
        case "keys":
            keys = {"type": "array", "items": {"type": "string", "maxLength": MAX_KEY_LENGTH}}
            return {**described, "schema": keys, "style": "form", "explode": True}
        case "number":
            most = MAX_PAGE if parameter.name == "page" else MAX_PER_PAGE
            schema: Json = {"type": "integer", "minimum": 1, "maximum": most, "default": int(parameter.default or 1)}
        case "first_day" | "last_day":
            schema = {"type": "string", "pattern": DATE_PATTERN}
        case "moment":
            schema = {"type": "string", "pattern": MOMENT_PATTERN}
        case "cursor":
            schema = {"type": "string", "maxLength": MAX_CURSOR_LENGTH}
        case "text":
            schema = {"type": "string", "maxLength": MAX_QUERY_LENGTH}
        case _:
            schema = {"type": "string", "enum": list(parameter.choices)}
            if parameter.default:
                schema["default"] = parameter.default
    return {**described, "schema": schema}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(**properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _with_optional(described: Json, **properties: Json) -> Json:
    """The object with additional properties that are not required."""
    return {**described, "properties": {**described["properties"], **properties}}


def _list_of(member: Json) -> Json:
    return {"type": "array", "items": member}


def _one_of(*values: str | None) -> Json:
    return {"enum": list(values)}


_TEXT: Json = {"type": "string"}
_TEXT_OR_NULL: Json = {"type": ["string", "null"]}
_COUNT: Json = {"type": "integer", "minimum": 0}


def _compared() -> Json:
    counted = _list_of(_object(key=_TEXT, count=_COUNT))
    return _object(q=_TEXT, count=_COUNT, **dict.fromkeys(TIME_FACETS, counted))


def _schemas() -> Json:
    source = {"oneOf": [_object(key=_TEXT, label=_TEXT), {"type": "null"}]}
    precision, basis = _one_of("day", "month", "year", None), _one_of("stated", "inferred", None)
    shared: Json = {
        "id": _TEXT,
        "url": {"type": "string", "format": "uri"},
        "title": _TEXT,
        "title_generated": {"type": "boolean"},
        "date": {**_TEXT_OR_NULL, "description": "As precise as it is known: 2024-06-20, 2001-03, 2023 or null."},
        "date_precision": precision,
        "date_basis": basis,
        "date_doubt": {
            **_one_of("future", None),
            "description": "`future`: after tomorrow; kept as printed, but sorted, counted and filtered like no date.",
        },
        "source": source,
        "document": {**_TEXT_OR_NULL, "description": "File name or address of the raw document."},
        "snippet": {**_TEXT, "description": "Safe HTML with <mark> around whole printed words."},
    }
    place: Json = {"type": "integer", "minimum": -1, "description": "Index in body; -1 is the title."}
    facet_value = _object(key=_TEXT, label=_TEXT, count=_COUNT, selected={"type": "boolean"})
    suggestion = _object(
        kind=_one_of("person", "place", "organization", "source", "tag", "headline"),
        label=_TEXT,
        key={**_TEXT, "description": "Of the facet value; of the article for a headline."},
        url={**_TEXT, "description": "The page it leads to, relative to the site."},
    )
    return {
        "Suggestions": _object(suggestions=_list_of(suggestion)),
        "Error": _object(error={**_TEXT, "description": "A sentence that says what is wrong."}),
        "Hit": _object(
            **shared,
            score={"type": "number"},
            versions={
                **_list_of(_object(id=_TEXT, source=source, date=_TEXT_OR_NULL)),
                "description": "The other articles found that are versions of the same text; [] with group=none.",
            },
        ),
        "ResultPage": _with_optional(
            _object(
                query={"type": "object", "description": "Every parameter as understood."},
                count={**_COUNT, "description": "Articles found."},
                groups={
                    **_COUNT,
                    "description": "Results, which page and per_page count: versions of one text are one.",
                },
                took_ms={"type": "number"},
                results=_list_of(_ref("Hit")),
                facets=_object(**{name: _list_of(facet_value) for name in API_FACETS}),
                next={
                    **_TEXT_OR_NULL,
                    "description": "The `cursor` with which the same search goes on; null at the end.",
                },
                suggestion=_TEXT_OR_NULL,
                alternatives=_list_of(_ref("Alternative")),
                notes=_list_of(_TEXT),
            ),
            compared=_compared(),
        ),
        "Alternative": _object(
            query={**_TEXT, "description": "The query of the other search (`q`)."},
            reason={
                **_one_of(*OFFER_REASONS),
                "description": "Another query: in Arabic letters, typed on an Arabic layout, corrected, with fewer words, the "
                "surname by itself. Or a less strict search: wider mode, any word, one filter less, no filters.",
            },
            count={**_COUNT, "description": "Articles that it finds."},
            url={"type": "string", "format": "uri", "description": "The other search in this interface."},
        ),
        "Timeline": _object(
            query={"type": "object", "description": "Every parameter as understood."},
            count={**_COUNT, "description": "All entries."},
            articles={**_COUNT, "description": "Articles read: the most relevant of those found."},
            found={**_COUNT, "description": "Articles that the search finds."},
            entries=_list_of(_ref("TimelineEntry")),
            notes=_list_of(_TEXT),
        ),
        "TimelineEntry": _object(
            value=_TEXT,
            end=_TEXT_OR_NULL,
            precision=_one_of("day", "month", "year"),
            basis=_one_of("stated", "resolved", "computed"),
            doubt={
                **_one_of("weekday", "calendar", None),
                "description": "The printed detail that contradicts the date, if any.",
            },
            surface={**_TEXT, "description": "The date as printed in the sentence."},
            sentence=_TEXT,
            start={**_COUNT, "description": "Where the date begins in the sentence, in characters."},
            articles=_list_of(
                _object(
                    id=_TEXT,
                    url={"type": "string", "format": "uri"},
                    title=_TEXT,
                    date=_TEXT_OR_NULL,
                    date_basis=basis,
                    source=source,
                )
            ),
        ),
        "Article": _object(
            **shared,
            score={"type": "null"},
            kind=_one_of("article", "stub"),
            body=_list_of(_TEXT),
            roles=_list_of(_one_of("lede", "paragraph", "subhead", "caption")),
            author=_TEXT_OR_NULL,
            agency=_TEXT_OR_NULL,
            dateline=_TEXT_OR_NULL,
            cited={**_list_of(_TEXT), "description": "Media that the text cites as where its news comes from."},
            photo_credit=_TEXT_OR_NULL,
            language={**_TEXT_OR_NULL, "description": "BCP 47, null if it is not known."},
            section=_TEXT_OR_NULL,
            tags=_list_of(_TEXT),
            sha256=_TEXT_OR_NULL,
            parent=_TEXT_OR_NULL,
            version_ids={
                **_list_of(_TEXT),
                "description": "Other articles that are versions of this text, first printed first.",
            },
            mentions=_list_of(
                _object(
                    key=_TEXT,
                    label=_TEXT,
                    type=_one_of("person", "place", "organization"),
                    relation=_one_of("name", "nationality", "metonym", "coreference"),
                    surface=_TEXT,
                    paragraph=place,
                    start=_COUNT,
                    end=_COUNT,
                )
            ),
            dates=_list_of(
                _object(
                    value=_TEXT,
                    end=_TEXT_OR_NULL,
                    precision=_one_of("day", "month", "year"),
                    basis=_one_of("stated", "resolved", "computed"),
                    surface=_TEXT,
                    paragraph=place,
                )
            ),
        ),
    }
