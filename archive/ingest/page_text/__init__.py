"""Raw text saved from a web page, read line by line into articles, stubs and their parts.

`lines` classifies each line by itself, with `labels` and `chrome`; `split` cuts the file into articles and cards; `roles`
gives every line its role, with `captions` and `datelines`; `publication` finds the date with its evidence, `image_dates` a
lower bound where there is none, `tags` cuts the tag line; `gazetteer` holds the names they need.
"""
