"""The curators' room: Django's admin for the catalog and the authority file, decisions about recognised names and dates.

`services` holds one call for each action, `admin` the model pages and those of merging and splitting entities,
`index_page` the state of the search index, `site` the admin site itself.
"""
