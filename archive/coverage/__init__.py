"""Many papers, one text or one event: versions are copies of one text in several outlets or printed again by the same one,
stories are articles of one happening in words of their own.

Other rooms import `models`, `services` and `selectors`. `versions` holds how texts are compared: sentences, candidates by
MinHash, the decision, and the groups that follow from it. `stories` holds how happenings are told apart;
`outlets` how two outlets differ in words.
"""
