"""Names in the sentences of these tests, as recognition would give them."""

import re

from archive.statements.quotations.reading import read_quotations
from archive.statements.quotations.values import Name

PERSONS = (
    "سليم الحداد", "هدى النجار", "فارس بن راشد", "فارس", "مروان الصايغ", "علي الصايغ", "الكيلاني",
)  # fmt: skip
ORGANIZATIONS = ("وكالة الساحل", "قناة الساحل", "مصرف الخليج", "جامعة الساحل")


def names_in(text):
    """Who is named twice is one bearer."""
    found = []
    for kind, names in (("person", PERSONS), ("organization", ORGANIZATIONS)):
        for name in names:
            for match in re.finditer(re.escape(name), text):
                if not any(one.start <= match.start() < one.end for one in found):
                    found.append(Name(match.start(), match.end(), kind, "name", name))
    return sorted(found)


def read(*paragraphs):
    return read_quotations(paragraphs, [names_in(text) for text in paragraphs])


def speakers(*paragraphs):
    return [one.speaker_name for one in read(*paragraphs)]


def said(*paragraphs):
    return [one.surface for one in read(*paragraphs)]
