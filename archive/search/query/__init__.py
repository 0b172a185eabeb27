"""The query language: a reader's string → a frozen tree (`parser`) → clauses of the engine (`compiler`).

No string raises; what was dropped or not understood is told in notes, whole sentences in Arabic.
"""
