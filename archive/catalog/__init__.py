"""The record: what the paper printed and where it came from; and the work that follows each change of it.

`models` are the tables, `services` write them, `selectors` and `querysets` read them; `printed_spans` and `span_services`
are what names and dates recognised in articles have in common; `jobs` is the background process (`manage.py work`), which
drains the outbox and runs jobs that other rooms register.
"""
