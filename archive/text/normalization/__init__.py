"""Letter folding for the levels `exact` and `spelling`, and the keys of labels that look the same."""

from archive.text.normalization.folding import exact, fold, fold_letters
from archive.text.normalization.labels import label_key

__all__ = ["exact", "fold", "fold_letters", "label_key"]
