"""Whose words an agency relays, and who is only spoken of: «نقلت الوكالة عن الوزير أن …», «وصف الاتفاق بأنه …»."""

from archive.statements.quotations import lexicon
from archive.statements.quotations.clauses import Content
from archive.statements.quotations.cues import Cue
from archive.statements.quotations.lexicon import folded
from archive.statements.quotations.naming import Naming, named_after
from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.speaker_words import AFTER_SPEAKER, RELATIVES, TIMES
from archive.text import fold

_SAID_OF = folded("عن")
_OF_HIM = {fold("عنه"): lexicon.MASCULINE, fold("عنها"): lexicon.FEMININE, fold("عنهم"): lexicon.PLURAL}
_THAT = fold("بأن")
_OF_SOMEBODY = folded("وصف وصفت وصفوا يصف تصف يصفون اتهم اتهمت اتهموا يتهم تتهم صنف صنفت")


def is_object(text: PrintedText, cue: Cue, naming: Naming, region_end: int) -> bool:
    """Whether the only ones named after «وصف» are those described: «ووصف الاتفاق بأنه …»."""
    if _OF_SOMEBODY.isdisjoint((text.word(cue.first), text.word(cue.first)[1:])) or cue.has_object:
        return False
    place = text.place_at(naming.end)
    while text.word(place) in TIMES:
        place += 1
    if place >= len(text.words) or text.words[place].start > region_end:
        return False
    word = text.words[place].text
    is_all = text.words[place].start >= region_end or word in RELATIVES or word in AFTER_SPEAKER
    particle = next((one for one in text.words if one.start >= region_end), None)
    return is_all and particle is not None and particle.text.startswith(_THAT)


def is_judged(text: PrintedText, naming: Naming, content: Content) -> bool:
    """Whether marked words judge what stands right before them: «اعتبر القرار "خطأ"», but not «ندد ناشطون بـ"القرار"»."""
    place = text.place_at(naming.end)
    return (
        content.type == "direct"
        and text.place_at(content.start) == place
        and not text.text[naming.end : content.region_end].strip(" :")
    )


def relayed(text: PrintedText, cue: Cue, region_end: int) -> "Naming | Cue | None":
    """Whom an agency relays: «نقلت الوكالة عن الوزير أن …»; for «عنه» the cue of the one who is meant, None if nobody."""
    if cue.kind != "relay":
        return None
    for place in range(cue.last + 1, len(text.words)):
        word = text.words[place]
        if word.start >= region_end:
            return None
        if word.text in _OF_HIM:
            return cue._replace(gender=_OF_HIM[word.text])
        if word.text in _SAID_OF:
            of = cue._replace(first=place, last=place, form=lexicon.SOURCE)
            return named_after(text, of, region_end)
    return None


def quoted_of(text: PrintedText, cue: Cue, sentence: tuple[int, int]) -> Naming | None:
    """«نقلت الوكالة عن الوزير قوله»: the one whom عن names."""
    first = text.place_at(sentence[0])
    for place in range(cue.first - 1, max(first, cue.first - 14) - 1, -1):
        if text.words[place].text in _SAID_OF and place + 1 < cue.first:
            of = cue._replace(first=place, last=place, form=lexicon.SOURCE)
            return named_after(text, of, text.words[cue.first].start)
    return None
