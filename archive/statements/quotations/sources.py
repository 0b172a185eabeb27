"""«بحسب» and its family: what stands before or after the source."""

from collections.abc import Mapping, Sequence

from archive.statements.quotations import lexicon
from archive.statements.quotations.clause_ends import is_source
from archive.statements.quotations.clauses import Content, clause_type
from archive.statements.quotations.cues import Cue
from archive.statements.quotations.fragments import is_name
from archive.statements.quotations.lexicon import cue_form, folded
from archive.statements.quotations.marks import MARK
from archive.statements.quotations.naming import named_after
from archive.statements.quotations.printed import PrintedText, dateline_end
from archive.statements.quotations.speaker_words import AFTER_SPEAKER, NO_SUBJECT, TIMES
from archive.statements.quotations.titles import is_title
from archive.text import fold, spelling, takes_article

_BE = folded("هما هم هي هو كان كانت يكون تكون ليس ليست لن لم")
OWN_WORDS = folded("تعبيره تعبيرها تعبيرهم قوله قولها قولهم وصفه وصفها وصفهم زعمه زعمها")
"""«على حد قوله»: they point at words whose speaker is named elsewhere."""
MAX_WORDS_OF_BEGINNING = 4
"""Before a source, with no pause around it, too few to be all that is said: «وتحاول البلدية وفق المرصد …»."""
MIN_LETTERS_BEHIND_B = 3
MAX_WORDS_TO_FA = 16
TANWEEN = "\u064b"
_CONNECTIVES = folded("ولكن لكن ثم حيث كما لأنه إذ و")
_ON_GROUNDS = folded("استنادا مستندا نقلا وفقا طبقا نظرا")
_AS_WELL = fold("كما")
_AND_THAT = folded("وذلك وهذا وهو ذلك")
_AFTER_SOURCE = folded("فإن فان فقد فإنه فإنها فإنهم")


def source_content(
    text: PrintedText, cue: Cue, cues: Mapping[int, Cue], taken: Sequence[tuple[int, int]]
) -> Content | None:
    """What the source of this cue says; None for a relay of what is attributed to somebody else already."""
    first = cue.last + 1
    sentence = text.sentence(cue.start)
    if first >= len(text.words) or text.words[first].start >= sentence[1]:
        return None
    if not is_source(text, cue, first):
        return None
    is_first = not text.text[sentence[0] : text.words[cue.first].start].strip(" \"«“”»'")
    if is_first or _goes_on_with_fa(text, cue, first, sentence):
        return _after(text, cue, first, sentence, cues) or _whole_sentence_before(text, sentence, taken)
    return _before(text, cue, sentence, cues, taken)


def _goes_on_with_fa(text: PrintedText, cue: Cue, first: int, sentence: tuple[int, int]) -> bool:
    """«…، ولكن وفقا للتقرير فإن …»: what is said stands after its source, in the middle of a sentence."""
    if text.word(cue.first - 1) not in _CONNECTIVES and not any(sign in text.gap(cue.first) for sign in "،؛,"):
        return False
    for place in range(first + 1, min(first + MAX_WORDS_TO_FA, len(text.words))):
        if text.words[place].start >= sentence[1]:
            return False
        if text.words[place].text in _AFTER_SOURCE:
            return True
    return False


def _after(
    text: PrintedText, cue: Cue, first: int, sentence: tuple[int, int], cues: Mapping[int, Cue]
) -> Content | None:
    """«بحسب فلان، …» and «وفقا لفلان، في كذا، فإن …»."""
    if (begins := _next_to_name(text, cue, sentence)) is not None and cues.get(begins) is None:
        start, end = text.trimmed(text.words[begins].start, sentence[1])
        return Content(start, end, clause_type(text, start, end), text.words[begins].start, 0.7)
    reach = range(first + 1, min(first + MAX_WORDS_TO_FA, len(text.words)))
    here = (place for place in reach if text.words[place].start < sentence[1])
    fa = next((place for place in here if text.words[place].text in _AFTER_SOURCE), None)
    for place in range(first + 1, len(text.words)):
        word = text.words[place]
        if word.start >= sentence[1]:
            return None
        gap = text.gap(place)
        if text.marked[place] is not None and text.marked[place] == text.marked[place - 1]:
            continue
        if fa is not None and place < fa:
            continue
        if word.text in _AFTER_SOURCE or word.text in lexicon.PARTICLES:
            begins = place + 1
        elif ":" in gap or ("،" in gap and place - first >= 1) or ("," in gap):
            begins = place
        else:
            continue
        other = cues.get(begins) or cues.get(place)
        if other is not None and other.form == lexicon.FINITE and begins == place:
            return None
        if begins >= len(text.words):
            return None
        start, end = text.trimmed(text.words[begins].start, sentence[1])
        pair = next(
            (one for one in text.pairs if text.words[begins - 1].end <= one.outer_start <= start <= one.start), None
        )
        if pair is not None and not is_name(text, pair):
            return Content(pair.start, pair.end, "direct", word.start, 0.8)
        start = min(start, pair.outer_start) if pair else start
        return Content(start, end, clause_type(text, start, end), word.start, 0.75)
    return None


