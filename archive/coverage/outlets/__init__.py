"""How two outlets differ in words, over the same question: what each uses more than the other, and how surely.

`log_odds` is the measure, pure; `wording` counts words and pairs of words in stored texts; `comparison` brings the two together.
"""
