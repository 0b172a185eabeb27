"""The tagger, small and as shipped."""

import math

import numpy as np
import pytest

from archive.entities.recognition import AnalyzedText, shipped_tagger
from archive.entities.recognition.tagger import model as tagging
from archive.entities.recognition.tagger.model import LABELS, Tagger
from archive.entities.recognition.tagger.tokens import sentences


def read(tagger, *texts):
    return tagger.tag([sentences(AnalyzedText(text)) for text in texts])


def row(**weights):
    return [weights.get(label.replace("-", "_"), 0.0) for label in LABELS]


@pytest.fixture
def small():
    """Knows one family name, and that a title announces somebody."""
    weights = {"w=القلعوشي": row(I_PER=3.0), "-1:k=title": row(B_PER=3.0)}
    forbidden = [[-20.0 if o.startswith("I-") and one[2:] != o[2:] else 0.0 for o in LABELS] for one in LABELS]
    return Tagger(list(weights), np.array(list(weights.values()), np.float32), np.array(forbidden, np.float32))


def test_weights_of_a_word_and_of_its_neighbours_are_summed(small):
    text = "قال الوزير ناصف القلعوشي"
    (output,) = read(small, text)
    assert [(text[name.start : name.end], name.type) for name in output.names] == [("ناصف القلعوشي", "person")]


def test_a_name_is_as_certain_as_its_least_certain_word(small):
    (output,) = read(small, "قال الوزير ناصف القلعوشي")
    # one B-PER of seven labels against weight 3, and the ways on from it
    assert 0.5 < output.names[0].confidence < math.exp(3) / (math.exp(3) + 3)


def test_texts_tagged_together_are_tagged_as_each_alone(small):
    texts = ("قال الوزير ناصف القلعوشي. ثم عاد.", "", "عاد الوفد", "التقى الأستاذ هيثم القلعوشي اليوم في الصباح الباكر")
    together = read(small, *texts)
    assert together == [read(small, text)[0] for text in texts]


def test_the_word_cache_is_cleared_when_it_is_full(small, monkeypatch):
    before = read(small, "قال الوزير ناصف القلعوشي")
    monkeypatch.setattr(tagging, "MAX_CACHED_WORDS", 2)
    assert read(small, "قال الوزير ناصف القلعوشي") == before


def test_the_shipped_model_finds_names_that_are_in_no_list():
    text = "وقال الدكتور نزيه القلعوشي إن الأشغال انطلقت في مدينة زغروطة أمس."
    (output,) = read(shipped_tagger(), text)
    assert ("نزيه القلعوشي", "person") in [(text[name.start : name.end], name.type) for name in output.names]
