"""The words of a text that introduce a quotation."""

from typing import NamedTuple

from archive.statements.quotations import lexicon
from archive.statements.quotations.lexicon import CueForm, cue_form, cue_forms, folded
from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.source_nouns import is_speaking
from archive.text import fold

_IF, _SAYING, _ABOUT, _STRIKING, _AS_WHAT, _PASSED, _AFTER = map(
    fold, ("إذا", "القول", "عن", "لافتا", "حسبما", "عبر", "عقب")
)
_ARRIVED = folded("جاء ورد وجاء وورد تضمن جاءت وجاءت وردت")
_ARRIVED_IN = folded("في فيه فيها به")
_TONGUE = folded("لسان")
_OVER = folded("على عن")
_TO_HIM = folded("له لها لهم لي لنا للجميع")
_NOT_BEEN = folded("يكن تكن يكونوا أكن")
_AND_BETWEEN = fold("وبين")
_BETWEEN = folded("بين بينه بينها بينهم بينهما بيني بيننا")
DAMMA = "\u064f"
_PREPOSITIONS = folded("على في من عن إلى مع حول بشأن ضد بعد قبل دون خلال")
_DRAWS = folded("إلى النظر الانتباه أن")
_WHAT = folded("ما لما مما")
_WHAT_WAS_SAID = tuple(map(fold, ("ها", "ه")))
_CLAUSE_BEGINNINGS = folded("و ثم كما فقد وقد قد لكن بل حيث بينما فيما إذ أو وكان كان وكانت كانت")


class Cue(NamedTuple):
    """A cue: the words of these places, printed at text[start:end]."""

    first: int
    last: int
    start: int
    end: int
    kind: str
    form: str
    gender: str
    has_object: bool
    is_past: bool


def cues_of(text: PrintedText) -> list[Cue]:
    """The cues of a text in order; what stands in quotation marks is left to those who said it."""
    forms = cue_forms()
    found: list[Cue] = []
    for place, word in enumerate(text.words):
        letters = word.text
        if letters not in forms and letters[1:] not in forms and letters not in _ARRIVED and letters not in _TONGUE:
            continue
        if found and place <= found[-1].last:
            continue
        if text.marked[place] is not None or _is_in_name(text, place):
            continue
        cue = _phrase(text, place) or _word(text, place)
        if cue is not None:
            found.append(cue)
    return found


def _is_in_name(text: PrintedText, place: int) -> bool:
    """Whether a word, after its clitic, is a recognised name or part of one: «في لحج وعدن»."""
    word = text.words[place]
    for name in text.names:
        if name.start > word.start + 1:
            return False
        if name.end >= word.end and name.relation == "name":
            return True
    return False


def _phrase(text: PrintedText, place: int) -> Cue | None:
    letters = text.word(place)
    if letters in _ARRIVED and text.word(place + 1) in _ARRIVED_IN:
        return _cue(text, place, place + 1, CueForm("say", lexicon.PHRASE), int(letters[0] == "و" and len(letters) > 3))
    if letters in _TONGUE and text.word(place - 1) in _OVER:
        return _cue(text, place - 1, place, CueForm("say", lexicon.SOURCE), 0)
    return None


def _word(text: PrintedText, place: int) -> Cue | None:
    letters = text.word(place)
    found = cue_form(letters)
    if found is None:
        return None
    form, prefix = found
    start = text.words[place].start + prefix
    if text.text[start + 1 : start + 2] == DAMMA and form.kind != "relay":
        return None  # وُصف
    if form.is_of_wasl and text.text[start] == "أ":
        return None  # «أعتقد»: the writer himself
    before, after = text.word(place - 1), text.word(place + 1)
    if form.form == lexicon.FINITE and (before in lexicon.NEGATIONS and not _is_pause(text.gap(place))):
        return None
    if form.is_past and before in _PREPOSITIONS and not prefix:
        return None  # حصل على تعهد
    if form.form == lexicon.FINITE and _IF in [text.word(other) for other in range(place - 4, place)]:
        return None
    if form.kind == "weak" and form.form == lexicon.FINITE and not _may_be_verb(text, place, prefix):
        return None
    if letters in lexicon.IMPERSONAL and after in lexicon.PARTICLES | {"الي"}:
        return None
    if letters in lexicon.IMPERSONAL and after in _TO_HIM and text.word(place + 2) in lexicon.PARTICLES:
        return None  # «تبين له أن»
    if form.form == lexicon.FINITE and before in _NOT_BEEN and text.word(place - 2) in lexicon.NEGATIONS:
        return None  # «لم يكن يتوقع أن»
    if letters == _AND_BETWEEN and not _BETWEEN.isdisjoint(text.word(other) for other in range(place - 8, place)):
        return None  # «بينه وبين جاره»
    if letters == _SAYING and _ABOUT not in [text.word(other) for other in range(place - 7, place)]:
        return None
    if letters.endswith(_PASSED) and _ABOUT not in [text.word(other) for other in range(place + 1, place + 7)]:
        return None  # «كتب عبر موقعه»
    if letters.endswith(_AFTER) and not _comments(text, place):
        return None  # «وعقب اللقاء»
    if letters.endswith(_STRIKING) and after not in _DRAWS:
        return None
    if form.form == lexicon.PARTICIPLE and before.isdigit() and not text.gap(place).strip():
        return None  # «17 متهما»
    if form.kind == "find" and not is_speaking(after):
        return None
    last = place
    if form.form == lexicon.SOURCE:
        if letters.endswith("نقلا"):
            if after != _ABOUT:
                return None
            last = place + 1
        last = _reporting(text, last)
    return _cue(text, place, last, form, prefix)


def _comments(text: PrintedText, place: int) -> bool:
    """Whether «عقب» comments («عقب على», «عقب قائلا») and is no preposition."""
    after = [text.word(other) for other in range(place + 1, place + 5)]
    return not _OVER.isdisjoint(after) or any(
        (found := cue_form(word)) and found[0].form == lexicon.PARTICIPLE for word in after
    )


def _reporting(text: PrintedText, last: int) -> int:
    """«بحسب ما أعلنت»: the verb is part of the cue."""
    place = last + 1
    if text.word(place) in _WHAT:
        place += 1
    elif text.word(last) != _AS_WHAT:
        return last
    found = cue_form(text.word(place)) or _with_object(text.word(place))
    return place if found and found[0].form == lexicon.FINITE else last


def _with_object(word: str) -> tuple[CueForm, int] | None:
    """«لما أوضحته»: a verb with the pronoun of what was said."""
    for pronoun in _WHAT_WAS_SAID:
        if word.endswith(pronoun) and (found := cue_form(word.removesuffix(pronoun))) is not None:
            return found
    return None


def _may_be_verb(text: PrintedText, place: int, prefix: int) -> bool:
    """A word with another meaning is a verb where a clause begins."""
    if place == 0 or prefix or _is_pause(text.gap(place)):
        return True
    return (
        text.word(place - 1) in _CLAUSE_BEGINNINGS or "ّ" in text.text[text.words[place].start : text.words[place].end]
    )


def _is_pause(gap: str) -> bool:
    return any(sign in gap for sign in '،,.:؛!؟?"”»-–—)')


def _cue(text: PrintedText, first: int, last: int, form: CueForm, prefix: int) -> Cue:
    start = text.words[first].start + prefix
    return Cue(
        first, last, start, text.words[last].end, form.kind, form.form, form.gender, form.has_object, form.is_past
    )
