"""A light stem for recall: one article or conjunction and common suffixes cut without proof, after the rules of light10.

Source of the rules: Larkey, Ballesteros and Connell, "Light stemming for Arabic information retrieval" (2007). It conflates
unrelated words, so it only ranks where all words must match, and helps where any may.
"""

ARTICLES = ("ال", "وال", "بال", "كال", "فال", "لل")
CONJUNCTION = "و"
SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي")
_LAST = tuple({suffix[-1] for suffix in SUFFIXES})
LEAST = 2
LEAST_AFTER_CONJUNCTION = 3


def light_stem(folded: str) -> str:
    """The light stem of a folded word."""
    if folded.startswith(CONJUNCTION) and len(folded) > LEAST_AFTER_CONJUNCTION and not folded.startswith("وال"):
        folded = folded[1:]
    if folded.startswith(ARTICLES):
        for article in ARTICLES:
            if folded.startswith(article) and len(folded) - len(article) >= LEAST:
                folded = folded[len(article) :]
                break
    if not folded.endswith(_LAST):
        return folded
    for suffix in SUFFIXES:
        if folded.endswith(suffix) and len(folded) - len(suffix) >= LEAST:
            folded = folded[: -len(suffix)]
    return folded
