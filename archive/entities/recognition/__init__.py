"""Recognition: the names in a text, from three witnesses.

The authority file knows names (`archive.entities.matching`), rules know what announces one (title and name, heads of
organizations' names, quotation marks), and the tagger, a CRF trained on labelled news and encyclopedia sentences, knows what
names look like. `combining` weighs them; each name keeps its witness and how sure it is.

Modules, in the order of the way through them: `triggers`, `features`, `tokens`, `tagger`; `rules`; `combining`. `corpus`,
`scoring` and `training` serve the commands `train_recognizer` and `measure_recognition`.
"""
