"""What trouble does to a served archive, tried for real: `python -m bench reliability`.

`trials` are the troubles, each on a fresh copy of one archive; `tried_site` serves it, asks, saves and imports; `moved_clock` is
a clock that can be set under running processes. A trial writes down what was answered, and what of the record was lost.
"""
