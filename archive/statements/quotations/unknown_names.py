"""Names that recognition missed, or cut short, read from the grammar: words that take no article, after a title or a verb."""

from archive.entities.selectors import is_person_word, may_be_given_name
from archive.statements.quotations.fragments import HEADS
from archive.statements.quotations.lexicon import cue_form
from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.source_nouns import is_body, is_speaking
from archive.statements.quotations.speaker_words import AFTER_SPEAKER, KIN, MAX_NAME_WORDS, NO_SUBJECT, ONE_OF_MANY
from archive.statements.quotations.titles import COURTESY, is_title
from archive.statements.quotations.values import Name
from archive.text import fold, is_stop_word, takes_article

POSSESSIVES = tuple(map(fold, ("هما", "ها", "هم", "هن", "ه")))
FEMININE_ENDING = fold("ة")
PLURAL_ENDINGS = ("ون", "ين", "ات", "ان")
MIN_WORDS_BEFORE_TITLE = 2


def unknown_name(text: PrintedText, begin: int, end: int) -> tuple[int, int] | None:
    """The span of a name in these places that recognition did not find."""
    has_title = is_title(text.word(begin))
    if has_title and (named := _after_courtesy(text, begin, end) or _trailing(text, begin, end)) is not None:
        return named
    if not has_title and (named := _before_title(text, begin, end)) is not None:
        return named
    place = begin + has_title
    while place < end:
        run = _run_end(text, place, end)
        is_described = text.word(begin) in ONE_OF_MANY  # «مسؤول تركي»
        is_single = (
            run - place == 1
            and run == end
            and not is_described
            and (has_title or (place > begin + 1 and _is_definite(text, begin)))
        )
        if run - place >= 2 or is_single:
            span = text.words[place].start, text.words[run - 1].end
            return None if any(name.start < span[1] and span[0] < name.end for name in text.names) else span
        if not has_title and not _is_definite(text, begin):
            return None
        place = max(run, place + 1)
    return None


def _before_title(text: PrintedText, begin: int, end: int) -> tuple[int, int] | None:
    """Words without the article right before a title that has it: «نور شمس المستشار في الوزارة»."""
    for place in range(begin, min(begin + MAX_NAME_WORDS, end)):
        word = text.word(place)
        is_apart = (place > begin and bool(text.gap(place).strip())) or text.marked[place] is not None
        if is_apart or any(name.start <= text.words[place].start < name.end for name in text.names):
            return None
        if word.startswith("ال"):
            is_behind_name = place - begin >= MIN_WORDS_BEFORE_TITLE and is_title(word)
            return (text.words[begin].start, text.words[place - 1].end) if is_behind_name else None
        if is_title(word) and place - begin >= MIN_WORDS_BEFORE_TITLE and is_person_word(text.word(begin)):
            return text.words[begin].start, text.words[place - 1].end  # «تركي شعبان رئيس النادي»
        if not word.isalpha() or is_speaking(word) or is_body(word) or not _may_be_of_title(text, place):
            return None
    return None


def _may_be_of_title(text: PrintedText, place: int) -> bool:
    word = text.word(place)
    has_pronoun = text.text[text.words[place].end - 1] != "ة" and is_possessed(word)
    is_other = word in HEADS or word in AFTER_SPEAKER or word in NO_SUBJECT or is_title(word) or is_stop_word(word)
    return not (is_other or has_pronoun or word.endswith(PLURAL_ENDINGS) or word.startswith("لل"))


def extended(text: PrintedText, name: Name, end: int) -> int:
    """The end of a name with the words of it that recognition left out: «بيلكن غولن» where only بيلكن was found."""
    last = name.end
    place = text.place_at(last)
    while place < end and not text.text[last : text.words[place].start].strip():
        other = next((other for other in text.names if other.start == text.words[place].start), None)
        if other is not None and (other.type != "person" or other.end != text.words[place].end):
            break
        is_single = name.relation == "name" and " " not in text.text[name.start : last].strip()
        is_kin = text.word(place) in KIN or text.word(place - 1) in KIN
        if not is_kin and not (is_single and (_is_namelike(text.word(place)) or _ends_name(text, place, end))):
            break
        last = text.words[place].end
        place += 1
    return last


def is_in_construct(text: PrintedText, name: Name) -> bool:
    """Whether what was recognised as a name of one word is a noun before its genitive: «معدو الدراسة»."""
    place = text.place_at(name.end)
    word = fold(text.text[name.start : name.end])
    return (
        name.relation == "name" and name.type == "person" and word.isalpha() and not is_person_word(word)
        and text.word(place).startswith("ال") and takes_article(text.word(place).removeprefix("ال"))
        and not text.text[name.end : text.words[place].start].strip() and not text.word(place).endswith("ي")
    )  # fmt: skip


