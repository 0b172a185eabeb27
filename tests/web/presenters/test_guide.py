"""The guide keeps up with the parser, and its examples run."""

import re
from typing import get_args

import pytest

from archive import search
from archive.entities.services import authority_load
from archive.ingest.sample import sample_load
from archive.search import Mode, SearchRequest
from archive.search.query import FIELD_WORDS, lexer
from archive.web.presenters.guide import SECTIONS
from archive.web.presenters.view_options import view_options

EXAMPLES = [*(e for s in SECTIONS for e in s.examples), *(row.example for s in SECTIONS for row in s.rows)]


@pytest.fixture
def guide(client):
    answer = client.get("/help/search/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_names_every_operator_of_the_parser(guide):
    words = lexer.OR_WORDS | lexer.NOT_WORDS | {word.replace("&", "&amp;") for word in lexer.AND_WORDS}
    quotes = {'"': "&quot;", "＂": "العريضة"}  # few fonts have the wide one
    signs = {quotes.get(quote, quote) for quote in lexer.QUOTES} | set(lexer.MINUS) | set("()|*~")
    assert {operator for operator in words | signs if operator not in guide} == set()


def test_it_names_every_field_by_each_of_its_names(guide):
    assert {word for word in FIELD_WORDS if f"{word}:</bdi>" not in guide} == set()


def test_it_names_every_mode_by_its_label_and_its_parameter(guide):
    (mode,) = (group for group in view_options(SearchRequest(q="x")) if group.name == "mode")
    plain = re.sub(r"<[^>]*>", "", guide)
    for option, name in zip(mode.options, get_args(Mode), strict=True):
        assert f"{option.label} ({name})" in plain


def test_every_page_leads_to_it(client, make_article):
    make_article()
    for address in ("/", "/search/?q=x", "/nowhere/"):
        assert client.get(address).content.decode().count('href="/help/search/"') >= 2


@pytest.mark.django_db(transaction=True)
def test_every_example_finds_something_in_the_sample_archive_or_says_why(client, tmp_path, monkeypatch, settings):
    monkeypatch.setitem(settings.HAYSTACK_CONNECTIONS["default"], "PATH", str(tmp_path / "index"))
    authority_load()
    sample_load()
    search.drain()
    silent = []
    for example in EXAMPLES:
        answer = client.get(example.link)
        assert answer.status_code == 200
        text = answer.content.decode()
        if not any(sign in text for sign in ('<ol class="hits"', '<p class="suggestion"', "لكنّ هذه تجد شيئًا")):
            silent.append(example.query)
    assert silent == []
