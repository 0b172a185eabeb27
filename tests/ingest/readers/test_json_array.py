import io
import json

import pytest

from archive.ingest.readers import json_array
from archive.ingest.readers.json_array import array_items
from archive.ingest.readers.jsonl import read_lines
from archive.ingest.record import Failure, UnreadableError


@pytest.mark.parametrize("chunk", [1, 3, 7, 1 << 20])
@pytest.mark.parametrize(
    "items",
    [
        [],
        [1],
        [12, 345.5, -6e7, True, None],
        [{"عنوان": "س [1], {2}", "b": '"\\'}],
        [[], [[1]], {"a": [1, {"b": "]"}]}],
        ["نص", "آخر"],
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_every_element_comes_whole_whatever_the_chunks(monkeypatch, chunk, items, indent):
    monkeypatch.setattr(json_array, "CHUNK_BYTES", chunk)
    file = io.BytesIO(b"\xef\xbb\xbf \n" + json.dumps(items, ensure_ascii=False, indent=indent).encode())
    assert [json.loads(item) for item in array_items(file)] == items


@pytest.mark.parametrize(
    "damage", ['[{"a": 1}, {"b": ', '[{"a": 1} {"b" 2}]', '[{"a": 1}, nul]', '[{"a": 1}, "\udcff"]']
)
def test_elements_before_the_damage_are_not_lost(damage):
    found = []
    with pytest.raises(UnreadableError):
        found.extend(array_items(io.BytesIO(damage.encode("utf-8", "surrogateescape"))))
    assert found in ([b'{"a": 1}'], [])


def test_an_array_of_articles_is_read_like_lines(tmp_path):
    path = tmp_path / "articles.json"
    records = [{"id": 1, "title": "عنوان", "body": "نص"}, {"id": 2, "body": ""}, 7, {"id": 3, "body": "نص آخر"}]
    path.write_text(json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")
    found = list(read_lines(path))
    assert [one.name if isinstance(one, Failure) else one.records[0].import_key for one in found] == [
        "record::1", "articles.json, line 2", "articles.json, line 3", "record::3",
    ]  # fmt: skip


def test_an_empty_array_is_said(tmp_path):
    path = tmp_path / "articles.json"
    path.write_text("[\n]")
    assert [str(one) for one in read_lines(path)] == ["articles.json: the array is empty"]
