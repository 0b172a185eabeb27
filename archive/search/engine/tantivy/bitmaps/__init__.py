"""The documents of frequent terms as bitmaps, so that they need not come out of Tantivy one by one.

term_bitmaps       written next to the segments when a generation is built
live_term_bitmaps  the same as rows of a snapshot
dirty_docs         documents that changed since: matched by their own words
"""
