"""The confidence from which a quotation counts."""

MIN_CONFIDENCE = 0.5
"""A quotation below this is a suggestion for curators: no page, search or feed shows it."""
