"""Content of the page about the JSON API (`/api/`): every endpoint and parameter as declared, and examples.

The examples are the same as in `docs/api.md`, where tests run them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.web.interface.endpoints import ENDPOINTS, Endpoint
from archive.web.presenters.arabic_text import number
from archive.web.query_string.parameters import PARAMETERS, Parameter

SITE = "http://127.0.0.1:8000"
"""Where the examples in the documentation find the archive."""

PYTHON = """\
import json
from urllib.parse import urlencode
from urllib.request import urlopen

ARCHIVE = "http://127.0.0.1:8000"


def articles(**query):
    \"\"\"Every article that a search finds, page after page.\"\"\"
    query = {**query, "group": "none", "per_page": 100}
    while True:
        with urlopen(f"{ARCHIVE}/api/v1/search?{urlencode(query, doseq=True)}") as answer:
            page = json.load(answer)
        yield from page["results"]
        if page["next"] is None:
            return
        query["cursor"] = page["next"]


for article in articles(q="زلزال", sort="oldest"):
    source = article["source"]["label"] if article["source"] else "دون مصدر"
    print(article["date"], source, article["title"], sep=" | ")
"""
CURL = """\
ARCHIVE=http://127.0.0.1:8000

# what a search finds, and the first article in full
curl --silent --get "$ARCHIVE/api/v1/search" --data-urlencode "q=زلزال" --data "per_page=1" --output found.json
id=$(sed 's/.*"results": \\[{"id": "\\([^"]*\\)".*/\\1/' found.json)
curl --silent "$ARCHIVE/api/v1/articles/$id" --output article.json

# once more, later: nothing is sent if nothing has changed
curl --silent --etag-save etag.txt "$ARCHIVE/api/v1/articles/$id" --output article.json
curl --silent --etag-compare etag.txt "$ARCHIVE/api/v1/articles/$id" --output again.json --write-out "%{http_code}\\n"
"""


@dataclass(frozen=True)
class ExampleView:
    title: str
    code: str


def examples(site: str) -> list[ExampleView]:
    """Programs that run as they stand against the site at this address."""
    known = (("curl", CURL), ("Python", PYTHON))
    return [ExampleView(title, code.replace(SITE, site)) for title, code in known]


@dataclass(frozen=True)
class ParameterView:
    name: str
    meaning: str
    values: tuple[str, ...]
    """Of a choice."""
    default: str
    bound: str
    """In words; "" without one that a reader would meet."""


@dataclass(frozen=True)
class EndpointView:
    name: str
    path: str
    meaning: str
    key: str
    """What the key in the address is of."""
    example: str
    """An address that shows it; "" if it takes a key."""
    shares_search: bool
    """Whether it takes the parameters of a search, which are shown once."""
    without: tuple[str, ...]
    """Those of a search that it does not take."""
    parameters: list[ParameterView]


def endpoint_views() -> list[EndpointView]:
    return [_endpoint_view(endpoint) for endpoint in ENDPOINTS]


def _endpoint_view(endpoint: Endpoint) -> EndpointView:
    searched = set(PARAMETERS)
    shares = endpoint.parameters != PARAMETERS and not searched.isdisjoint(endpoint.parameters)
    names = {parameter.name for parameter in endpoint.parameters}
    shown = [one for one in endpoint.parameters if not (shares and one in searched)]
    return EndpointView(
        name=endpoint.name,
        path=endpoint.path,
        meaning=endpoint.arabic,
        key=endpoint.arabic_key,
        example=f"{endpoint.path}?{endpoint.example}" if endpoint.example else "",
        shares_search=shares,
        without=tuple(one.name for one in PARAMETERS if shares and one.name not in names),
        parameters=_parameter_views(shown),
    )


def _parameter_views(parameters: Sequence[Parameter]) -> list[ParameterView]:
    return [ParameterView(one.name, one.arabic, one.choices, one.default or "", _bound(one)) for one in parameters]


def _bound(parameter: Parameter) -> str:
    if parameter.shape == "keys" and parameter.max_values:
        return f"أكثرها {number(parameter.max_values)}"
    if parameter.shape == "text" and parameter.max_length:
        return f"حتى {number(parameter.max_length)} حرف"
    if parameter.shape == "number" and parameter.maximum:
        return f"من 1 إلى {number(parameter.maximum)}"
    return {"first_day": "2024 أو 2024-06 أو 2024-06-20", "last_day": "2024 أو 2024-06 أو 2024-06-20"}.get(
        parameter.shape, ""
    )
