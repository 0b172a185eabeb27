"""Rules that curators made: how they are applied to what is read.

`doubts` says which articles wait for a decision, and notes which of them a rule settles; `names` decides doubtful names;
`texts` reads lines that name a source, sites of sources, and recurring paragraphs. `rule_services` makes and undoes rules,
`rule_application` applies them to stored text.
"""
