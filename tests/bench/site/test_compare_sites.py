from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from bench.site import compare_sites
from bench.site.answers import Answer

PLAIN = {"Content-Type": "text/plain"}


@pytest.fixture
def sites(monkeypatch):
    """Two sites by name, with answers by address."""
    answers = {"http://before": {}, "http://after": {}}
    monkeypatch.setattr(compare_sites, "fetch", lambda site, address: Answer(200, PLAIN, answers[site][address]))
    monkeypatch.setattr(compare_sites, "draw_addresses", lambda site, size, seed: sorted(answers[site])[:size])
    return answers


def compare(*options: str) -> str:
    out = StringIO()
    call_command(compare_sites.Command(), "http://before", "http://after/", *options, stdout=out)
    return out.getvalue()


def test_equal_sites_are_counted(sites):
    for site in sites.values():
        site |= {"/": b"home", "/help/": b"help"}
    assert compare() == "2 addresses compared, 0 differ\n"


def test_a_difference_is_printed_under_its_address_and_is_an_error(sites):
    sites["http://before"] |= {"/": b"home", "/?q=%D9%86": b"old"}
    sites["http://after"] |= {"/": b"home", "/?q=%D9%86": b"new"}
    out = StringIO()
    with pytest.raises(CommandError, match="2 addresses compared, 1 differ"):
        call_command(compare_sites.Command(), "http://before", "http://after", stdout=out)
    assert out.getvalue() == "/?q=ن\n    -old\n    +new\n"


def test_long_differences_are_cut(sites):
    sites["http://before"] |= {"/": b"1\n2\n3\n4"}
    sites["http://after"] |= {"/": b""}
    out = StringIO()
    with pytest.raises(CommandError):
        call_command(compare_sites.Command(), "http://before", "http://after", "--lines=2", stdout=out)
    assert out.getvalue() == "/\n    -1\n    -2\n    … 2 more lines\n"


def test_an_expected_difference_can_be_ignored(sites):
    sites["http://before"] |= {"/": b"version 1"}
    sites["http://after"] |= {"/": b"version 2"}
    assert compare(r"--ignore-pattern=version \d") == "1 addresses compared, 0 differ\n"


def test_a_site_that_cannot_be_reached_is_named():
    with pytest.raises(CommandError, match="cannot be compared"):
        call_command(compare_sites.Command(), "http://127.0.0.1:9", "http://127.0.0.1:9")


def test_a_broken_pattern_is_refused():
    with pytest.raises(CommandError, match="--ignore-pattern"):
        compare("--ignore-pattern=(")
