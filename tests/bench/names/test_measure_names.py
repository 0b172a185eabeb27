"""The command that measures damage to names."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bench.names import measure_names

COUNTS = {
    "بوتين": 500, "بوت": 900, "البوت": 700, "بوتون": 60, "البوتين": 90, "عين": 9000, "العين": 6000, "عيون": 4000, "العيون": 5000,
    }  # fmt: skip


def test_the_command_shows_each_damaged_name_and_its_word(tmp_path, monkeypatch):
    monkeypatch.setattr("bench.names.measure_names.base_counts", lambda: COUNTS)
    names = tmp_path / "names.jsonl"
    names.write_text(json.dumps({"ar": "بوتين"}), encoding="utf-8")
    out = StringIO()
    (tmp_path / "news").write_text(json.dumps({"body": "رأى بوتين"}), encoding="utf-8")
    call_command(measure_names.Command(), listed=names, articles=tmp_path / "news", show=True, stdout=out)
    printed = out.getvalue()
    assert "بوتين (name): بوت" in printed
    assert printed.count("names.jsonl") == 4
    with pytest.raises(CommandError, match="Cannot read names"):
        call_command(measure_names.Command(), listed=tmp_path / "none", stdout=out)
