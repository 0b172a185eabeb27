"""From files to records: what a paper printed is separated from what a page put around it.

`readers` (one module per format) turn files into documents of frozen `ArticleRecord`s (`record`); `page_text` reads raw text
saved from a page; `encoding` decodes bytes, `inputs` finds files. `services` imports: `import_plan` compares records with the
catalog, `writing` writes batches, `annotation` recognises names and dates. `rereading` analyses the whole archive again.
"""