def _after_courtesy(text: PrintedText, begin: int, end: int) -> tuple[int, int] | None:
    """The two words after «الدكتور»."""
    place = next((place for place in range(begin + 1, end - 1) if text.word(place - 1) in COURTESY), None)
    if (
        place is None
        or text.word(place) in COURTESY
        or text.word(place) in NO_SUBJECT
        or not (_is_definite(text, place + 1) or _is_namelike(text.word(place + 1)) or text.word(place + 1) in KIN)
    ):
        return None
    last = place + 1
    while last + 1 < end and KIN.intersection((text.word(last), text.word(last + 1))):
        last += 1
    span = text.words[place].start, text.words[last].end
    if any(name.type == "person" and name.start < span[1] and span[0] < name.end for name in text.names):
        return None
    return span


def _trailing(text: PrintedText, begin: int, end: int) -> tuple[int, int] | None:
    """The name at the end of a title: the words behind its last noun with the article, «مدير المشفى للأطفال سليم الحداد»."""
    last = end - 1
    place = last - 1 if _is_definite(text, last) else last
    while place > begin and not text.word(place).startswith(("ال", "لل", "وال", "بال")):
        place -= 1
    run = range(place + 1, end)
    if place <= begin or not 2 <= len(run) <= MAX_NAME_WORDS or any(text.gap(other).strip() for other in run):
        return None
    span = text.words[run[0]].start, text.words[last].end
    given, surname = text.word(run[0]), text.word(last)
    is_surname = _is_definite(text, last) and (is_person_word(surname) or is_person_word(surname.removeprefix("ال")))
    if takes_article(given) and not may_be_given_name(given) and not is_surname:
        return None
    if any(name.start < span[1] and span[0] < name.end for name in text.names):
        return None
    return span if all(_may_be_of_name(text, other) for other in run) else None


def _may_be_of_name(text: PrintedText, place: int) -> bool:
    """Whether a word may stand in a name of several: a name's word, or one in no list that takes no article."""
    word = text.word(place)
    if word in HEADS or word in AFTER_SPEAKER or word in NO_SUBJECT or is_title(word) or is_stop_word(word):
        return False
    return word in KIN or is_person_word(word) or not takes_article(word.removeprefix("ال"))


def _run_end(text: PrintedText, place: int, end: int) -> int:
    run = place
    while (
        run < end
        and run - place < MAX_NAME_WORDS
        and text.marked[run] is None
        and ((_is_namelike(text.word(run)) and not _is_accusative(text, run)) or (run > place and is_ali(text, run)))
    ):
        run += 1
    if run < end and 1 <= run - place < MAX_NAME_WORDS and _is_last_name(text, run, end):
        run += 1
    return run


def is_possessed(word: str) -> bool:
    """Whether a noun carries a pronoun: أتباعه، إدانتها."""
    for pronoun in POSSESSIVES:
        if word.endswith(pronoun) and len(word) > len(pronoun) + 2 and not is_person_word(word):
            stem = word.removesuffix(pronoun)
            if takes_article(stem) or (stem.endswith("ت") and takes_article(stem[:-1] + FEMININE_ENDING)):
                return True
    return False


def _is_definite(text: PrintedText, place: int) -> bool:
    return text.word(place).startswith("ال")


def _is_namelike(word: str) -> bool:
    if not word.isalpha() or len(word) < 2 or word.startswith(("ال", "لل")):
        return False
    if word in AFTER_SPEAKER or word in NO_SUBJECT or word in HEADS or is_possessed(word):
        return False
    if is_person_word(word):
        return True
    if takes_article(word) or is_stop_word(word.removeprefix("و")) or cue_form(word) is not None:
        return False
    return word[0] not in "بلو" or not takes_article(word[1:].removeprefix("ال"))


def _is_accusative(text: PrintedText, place: int) -> bool:
    """Whether a noun is printed as an indefinite object: «شريطا»."""
    word = text.word(place)
    return word.endswith("ا") and takes_article(word[:-1]) and not is_person_word(word)


def is_ali(text: PrintedText, place: int) -> bool:
    """Whether «علي» in a name is no preposition without its sign: «حسن علي، أحد القادة»."""
    one = text.words[place]
    if text.text[one.start : one.end] != "علي" or not may_be_given_name(text.word(place - 1)):
        return False
    after = text.word(place + 1)
    return bool(text.gap(place + 1).strip()) or is_person_word(after) or not takes_article(after.removeprefix("ال"))


def _ends_name(text: PrintedText, place: int, end: int) -> bool:
    """Whether a word with the article ends the name that a given name begins, right before a pause."""
    return _is_last_name(text, place, end) or (
        _is_definite(text, place) and place + 1 == end and is_person_word(text.word(place - 1))
    )


def _is_last_name(text: PrintedText, place: int, end: int) -> bool:
    """Whether a word with the article ends a name: «سامر الفران،»."""
    word = text.word(place)
    if word in text.short_names:
        return True
    if word in COURTESY and place + 1 < end:
        return False  # «شيخ قبيلة بني عامر الشيخ سليم»
    bare = word.removeprefix("ال")
    may_end = place + 1 == end or text.marked[place + 1] is not None or is_person_word(bare) or is_person_word(word)
    is_surname = is_person_word(bare) and may_be_given_name(text.word(place - 1))
    return word.startswith("ال") and may_end and (not takes_article(bare) or is_surname)
