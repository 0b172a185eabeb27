"""The printed forms of a nationality adjective: gender, number and article, derived from its masculine singular.

أميركي gives أميركية, أميركيون, أميركيين, أميركيات … and each with the article; an adjective of two words agrees in both
(الكورية الشمالية). One that is given with the article (التشيلي) counts only with it.
"""

from collections.abc import Iterator

ENDINGS = ("", "ة", "ون", "ين", "ان", "ات", "تان", "تين", "ا")
"""Masculine, feminine, plurals, duals, adverb with tanwin (أميركيا)."""
ARTICLE = "ال"


def nationality_forms(base: str) -> Iterator[tuple[str, ...]]:
    """Word sequences of all forms of an adjective given in the masculine singular."""
    words = base.split()
    definite_only = all(word.startswith(ARTICLE) for word in words)
    bare = [word.removeprefix(ARTICLE) for word in words] if definite_only else words
    for ending in ENDINGS:
        inflected = tuple(word + ending for word in bare)
        if not definite_only:
            yield inflected
        if ending != "ا":
            yield tuple(ARTICLE + word for word in inflected)
    if (
        len(words) > 1
    ):  # broken or natural plurals agree in the feminine singular: القوات الكورية الشمالية; duals are rare
        yield (ARTICLE + bare[0] + "ين", *(ARTICLE + word + "ة" for word in bare[1:]))
