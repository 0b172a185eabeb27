"""A name as printed by itself: its article restored where the clitic ل absorbed it, and its folded words."""

from archive.entities.recognition.analyzed_text import AnalyzedText
from archive.entities.recognition.clitics import fold_word
from archive.entities.recognition.spans import NamedSpan
from archive.text import fold, spelling, tokenize


def printed_name(analyzed: AnalyzedText, span: NamedSpan) -> str:
    """The span's text; where ل absorbed the alif of the article («للبنك المركزي») or all of it («للجنة الدولية»), with the whole
    article."""
    surface = analyzed.text[span.start : span.end]
    if span.start == 0 or analyzed.text[span.start - 1] != "ل" or not surface.startswith("ل"):
        return surface
    first, _, rest = surface.partition(" ")
    if spelling(f"ل{first}") == fold(first[1:]):
        return f"ا{surface}"
    return f"ال{surface}" if rest.startswith("ال") and span.type == "organization" else surface


def name_words(analyzed: AnalyzedText, span: NamedSpan) -> tuple[str, ...]:
    """The folded words of the printed name."""
    return tuple(fold_word(token.text) for token in tokenize(printed_name(analyzed, span)))
