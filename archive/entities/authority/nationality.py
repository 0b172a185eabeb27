"""The printed forms of a nationality adjective, derived from its masculine singular: gender, number and article.

أميركي gives أميركية, أميركيون, أميركيين, أميركيات … and each with the article; an adjective of two words agrees in both
(الكورية الشمالية). One given with the article (التشيلي) has only definite forms.
"""

from collections.abc import Iterator

ENDINGS = ("", "ة", "ون", "ين", "ان", "ات", "تان", "تين", "ا")
"""Masculine, feminine, plurals, duals, and the adverb with tanwin (أميركيا), which takes no article."""
ARTICLE = "ال"


def nationality_forms(base: str) -> Iterator[tuple[str, ...]]:
    """The forms of an adjective given in the masculine singular, each as words."""
    words = base.split()
    definite_only = all(word.startswith(ARTICLE) for word in words)
    bare = [word.removeprefix(ARTICLE) for word in words] if definite_only else words
    for ending in ENDINGS:
        inflected = tuple(word + ending for word in bare)
        if not definite_only:
            yield inflected
        if ending != "ا":
            yield tuple(ARTICLE + word for word in inflected)
    if len(words) > 1:  # a sound plural agrees with a feminine singular: الكوريين الشمالية; duals are rare
        yield (ARTICLE + bare[0] + "ين", *(ARTICLE + word + "ة" for word in bare[1:]))
