"""A small authority file, and texts read with it as `read_names` weighs them."""

from archive.entities.authority import FormRow
from archive.entities.recognition import AnalyzedText, Matcher
from archive.entities.recognition.combining import MIN_CONFIDENCE, read_names
from archive.entities.recognition.spans import NamedSpan, TaggerOutput

FORMS = [
    FormRow(1, "person", "رشيد القلعوشي", "name"),
    FormRow(1, "person", "القلعوشي", "name"),
    FormRow(1, "person", "الأمير رشيد القلعوشي", "name"),
    FormRow(2, "place", "زغروطة", "name", guarded=True),
    FormRow(3, "organization", "شركة نبراس", "name"),
    FormRow(4, "place", "قلعوشيا", "name"),
    FormRow(4, "place", "قلعوشي", "nationality"),
]


def read(text, *tagged, outside=()):
    """`tagged`: (words, type, confidence); `outside`: words the tagger holds for plain ones."""
    analyzed = AnalyzedText(text)
    spans = [
        NamedSpan(text.index(words), text.index(words) + len(words), kind, "tagger", confidence)
        for words, kind, confidence in tagged
    ]
    output = TaggerOutput(spans, {text.index(word): 0.99 for word in outside})
    return [
        (
            text[one.span.start : one.span.end],
            one.span.type,
            one.match.entity if one.match else None,
            one.span.confidence,
        )
        for one in read_names(analyzed, Matcher(FORMS).find(analyzed), output)
    ]


def counting(found):
    return [row[:3] for row in found if row[3] >= MIN_CONFIDENCE]
