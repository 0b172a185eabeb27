"""Spans of printed text: sentences, runs that bidirectional layout must isolate, words found again after an edit."""

from archive.text.layout.bidi import Run, isolated_runs
from archive.text.layout.reanchoring import nearest_occurrence
from archive.text.layout.sentences import sentence_around, sentence_spans

__all__ = ["Run", "isolated_runs", "nearest_occurrence", "sentence_around", "sentence_spans"]
