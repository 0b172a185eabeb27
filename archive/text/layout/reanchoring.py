"""Where words that stood at a place in a text stand after it was edited."""


def nearest_occurrence(text: str, words: str, start: int) -> int | None:
    """The place nearest to `start` where `words` are printed; None where they no longer are, or are empty."""
    if not words:
        return None
    if text.startswith(words, start):
        return start
    places = [place for place in range(len(text)) if text.startswith(words, place)]
    return min(places, key=lambda place: abs(place - start), default=None)
