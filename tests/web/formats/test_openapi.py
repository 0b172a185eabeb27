import json

from archive.web.formats.json_api import API_FACETS
from archive.web.formats.openapi import openapi_document
from archive.web.query_string.parameters import BY_NAME, PARAMETERS

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


def test_the_document_names_the_site_and_its_operations():
    assert DOCUMENT["servers"] == [{"url": "https://example.org"}]
    assert list(DOCUMENT["paths"]) == [
        "/api/v1/search",
        "/api/v1/timeline",
        "/api/v1/suggest",
        "/api/v1/articles/{id}",
    ]


def test_every_parameter_of_the_parser_is_described_with_its_meaning():
    described = parameters("/api/v1/search")
    assert {name: one["description"] for name, one in described.items()} == {
        one.name: one.meaning for one in PARAMETERS
    }


def test_the_timeline_takes_the_parameters_of_a_search_but_the_cursor_and_one_of_its_own():
    assert set(parameters("/api/v1/timeline")) == {*BY_NAME, "sentences"} - {"cursor"}


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


def test_every_property_is_required_but_the_comparison():
    for name, schema in SCHEMAS.items():
        assert set(schema["properties"]) - set(schema["required"]) == ({"compared"} if name == "ResultPage" else set())


def test_facets_are_those_of_the_answers():
    assert tuple(SCHEMAS["ResultPage"]["properties"]["facets"]["properties"]) == API_FACETS


def test_the_document_is_json():
    assert json.loads(json.dumps(DOCUMENT)) == DOCUMENT