def _next_to_name(text: PrintedText, cue: Cue, sentence: tuple[int, int]) -> int | None:
    """Where a clause begins that no pause parts from the name of its source: «وحسب قناة الساحل تستعد البلدية …»."""
    naming = named_after(text, cue, sentence[1])
    if naming is None or naming.name is None:
        return None
    place = text.place_at(naming.end)
    if place >= len(text.words) or text.words[place].start >= sentence[1] or text.gap(place).strip():
        return None
    word = text.word(place)
    is_apart = (
        word.startswith(("ال", "لل", "و")) or word in AFTER_SPEAKER or word in NO_SUBJECT or word in _AFTER_SOURCE
    )
    is_name = any(name.start <= text.words[place].start < name.end for name in text.names)
    return None if is_apart or is_name or is_title(word) else place


def _whole_sentence_before(
    text: PrintedText, sentence: tuple[int, int], taken: Sequence[tuple[int, int]]
) -> Content | None:
    before = [one for one in text.sentences if one[1] <= sentence[0]]
    if not before or sentence[1] - sentence[0] > 60:
        return None
    start, end = text.trimmed(*before[-1])
    if any(first < end and start < last for first, last in taken):
        return None
    return Content(start, end, clause_type(text, start, end), sentence[1], 0.6)


def _rest(text: PrintedText, cue: Cue, sentence: tuple[int, int]) -> int | None:
    """Where the sentence goes on after a source that no pause parts from it: «الفائزان حسب اللجنة هما …»."""
    if (open_place := _goes_on(text, cue, sentence)) is not None:
        return text.words[open_place].start
    if any(sign in text.gap(cue.first) for sign in '،,"”»') or cue.last > cue.first:
        return None
    place = cue.last + 2
    goes_on = place + 2 < len(text.words) and text.words[place + 2].end <= sentence[1]
    is_clause = goes_on and not text.gap(place).strip() and text.word(place) in _BE
    return text.words[place].start if is_clause else None


def _goes_on(text: PrintedText, cue: Cue, sentence: tuple[int, int]) -> int | None:
    """Where the clause goes on that the source interrupts: «يبلغ طوله، بحسب البلدية، 30 مترا», «يمثل، وفق الخبراء، خطرا»."""
    naming = named_after(text, cue, sentence[1]) if cue.form == lexicon.SOURCE else None
    if naming is None:
        return None
    place = text.place_at(naming.end)
    if place + 1 >= len(text.words) or text.words[place].start >= sentence[1]:
        return None
    gap = text.gap(place)
    before = any(sign in text.gap(cue.first) for sign in "،,-–")
    is_even = before == any(sign in gap for sign in "،,-–") and not MARK.search(text.gap(cue.first))
    if not is_even:
        return None
    word = text.words[place]
    letters = text.text[word.start : word.end].rstrip(TANWEEN)
    is_object = letters.endswith("ا") and takes_article(word.text[:-1]) and word.text not in TIMES | _ON_GROUNDS
    is_marked = before and (MARK.search(gap) is not None or _has_preposition(word.text))
    is_short = not before and cue.first - text.place_at(sentence[0]) <= MAX_WORDS_OF_BEGINNING
    return place if word.text[0].isdigit() or is_object or is_marked or is_short else None


def _has_preposition(word: str) -> bool:
    """Whether ب is attached to a noun: «تتميز، وفقا للشركة، بسرعتها»."""
    return word.startswith("ب") and not takes_article(word) and len(word) > MIN_LETTERS_BEHIND_B


def _conjunction(word: str) -> int:
    """The length of the conjunction before a folded word."""
    return int(word[:1] == "و" and cue_form(word) is None and spelling(word) != word)


def _before(
    text: PrintedText, cue: Cue, sentence: tuple[int, int], cues: Mapping[int, Cue], taken: Sequence[tuple[int, int]]
) -> Content | None:
    here = text.words[cue.first - 1 if text.word(cue.first - 1) == "كما" else cue.first].start
    if any(sentence[0] <= first < here for first, last in taken):
        return None
    last = text.word(cue.first + 1)
    if last in OWN_WORDS or text.word(cue.last) in OWN_WORDS:
        return None
    rest = _rest(text, cue, sentence)
    if rest is not None:
        start, end = text.trimmed(sentence[0], sentence[1])
        start += _conjunction(text.words[text.place_at(start)].text)
        return Content(start, end, clause_type(text, start, end), rest, 0.55)
    start, end = text.trimmed(sentence[0], here)
    while (last_place := text.place_at(end - 1)) > 0 and text.word(last_place) in _AND_THAT:
        start, end = text.trimmed(start, text.words[last_place - 1].end)
    first = text.place_at(start)
    if (begins := dateline_end(text, start, end)) > start:
        start = begins
        first = text.place_at(start)
    if text.word(first) == _AS_WELL and first + 1 < len(text.words):
        start = text.words[first + 1].start
    word = text.words[first]
    start += _conjunction(word.text)
    pairs = [pair for pair in text.pairs if start <= pair.outer_start and pair.outer_end <= end + 2]
    for pair in pairs:
        if pair.outer_start <= start + 1 and pair.outer_end >= end and not is_name(text, pair):
            return Content(pair.start, pair.end, "direct", sentence[1], 0.85)
    if end - start < 15:
        return None
    return Content(start, end, clause_type(text, start, end), sentence[1], 0.7)
