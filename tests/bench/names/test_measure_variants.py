"""The command that measures name variants."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bench.names import measure_variants

NAMES = [["غوتيريس", "جوتيريس", "أنطونيو غوتيريس"], ["تونس"], ["تنس"]]


@pytest.fixture
def path(tmp_path):
    rows = [{"wikidata_id": f"Q{n}", "correct_values": [*names, "Latin"]} for n, names in enumerate(NAMES)]
    (tmp_path / "names.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return tmp_path / "names.jsonl"


def test_the_command_prints_every_method(path):
    out = StringIO()
    call_command(measure_variants.Command(), path, stdout=out)
    assert out.getvalue().count("Khizana") == 2
    with pytest.raises(CommandError, match="Cannot read names of entities"):
        call_command(measure_variants.Command(), path.with_name("none"))
