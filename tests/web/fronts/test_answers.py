"""Real answers of every endpoint are as the OpenAPI document says, and so is what it accepts."""

import copy
import json
from urllib.parse import urlencode

import pytest
from jsonschema import Draft202012Validator

from archive.catalog.models import Article, Source
from archive.coverage.selectors import stories_listed
from archive.entities.models import Mention
from archive.web.formats.openapi import openapi_document
from archive.web.interface.endpoints import ENDPOINTS, Endpoint
from archive.web.query_string.parameters import EXPORT_PARAMETERS, Parameter
from tests.web.fronts.draws import Draws
from tests.web.fronts.fronts import got

BY_NAME = {endpoint.name: endpoint for endpoint in ENDPOINTS}


def closed(schema):
    """The schema without room for properties that it does not name."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    shut = {key: closed(value) for key, value in schema.items()}
    return (
        {**shut, "additionalProperties": False} if "properties" in schema and schema.get("type") == "object" else shut
    )


def validator(endpoint: Endpoint, status: str = "200") -> Draft202012Validator:
    document = closed(copy.deepcopy(openapi_document("http://testserver")))
    answer = document["paths"][endpoint.path]["get"]["responses"][status]["content"]["application/json"]["schema"]
    checker = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator({**answer, "components": document["components"]}, format_checker=checker)


def assert_described(endpoint, content, status="200"):
    assert_valid(validator(endpoint, status), content)


def assert_valid(check, content):
    problems = [f"{error.json_path}: {error.message[:200]}" for error in check.iter_errors(content)]
    assert problems == []


def keys(endpoint):
    """Keys of everything in the archive that the endpoint describes."""
    if endpoint.name == "article":
        return Article.objects.published().values_list("key", flat=True)
    if endpoint.name == "entity":
        return Mention.objects.visible().order_by("entity__key").values_list("entity__key", flat=True).distinct()[::25]
    if endpoint.name in ("story", "story-comparison"):
        return stories_listed().values_list("key", flat=True)
    return Source.objects.values_list("key", flat=True)


def besides(endpoint, key, every):
    """Parameters without which nothing is answered there."""
    if endpoint.name != "story-comparison":
        return {}
    return {"with": [next(other for other in every if other != key)]}


@pytest.mark.parametrize("endpoint", [one for one in ENDPOINTS if one.path_key], ids=lambda one: one.name)
def test_what_has_a_key_is_answered_as_described(reader, endpoint):
    every = list(keys(endpoint))
    assert len(every) > 2
    check = validator(endpoint)
    for key in every:
        assert_valid(check, json.loads(got(reader, endpoint.path.replace("{key}", key), besides(endpoint, key, every))))
    missing = reader.get(endpoint.path.replace("{key}", "nobody"))
    assert missing.status_code == 404
    assert_described(endpoint, missing.json(), "404")


@pytest.mark.parametrize("name", ["search", "timeline"])
def test_searches_are_answered_as_described(reader, name):
    endpoint = BY_NAME[name]
    taken = {parameter.name for parameter in endpoint.parameters}
    check = validator(endpoint)
    for drawn in [
        *Draws(reader, seed=4).some(25),
        {"q": ["الرئيسس"], "explain": ["1"]},
        {"q": ["قمة"], "compare": ["زلزال"]},
    ]:
        params = {key: values for key, values in drawn.items() if key in taken}
        assert_valid(check, json.loads(got(reader, endpoint.path, params)))


def test_suggestions_are_answered_as_described(reader):
    found = [json.loads(got(reader, "/api/v1/suggest", {"q": [typed]})) for typed in ("", "ا", "بوت", "القم", "وكالة")]
    for content in found:
        assert_described(BY_NAME["suggest"], content)
    assert any(content["suggestions"] for content in found)


def accepted(parameter: Parameter) -> str:
    """A value that the declaration allows."""
    if parameter.name == "kinds":
        return "person"
    return {
        "text": "قمة", "keys": "x", "number": "2", "first_day": "٢٠٢٣-٠٤", "last_day": "2024", "moment": "2024-06-20T14:30+03:00",
    }.get(parameter.shape, parameter.choices[-1] if parameter.choices else "")  # fmt: skip


def refused(parameter: Parameter) -> str | list[str]:
    """A value just beyond what the declaration allows."""
    return {
        "text": "ب" * ((parameter.max_length or 0) + 1),
        "keys": [f"k{n}" for n in range((parameter.max_values or 0) + 1)],
        "number": str((parameter.maximum or 0) + 1),
        "cursor": "nonsense",
    }.get(parameter.shape, "2024-13-40")


NEEDED = {
    "/api/v1/compare": [("q", "قمة"), ("q", "زلزال")],
    "/api/v1/outlets": [("left", "x"), ("right", "y")],
    "/api/v1/stories/{key}/compare": [("left", "x"), ("right", "y")],
}
"""Without these parameters nothing is answered there."""
ALONE = {"with"}
"""Stand in place of the needed ones."""
WITH_PARAMETERS = [
    *((one.path, one.parameters) for one in ENDPOINTS if one.parameters),
    ("/search/export.csv", EXPORT_PARAMETERS),
]


@pytest.mark.parametrize(("address", "parameters"), WITH_PARAMETERS, ids=[address for address, _ in WITH_PARAMETERS])
def test_every_parameter_is_accepted_within_its_bounds_and_refused_beyond(reader, address, parameters):
    needed = NEEDED.get(address, [])
    if "{key}" in address:
        address = address.replace("{key}", stories_listed()[0].key)
    for parameter in parameters:
        others = [pair for pair in needed if pair[0] != parameter.name and parameter.name not in ALONE]
        if parameter.shape != "cursor":
            in_place = len(others) < len(needed) and parameter.name not in ALONE
            query = urlencode(needed if in_place else [*others, (parameter.name, accepted(parameter))])
            answer = reader.get(f"{address}?{query}")
            answer.close()
            assert answer.status_code in (200, 404), parameter.name
        query = urlencode([*others, (parameter.name, refused(parameter))], doseq=True)
        assert reader.get(f"{address}?{query}").status_code == 400, parameter.name


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: one.name)
def test_every_other_parameter_is_refused_with_a_sentence(reader, endpoint):
    every = list(keys(endpoint)) if endpoint.path_key else [""]
    key = every[0]
    address = endpoint.path.replace("{key}", key)
    for name in ("colour", "Q", "perpage", "spoken_by"):
        answer = reader.get(f"{address}?{name}=1")
        assert answer.status_code == 400, name
        assert_described(endpoint, answer.json(), "400")
    needed = besides(endpoint, key, every).items() if endpoint.path_key else NEEDED.get(address, [])
    query = urlencode([*needed, ("utm_source", "x")], doseq=True)
    assert reader.get(f"{address}?{query}").status_code == 200
