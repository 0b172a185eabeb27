"""What articles say that somebody said, and the figures they print: quotations, each with its speaker, its cue and its evidence;
numbers, each with what is counted.

Other rooms import `models`, `services`, `selectors` and `querysets`. `quotations` and `figures` read them from the text: pure
functions over the paragraphs of an article and the names recognised in it.
"""
