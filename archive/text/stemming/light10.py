"""A light stem for recall: an article or conjunction and common suffixes stripped unconditionally, by the rules of light10.

Source of the rules: Larkey, Ballesteros and Connell, "Light stemming for Arabic information retrieval" (2007). It conflates
unrelated words, so it only ranks where all words must match, and finds where any may.
"""

ARTICLES = ("ال", "وال", "بال", "كال", "فال", "لل")
CONJUNCTION = "و"
SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي")
MIN_STEM_LENGTH = 2
MIN_LENGTH_AFTER_CONJUNCTION = 3
_LAST_LETTERS = tuple({suffix[-1] for suffix in SUFFIXES})


def light_stem(folded: str) -> str:
    """The light stem of a folded word."""
    if folded.startswith(CONJUNCTION) and len(folded) > MIN_LENGTH_AFTER_CONJUNCTION and not folded.startswith("وال"):
        folded = folded[1:]
    if folded.startswith(ARTICLES):
        for article in ARTICLES:
            if folded.startswith(article) and len(folded) - len(article) >= MIN_STEM_LENGTH:
                folded = folded[len(article) :]
                break
    if not folded.endswith(_LAST_LETTERS):
        return folded
    for suffix in SUFFIXES:
        if folded.endswith(suffix) and len(folded) - len(suffix) >= MIN_STEM_LENGTH:
            folded = folded[: -len(suffix)]
    return folded
