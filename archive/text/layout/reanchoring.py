"""Finding words again in a text that was edited."""


def nearest_occurrence(text: str, words: str, start: int) -> int | None:
    """The offset nearest to `start` at which `words` are printed, the first of two; None if they are not, or are empty."""
    if not words:
        return None
    if text.startswith(words, start):
        return start
    found = [offset for offset in range(len(text)) if text.startswith(words, offset)]
    return min(found, key=lambda offset: abs(offset - start), default=None)
