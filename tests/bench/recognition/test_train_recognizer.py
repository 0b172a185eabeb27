"""The command that trains the tagger."""

import sys

import pytest
from django.core.management import CommandError, call_command

from archive.entities.recognition.tagger.model_file import MODEL, load
from bench.recognition import train_recognizer

LABELLED = "سافر\tO\nالوفد\tO\nإلى\tO\nلبنان\tB-LOC\n\n" * 10


@pytest.fixture
def labelled(tmp_path):
    path = tmp_path / "labels.tsv"
    path.write_text(LABELLED, encoding="utf-8")
    return path


def test_a_model_is_written_where_it_is_asked_for(labelled, tmp_path, capsys):
    output = tmp_path / "model.gz"
    shipped = MODEL.stat().st_mtime_ns
    call_command(train_recognizer.Command(), hold_out=[labelled], output=output)
    assert load(output)
    assert "training on 32 words" in capsys.readouterr().out
    assert MODEL.stat().st_mtime_ns == shipped


def test_training_without_crfsuite_says_what_to_install(labelled, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pycrfsuite", None)
    with pytest.raises(CommandError, match="pip install -r tests/requirements"):
        call_command(train_recognizer.Command(), labelled, output=tmp_path / "model.gz")
