"""The file of a tagger's model."""

import numpy as np
import pytest

from archive.entities.recognition import AnalyzedText
from archive.entities.recognition.tagger.model import LABELS
from archive.entities.recognition.tagger.model_file import MODEL, TaggerError, load, save
from archive.entities.recognition.tagger.tokens import sentences


def read(tagger, *texts):
    return tagger.tag([sentences(AnalyzedText(text)) for text in texts])


def row(**weights):
    return [weights.get(label.replace("-", "_"), 0.0) for label in LABELS]


def test_a_model_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "model.gz"
    save(path, {"w=القلعوشي": row(B_PER=4.0)}, np.zeros((len(LABELS), len(LABELS))).tolist())
    (output,) = read(load(path), "عاد القلعوشي")
    assert [name.type for name in output.names] == ["person"]


@pytest.mark.parametrize("content", [b"", b"\x1f\x8b\x08\x00", b"no model"])
def test_a_file_that_is_not_a_model_is_refused(tmp_path, content):
    path = tmp_path / "model.gz"
    path.write_bytes(content)
    with pytest.raises((TaggerError, OSError)):
        load(path)


def test_the_shipped_model_is_small():
    assert MODEL.stat().st_size < 5_000_000
