"""The confidence from which a mention counts, for recognition and for the tables alike."""

MIN_CONFIDENCE = 0.5
"""A mention below this is a suggestion for curators: no facet, page or search shows it."""
