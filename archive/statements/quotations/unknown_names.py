"""Names that recognition missed, or cut short, read from the grammar: words that take no article, after a title or a verb."""

from archive.entities.selectors import is_person_word
from archive.statements.quotations.fragments import HEADS
from archive.statements.quotations.lexicon import cue_form
from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.speaker_words import AFTER_SPEAKER, KIN, MAX_NAME_WORDS, NO_SUBJECT
from archive.statements.quotations.titles import COURTESY, is_title
from archive.statements.quotations.values import Name
from archive.text import is_stop_word, takes_article


def unknown_name(text: PrintedText, begin: int, end: int) -> tuple[int, int] | None:
    """The span of a name in these places that recognition did not find."""
    has_title = is_title(text.word(begin))
    if has_title and (named := _after_courtesy(text, begin, end)) is not None:
        return named
    place = begin + has_title
    while place < end:
        run = _run_end(text, place, end)
        is_single = run - place == 1 and run == end and (has_title or (place > begin + 1 and _is_definite(text, begin)))
        if run - place >= 2 or is_single:
            span = text.words[place].start, text.words[run - 1].end
            return None if any(name.start < span[1] and span[0] < name.end for name in text.names) else span
        if not has_title and not _is_definite(text, begin):
            return None
        place = max(run, place + 1)
    return None


def extended(text: PrintedText, name: Name, end: int) -> int:
    """The end of a name with the words of it that recognition left out: «بيلكن غولن» where only بيلكن was found."""
    last = name.end
    place = text.place_at(last)
    while place < end and not text.text[last : text.words[place].start].strip():
        if any(other.start == text.words[place].start for other in text.names):
            break
        is_single = name.relation == "name" and " " not in text.text[name.start : last].strip()
        is_kin = text.word(place) in KIN or text.word(place - 1) in KIN
        if not is_kin and not (is_single and (_is_namelike(text.word(place)) or _is_last_name(text, place, end))):
            break
        last = text.words[place].end
        place += 1
    return last


def _after_courtesy(text: PrintedText, begin: int, end: int) -> tuple[int, int] | None:
    """The two words after «الدكتور»."""
    place = next((place for place in range(begin + 1, end - 1) if text.word(place - 1) in COURTESY), None)
    if (
        place is None
        or text.word(place) in COURTESY
        or not (_is_definite(text, place + 1) or _is_namelike(text.word(place + 1)))
    ):
        return None
    span = text.words[place].start, text.words[place + 1].end
    if any(name.type == "person" and name.start < span[1] and span[0] < name.end for name in text.names):
        return None
    return span


def _run_end(text: PrintedText, place: int, end: int) -> int:
    run = place
    while run < end and run - place < MAX_NAME_WORDS and text.marked[run] is None and _is_namelike(text.word(run)):
        run += 1
    if run < end and 1 <= run - place < MAX_NAME_WORDS and _is_last_name(text, run, end):
        run += 1
    return run


def _is_definite(text: PrintedText, place: int) -> bool:
    return text.word(place).startswith("ال")


def _is_namelike(word: str) -> bool:
    if not word.isalpha() or len(word) < 2 or word.startswith(("ال", "لل")):
        return False
    if word in AFTER_SPEAKER or word in NO_SUBJECT or word in HEADS:
        return False
    if is_person_word(word):
        return True
    if takes_article(word) or is_stop_word(word) or cue_form(word) is not None:
        return False
    return word[0] not in "بلو" or not takes_article(word[1:].removeprefix("ال"))


def _is_last_name(text: PrintedText, place: int, end: int) -> bool:
    """Whether a word with the article ends a name: «طارق الملا،», «جمال العدل»."""
    word = text.word(place)
    if word in text.short_names:
        return True
    bare = word.removeprefix("ال")
    may_end = place + 1 == end or is_person_word(bare) or is_person_word(word)
    return word.startswith("ال") and may_end and not takes_article(bare)
