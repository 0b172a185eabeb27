"""Recognition: the names in a text, from three witnesses.

The authority file knows names (`archive.entities.recognition.matching`), rules know what announces one (title and name, heads of
organizations' names, quotation marks), and the tagger, a CRF trained on labelled news and encyclopedia sentences, knows what
names look like. `combining` weighs them; each name keeps its witness and how sure it is. What the article as a whole tells comes
last: later mentions, names that several bear, offices that stand for their holder.

Modules, in the order of the way through them: `triggers`, `lists`, `features`, `tokens`, `tagger`; `tagged_spans`, `rules`,
`combining`; `article`, with `metonyms`, `bearers`, `offices` and `holders`, which ask the `background` that descriptions give;
`candidates`, names that nobody knows. `corpus`, `scoring`, `measuring` and `training` serve the commands `train_recognizer` and
`measure_recognition`.
"""
