import pytest

from bench.load import curators
from bench.load.curators import Forms, new_marker, wait_until_found
from bench.site.answers import Answer

PAGE = """<form><input name="csrf" value="t"><input type="submit" name="_save"><textarea name="text">
سطر &amp; سطر
</textarea><select name="state"><option value="a"><option value="b" selected>ب</select>
<select name="role"><option value="x">س<option value="y">ص</select>
<input type="checkbox" name="off"><input type="checkbox" name="on" value="1" checked></form>"""


def test_fields_are_read_as_a_browser_sends_them():
    assert Forms(PAGE).fields == {"csrf": "t", "text": "سطر & سطر\n", "state": "b", "role": "x", "on": "1"}


def test_markers_are_different_arabic_words():
    markers = {new_marker(curator, count) for curator in range(2) for count in range(500)}
    assert len(markers) == 1000
    assert all(marker.isalpha() and len(marker) == 8 for marker in markers)


def test_a_change_that_is_never_found_is_an_error(monkeypatch):
    monkeypatch.setattr(curators, "fetch", lambda site, address: Answer(200, {}, b'{"count": 0}'))
    with pytest.raises(TimeoutError, match="was not found"):
        wait_until_found("http://127.0.0.1:1", "كلمة", 0.0)
