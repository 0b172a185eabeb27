"""Feeds that are watched: from an address that a curator typed to articles.

`address` reads and writes web addresses; `network` resolves a host and says which of its addresses may be connected to;
`connection` and `http` fetch one document within limits; `robots` asks whether a page may be fetched, `pacing` how soon.
`importing` writes what came under a batch; `items` remembers the items of a feed; `article_pages` reads the pages of items that
only announce their article. `run` does all of this for one feed, `schedule` says when it is due again, `watch` goes through
the feeds that are due. `archive.ingest.feed_services` is what the admin calls.
"""
