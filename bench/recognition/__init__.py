"""The recogniser measured on labelled sentences, and its tagger trained on them."""
