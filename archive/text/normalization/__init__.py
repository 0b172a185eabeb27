"""Letter folding for the levels `exact` and `spelling`."""

from archive.text.normalization.folding import exact, fold, fold_letters

__all__ = ["exact", "fold", "fold_letters"]
