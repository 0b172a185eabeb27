"""Relevance: conflation of word forms, and retrieval on judged sets, against plainer analyses."""
