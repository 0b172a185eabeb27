"""Many papers, one text: versions, that is copies of one text in several outlets or printed again by the same one.

Other rooms import `models`, `services` and `selectors`. `versions` holds how texts are compared: sentences, candidates by
MinHash, the decision, and the groups that follow from it. Stories (many papers, one event) have their place next to it.
"""
