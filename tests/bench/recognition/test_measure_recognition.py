"""The command that measures the recogniser, and what both commands report."""

import pytest
from django.core.management import CommandError, call_command

from bench.recognition import measure_recognition, train_recognizer

LABELLED = "سافر\tO\nالوفد\tO\nإلى\tO\nلبنان\tB-LOC\n\n" * 10


@pytest.fixture
def labelled(tmp_path):
    path = tmp_path / "labels.tsv"
    path.write_text(LABELLED, encoding="utf-8")
    return path


def test_measuring_prints_a_table_for_each_witness(labelled, capsys):
    call_command(measure_recognition.Command(), labelled, last_fifth=[labelled])
    out = capsys.readouterr().out
    assert "labels.tsv: 10 sentences" in out
    assert "labels.tsv, last fifth: 2 sentences" in out
    assert all(f"{witness:<10} all" in out for witness in ("authority", "tagger", "combined"))


@pytest.mark.parametrize("command", [train_recognizer.Command(), measure_recognition.Command()])
def test_missing_files_are_reported(command, tmp_path):
    with pytest.raises(CommandError, match="Name at least one file"):
        call_command(command)
    with pytest.raises(CommandError, match="missing"):
        call_command(command, tmp_path / "missing.tsv")
