"""Stories: which articles tell one happening, by their words and days.

Order of steps: `terms` reads an article into weighted terms; `neighbourhood` compares an article with all that may tell the
same; `scoring` weighs what each two have in common; `placing` decides which story the article belongs to. These compute over
values. `stored` and `candidates` read the database; `membership`, `merging` and `chapters` write it.
"""
