"""Words whose hamza has several seats in standard print, reduced to one of them at every level but `exact`.

- at the end of a word: مبادئ, مبادىء and مباديء; شيء, شئ, شىء and شيئ. Words in a long vowel (`LONG_VOWEL`) end in
  يء, others in ئ;
- before و: مسؤول and مسئول, رؤوس and رءوس;
- before the plural's وا and ون: بدأوا, بدؤوا and بدءوا; جاءوا, جاؤوا and جاؤا. They keep the seat of the singular, by
  which verbs are compared;
- هيئة and هيأة.

Takes text at level `exact`, before letters are folded.
"""

import re

LONG_VOWEL = (
    "لاش ش بر مل مج بط جر مس مر دن رد مض هن بذ قم وض وب نس جز خب دف ف ق ن"
    " س يس تس أس يض تض نض أض يج تج نج أج يف تف مه يه ته نه أه ه"
)
"""Words without their final يء: شيء, مليء, بريء …; the present of hollow verbs (يسيء, يضيء, يجيء); and سيئ and يهيئ, whose
ي is doubled."""
_CLITICS = "[وف]?(?:[بك]?ال|لل|[بكلس])?"
_FINAL = re.compile(
    rf"(?<!\w)({_CLITICS}(?:{'|'.join(LONG_VOWEL.split())}))(?:[يى]ء|[يى]?ئ)(?!\w)|(?<=\w)[يى]ء(?!\w)|(?<=\w)ىئ(?!\w)"
)
_BEFORE_WAW = re.compile("(?<=\\w)[ئء]و(?=[بتجحدرسشطعفقلم])")
"""Not before the letters of endings: لاجئون, لاجئو and لجئوا have their seat by rule."""
_PLURAL = re.compile(
    r"(?<=ا)(?:ؤوا|ؤا)(?!\w)"
    r"|(?<=ا)ؤون(?!\w)"
    r"|(?<=\w[^\Wا])[ؤء]وا(?!\w)"
    r"|(?<!\w)([وف]?[سل]?[يت]\w*[^\Wا])[ؤء]ون(?!\w)"
)
_HAYAA = re.compile(r"(?<=هي)أة(?!\w)")
_HAMZA = re.compile("[ئء]|ؤو|ؤا|أة")


def usual_seats(text: str) -> str:
    """The text with each hamza that has several seats on one of them."""
    if not _HAMZA.search(text):
        return text
    text = _FINAL.sub(lambda match: f"{match[1]}يء" if match[1] else "ئ", text)
    text = _BEFORE_WAW.sub("ؤو", text)
    text = _PLURAL.sub(_plural, text)
    return _HAYAA.sub("ئة", text)


def _plural(match: re.Match[str]) -> str:
    if match[1]:
        return f"{match[1]}أون"
    if match[0].endswith("ن"):
        return "ءون"
    follows_alef = match.string[match.start() - 1] == "ا"
    return "ءوا" if follows_alef else "أوا"
