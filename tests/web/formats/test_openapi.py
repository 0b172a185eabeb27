import json

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from archive.web.formats.json_api import API_FACETS
from archive.web.formats.openapi import openapi_document
from archive.web.interface.endpoints import ENDPOINTS
from archive.web.query_string.parameters import BY_NAME, PARAMETERS
from archive.web.urls import api_urls

DOCUMENT = openapi_document("https://example.org")
SCHEMAS = DOCUMENT["components"]["schemas"]


def parameters(path):
    return {one["name"]: one for one in DOCUMENT["paths"][path]["get"]["parameters"]}


def refs(node):
    if isinstance(node, dict):
        yield from ([node["$ref"]] if "$ref" in node else [])
        node = list(node.values())
    for one in node if isinstance(node, list) else ():
        yield from refs(one)


def test_the_document_is_valid_by_the_standard():
    OpenAPIV31SpecValidator(DOCUMENT).validate()


def test_the_document_names_the_site_and_its_operations():
    assert DOCUMENT["servers"] == [{"url": "https://example.org"}]
    assert {"/api/v1/search", "/api/v1/timeline", "/api/v1/suggest", "/api/v1/articles/{key}"} <= set(DOCUMENT["paths"])


def test_every_address_of_the_interface_is_described():
    named = {pattern.name for pattern in api_urls if pattern.name}
    assert named - {"api-description", "api-root"} == {endpoint.view for endpoint in ENDPOINTS}
    assert list(DOCUMENT["paths"]) == [endpoint.path for endpoint in ENDPOINTS]


def test_every_parameter_of_the_parser_is_described_with_its_meaning():
    described = parameters("/api/v1/search")
    assert {name: one["description"] for name, one in described.items()} == {
        one.name: one.meaning for one in PARAMETERS
    }


def test_the_timeline_takes_the_parameters_of_a_search_but_the_cursor_and_one_of_its_own():
    assert set(parameters("/api/v1/timeline")) == {*BY_NAME, "sentences"} - {"cursor"}
    assert parameters("/api/v1/timeline")["per_page"]["schema"]["default"] == 50


def test_a_choice_lists_its_values_and_default():
    assert parameters("/api/v1/search")["mode"]["schema"] == {
        "type": "string",
        "enum": ["exact", "spelling", "wide"],
        "default": "wide",
    }


def test_keys_are_repeatable():
    place = parameters("/api/v1/search")["place"]
    assert (place["schema"]["type"], place["style"], place["explode"]) == ("array", "form", True)


def test_every_schema_that_is_referred_to_exists_and_every_schema_is_referred_to():
    named = {ref.removeprefix("#/components/schemas/") for ref in refs(DOCUMENT)}
    assert named == set(SCHEMAS)


@pytest.mark.parametrize(("name", "optional"), [("ResultPage", {"compared"}), ("Hit", {"explanation", "story"})])
def test_only_what_a_parameter_asks_for_may_be_missing(name, optional):
    assert set(SCHEMAS[name]["properties"]) - set(SCHEMAS[name]["required"]) == optional
    for other in set(SCHEMAS) - {"ResultPage", "Hit"}:
        assert set(SCHEMAS[other]["properties"]) == set(SCHEMAS[other]["required"])


def test_facets_are_those_of_the_answers():
    assert tuple(SCHEMAS["Facets"]["properties"]) == API_FACETS


def test_what_may_be_null_and_what_is_one_of_a_few_is_said():
    printed = SCHEMAS["Hit"]["properties"]
    assert printed["date_basis"] == {"enum": ["stated", "inferred", None]}
    assert printed["date"]["type"] == ["string", "null"]
    assert printed["source"] == {"anyOf": [{"$ref": "#/components/schemas/NamedSource"}, {"type": "null"}]}


def test_404_is_described_where_a_filter_or_a_key_may_be_unknown():
    described = {path for path, operations in DOCUMENT["paths"].items() if "404" in operations["get"]["responses"]}
    assert set(DOCUMENT["paths"]) - described == {"/api/v1/suggest", "/api/v1/stories"}


def test_the_document_is_json():
    assert json.loads(json.dumps(DOCUMENT)) == DOCUMENT
