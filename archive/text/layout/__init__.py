"""Spans of printed text: its sentences, runs to isolate in bidirectional layout, and words found again after an edit."""

from archive.text.layout.bidi import IsolatedRun, isolated_runs
from archive.text.layout.reanchoring import nearest_occurrence
from archive.text.layout.sentences import sentence_around, sentence_spans

__all__ = ["IsolatedRun", "isolated_runs", "nearest_occurrence", "sentence_around", "sentence_spans"]
