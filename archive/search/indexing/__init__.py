"""Keeping the index in line with the catalog.

`outbox` drains the outbox, in the background process by way of `background`; `indexer` writes and rebuilds with the documents
that `documents` makes of articles; `status` counts, `consistency` compares and repairs, `checks` are Django's system checks;
`word_table` compiles the table that analysis uses.
"""
