"""What articles say that somebody said: quotations, each with its speaker, its cue and its evidence.

Other rooms import `models`, `services`, `selectors` and `querysets`. `quotations` reads them from the text: pure functions over
the paragraphs of an article and the names recognised in it.
"""
