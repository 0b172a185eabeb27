"""Haystack on our engine contract: `backend` for its commands and query sets, `query` and `lookups` for filters, `facets`."""
