"""Clauses as Tantivy's queries.

query_builder    with scores; filter_query without
boolean          combinators
stream_terms     tagged forms as terms of the token stream
phrases          phrases and windows; phrase_reader checks stored words
mentioned_dates  filters by mentioned dates
strip_scoring    a clause reduced to what decides which documents match
"""
