"""Spans of printed text: its sentences, and runs to isolate in bidirectional layout. Control characters made visible, and
those that reorder text removed."""

from archive.text.layout.bidi import IsolatedRun, isolated_runs, without_bidi_controls
from archive.text.layout.control_characters import visible_controls
from archive.text.layout.sentences import sentence_around, sentence_spans

__all__ = [
    "IsolatedRun",
    "isolated_runs",
    "sentence_around",
    "sentence_spans",
    "visible_controls",
    "without_bidi_controls",
]
