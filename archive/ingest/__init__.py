"""From files to records: what a paper printed is told apart from what a page put around it.

The way of one file: `readers` open it (`encoding` makes text of bytes) and yield documents of frozen `ArticleRecord`s;
for raw text, `lines` reads line by line, `labels`, `chrome`, `captions` and `datelines` know each a kind of line, `split`
cuts the file into articles and cards, `roles` gives every line its role, `publication` finds the date with its evidence,
`tags` parts the tag line. `services` writes documents in batches and has them annotated (`annotation`) and indexed.
"""
