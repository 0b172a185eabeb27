"""Haystack on our engine contract: `backend` for query sets and commands, `lookups` for the filters of query sets."""
