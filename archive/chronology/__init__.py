"""Dates mentioned in articles: storing what `text.dates` reads, curators' decisions, and timelines.

Other rooms import `models`, `services` and `selectors`.
"""
