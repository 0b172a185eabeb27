"""Dates that are not complete in print: recognised in the text, then resolved against the article's date."""

from archive.text.dates.relative.expressions import RelativeDate, Yearless
from archive.text.dates.relative.recognizer import relative_dates
from archive.text.dates.relative.resolution import Anchor, Context, Resolution
from archive.text.dates.relative.resolver import resolve
from archive.text.dates.relative.shift_resolver import dateline_lag
from archive.text.dates.relative.tense import sentence_tense

__all__ = [
    "Anchor",
    "Context",
    "RelativeDate",
    "Resolution",
    "Yearless",
    "dateline_lag",
    "relative_dates",
    "resolve",
    "sentence_tense",
]
