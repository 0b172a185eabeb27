"""From files to records: what a paper printed is separated from what a page put around it.

`inputs` finds files, `unpacking` opens ZIP archives and mails, `reading` calls the reader of each format. `readers` turn files
into documents of frozen `ArticleRecord`s (`record`) with the keys of `identity`; `page_text` reads the lines of a page;
`encoding` decodes bytes, `mending` repairs damaged text, `stored` reads raw documents again. `services` imports:
`import_plan` compares records with the catalog, `writing` writes batches, `annotation` recognises names and dates.
`rereading` analyses the whole archive again. `uploads` keeps, previews and loads what curators hand in.
`feeds` fetches feeds that curators set up. `rules` applies what curators decided for all that comes.
"""
