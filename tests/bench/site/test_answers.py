import json
import re

import pytest

from bench.site.answers import Answer, Ignored, differences, fetch, normalized

SITE = "http://127.0.0.1:8001"


def html(body: str) -> Answer:
    return Answer(200, {"Content-Type": "text/html; charset=utf-8"}, body.encode())


def as_json(value: object) -> Answer:
    return Answer(200, {"Content-Type": "application/json"}, json.dumps(value).encode())


def differ(before: Answer, after: Answer, ignored: Ignored = Ignored()) -> list[str]:
    return list(differences(normalized(before, SITE, ignored), normalized(after, "http://127.0.0.1:8002", ignored)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>x</p>\n  <p>y</p>", "<p>x</p><p>y</p>"),
        ('<p\n  class="x"\n>a\n b</p><br />', '<p class="x">a b</p><br/>'),
        ('<link href="/static/css/base.0123456789ab.css">', '<link href="/static/css/base.ba9876543210.css">'),
        ('<input type="hidden" name="csrfmiddlewaretoken" value="a">', '<input type="hidden" name="csrfmiddlewaretoken" value="b">'),
        ('<a href="http://127.0.0.1:8001/x">', '<a href="http://127.0.0.1:8002/x">'),
    ],
)  # fmt: skip
def test_what_differs_between_two_processes_of_one_version_is_left_out(before, after):
    assert differ(html(before), html(after)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>x</p>", "<p>y</p>"),
        ("<p>a b</p>", "<p>ab</p>"),
        ('<link href="/static/css/base.css">', '<link href="/static/css/site.css">'),
        ('<input name="q" value="a">', '<input name="q" value="b">'),
    ],
)
def test_other_differences_in_pages_are_found(before, after):
    assert differ(html(before), html(after))


def test_the_differing_lines_are_printed_without_those_around_them():
    assert differ(html("<p>one</p><p>two</p><p>three</p>"), html("<p>one</p><p>2</p><p>three</p>")) == [
        "-<p>two</p>",
        "+<p>2</p>",
    ]


def test_status_and_headers_are_compared():
    moved = Answer(301, {"Location": f"{SITE}/search/"}, b"")
    assert differ(moved, Answer(301, {"Location": "http://127.0.0.1:8002/search/"}, b"")) == []
    assert differ(moved, Answer(302, moved.headers, b"")) == [
        "-status 301",
        "-Location: //site/search/",
        "+status 302",
        "+Location: http:" + f"{SITE}/search/"[5:],
    ]


def test_times_and_ignored_fields_are_dropped_from_json_at_any_depth():
    before = as_json({"took_ms": 1, "results": [{"id": "a", "alternatives": []}]})
    after = as_json({"took_ms": 2, "results": [{"id": "a"}]})
    assert differ(before, after) == ['-   "id": "a",', '-   "alternatives": []', '+   "id": "a"']
    assert differ(before, after, Ignored(frozenset({"took_ms", "alternatives"}))) == []


def test_the_order_of_results_counts_and_that_of_fields_too():
    assert differ(as_json([1, 2]), as_json([2, 1]))
    assert differ(as_json({"a": 1, "b": 2}), as_json({"b": 2, "a": 1}))


def test_json_that_is_broken_is_compared_as_text():
    broken = Answer(200, {"Content-Type": "application/json"}, b"{")
    assert differ(broken, as_json({}))[0] == "-not JSON:"


def test_an_ignored_pattern_is_cut_out_of_pages():
    version = Ignored(patterns=(re.compile(r"version \d+"),))
    assert differ(html("<p>version 1</p>"), html("<p>version 2</p>"), version) == []


def test_calendar_files_are_unfolded_and_lose_their_time_stamps():
    folded = "BEGIN:VEVENT\r\nDTSTAMP:20260101T000000Z\r\nURL:http://127.0.0.1:8\r\n 001/x\r\n"
    other = "BEGIN:VEVENT\r\nDTSTAMP:20260101T000001Z\r\nURL:http://127.0.0.1:80\r\n 02/x\r\n"
    kind = {"Content-Type": "text/calendar; charset=utf-8"}
    assert differ(Answer(200, kind, folded.encode()), Answer(200, kind, other.encode())) == []
    assert differ(Answer(200, kind, folded.encode()), Answer(200, kind, other.replace("/x", "/y").encode()))


def test_an_empty_feed_loses_its_time_and_others_keep_it():
    kind = {"Content-Type": "application/atom+xml; charset=utf-8"}
    feeds = [f"<feed><updated>2026-01-01T00:00:0{second}Z</updated>{{}}</feed>" for second in (1, 2)]
    assert differ(*(Answer(200, kind, feed.format("").encode()) for feed in feeds)) == []
    assert differ(*(Answer(200, kind, feed.format("<entry></entry>").encode()) for feed in feeds))


@pytest.mark.django_db
def test_redirects_are_not_followed(live_server):
    answer = fetch(live_server.url, "/search")
    assert answer.status == 301
    assert answer.headers["Location"].endswith("/search/")
