"""The OpenAPI 3.1 document of the JSON API, generated from the declarations that the views keep to: parameters from the parser's
tables, answers from the types that are built."""

from typing import Any

from archive.web.formats.json_schema import Schemas, answer_schema, parameter_schema, understood_query
from archive.web.interface.answers import Article, Error, WithdrawnError
from archive.web.interface.endpoints import ENDPOINTS, Endpoint
from archive.web.query_string.outlet_parameters import OUTLET_API_PARAMETERS
from archive.web.query_string.parameters import (
    BY_NAME,
    COMPARE_PARAMETERS,
    NETWORK_PARAMETERS,
    PARAMETERS,
    QUOTES_PARAMETERS,
    TIMELINE_PARAMETERS,
    Parameter,
)

Json = dict[str, Any]


def openapi_document(site: str) -> Json:
    components: Schemas = {
        "SearchQuery": understood_query(PARAMETERS),
        # null, but there: what reads the answers of a search can read this, too
        "CompareQuery": understood_query(COMPARE_PARAMETERS),
        "NetworkQuery": understood_query(NETWORK_PARAMETERS),
        "OutletsQuery": understood_query(OUTLET_API_PARAMETERS),
        "QuotesQuery": understood_query(QUOTES_PARAMETERS),
        "TimelineQuery": understood_query((*TIMELINE_PARAMETERS, BY_NAME["cursor"])),
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Khizana (خِزانة)",
            "version": "1",
            "description": "Search in an archive of Arabic news, and its articles. Answers are UTF-8 JSON. They have an ETag: "
            "send it back as If-None-Match, and what has not changed is answered by 304 without a body.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": site}],
        "paths": {endpoint.path: {"get": _operation(endpoint, components)} for endpoint in ENDPOINTS},
        "components": {"schemas": components},
    }


def _operation(endpoint: Endpoint, components: Schemas) -> Json:
    error = answer_schema(Error, components)
    responses = {
        "200": _answer("The answer.", answer_schema(endpoint.answer, components)),
        "304": {"description": "Not changed since the answer with the ETag that If-None-Match names."},
        "400": _answer("An invalid parameter.", error),
    }
    if endpoint.path_key:
        responses["404"] = _answer("Nothing that readers may see has this key.", error)
        if endpoint.answer is Article:
            gone = answer_schema(WithdrawnError, components)
            responses["410"] = _answer("The article was withdrawn for a public reason.", gone)
    elif BY_NAME["source"] in endpoint.parameters:
        responses["404"] = _answer("A filter names what readers may not see.", error)
    if endpoint.uses_search:
        responses["503"] = _answer("The search engine is unavailable; try again later.", error)
    key: Json = {"name": "key", "in": "path", "required": True, "description": endpoint.path_key}
    return {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "parameters": [
            *([{**key, "schema": {"type": "string"}}] if endpoint.path_key else []),
            *map(_parameter, endpoint.parameters),
        ],
        "responses": responses,
    }


def _answer(description: str, schema: Json) -> Json:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _parameter(parameter: Parameter) -> Json:
    described: Json = {"name": parameter.name, "in": "query", "description": parameter.meaning}
    repeated = {"style": "form", "explode": True} if parameter.is_repeatable else {}
    return {**described, "schema": parameter_schema(parameter), **repeated}
