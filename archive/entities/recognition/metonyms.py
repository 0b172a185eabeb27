"""Capitals that denote the government seated there: «أعلنت موسكو» is Russia, «في موسكو» the city.

A capital denotes its government where it speaks or decides: a verb of speech right before it, or right after it if no word
before it is the subject (as in «محكمة طهران أكدت»); where a noun of policy precedes it («رد واشنطن», «اتفاق مع موسكو»); or
where it is one of a pair of such («بين واشنطن وبكين»). After the preposition ب and after words of place or movement («في»,
«إلى», «مدينة», «وصل») it is the city.
"""

from archive.entities.recognition.analyzed_text import AnalyzedText
from archive.entities.recognition.triggers import LOCATION_CUES, PLACE_HEADS, POLICY_NOUNS, SPEECH_VERBS
from archive.text import fold, is_stop_word

_TOWARDS = frozenset(fold(word) for word in "مع ضد تجاه بين".split())


def denotes_government(analyzed: AnalyzedText, start: int, end: int) -> bool:
    """Whether the capital printed at these offsets denotes a government."""
    terms = analyzed.terms
    first, last = analyzed.place_at(start), analyzed.place_at(end - 1)
    if first == len(terms):
        return False
    clitics = fold(analyzed.text[terms[first].start : start])
    before = terms[first - 1].spelling if analyzed.follows(first) else None
    if "ب" in clitics or before in LOCATION_CUES or before in PLACE_HEADS:
        return False
    if before is None or is_stop_word(before):
        speaks = analyzed.follows(last + 1) and terms[last + 1].spelling in SPEECH_VERBS and not clitics.endswith("ل")
        return speaks or (before in _TOWARDS and not clitics)
    if clitics.endswith("ل"):
        return before in POLICY_NOUNS
    if clitics.startswith("و"):
        return _is_second_of_pair(analyzed, first)
    return before in SPEECH_VERBS or before in POLICY_NOUNS


def _is_second_of_pair(analyzed: AnalyzedText, place: int) -> bool:
    """«بين واشنطن وبكين»: what marks the pair is two words before."""
    if place < 2 or not analyzed.follows(place - 1):
        return False
    marker = analyzed.terms[place - 2].spelling
    return marker in _TOWARDS or marker in SPEECH_VERBS
