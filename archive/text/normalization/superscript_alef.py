"""The superscript alef of Koranic spelling, as the spelling of today writes the word.

It is an alef (كتٰب is كتاب), also over a carrier without a vowel sign of its own: و before ة or a silent alef (صلوٰة is صلاة), ى
before further letters (بنىٰها is بناها). It is not written next to an alef, over a final ى (موسىٰ) and in a few words that still
leave it out (هٰذا, الرحمٰن).
"""

import re

from archive.text.characters import MARKS, SUPERSCRIPT_ALEF

_MARK = "".join(f"\\u{row.first:04x}-\\u{row.last:04x}" for row in MARKS)
_LETTER = r"\u0621-\u064a\u0671"
_CLITICS = "[وفبكلأ]{0,2}"
_UNWRITTEN = re.compile(
    rf"{_CLITICS}(?:"
    "[اٱل]?لله|[اٱل]?لاه|[إا]له(?:ه|ها|هم|نا|كم|ي|ين|ا)?|[اٱل]?لإله|[اٱل]?لرحمن|رحمن"
    "|ه(?:ذا|ذه|ذي|ذان|ذين|ؤلاء|كذا|هنا)|[كل]?ذلك(?:م|ما|ن)?|لكن(?:ه|ها|هم|هما|نا|كم|ي|ني)?|أولئك(?:م)?|طه)"
)
"""Words of today's spelling with an alef that is heard and not written, behind clitics."""
_WORD = re.compile(f"[{_LETTER}{_MARK}]*{SUPERSCRIPT_ALEF}[{_LETTER}{_MARK}]*")
_NOT_SKELETON = re.compile(f"[{_MARK}]")
_NEXT_TO_ALEF = re.compile(f"(?<=ا){SUPERSCRIPT_ALEF}|{SUPERSCRIPT_ALEF}(?=[{_MARK}]*ا)")
_OVER_FINAL = re.compile(f"(?<=ى){SUPERSCRIPT_ALEF}(?![{_MARK}]*[{_LETTER}])")
_CARRIED = re.compile(f"ى{SUPERSCRIPT_ALEF}|و{SUPERSCRIPT_ALEF}(?=[{_MARK}]*(?:ة|ا$))")


def modern_spelling(text: str) -> str:
    """The text with each word that has a superscript alef as it is spelled today."""
    return _WORD.sub(lambda match: _modern_word(match[0]), text)


def _modern_word(word: str) -> str:
    if _UNWRITTEN.fullmatch(_NOT_SKELETON.sub("", word)):
        return word
    for pattern, replacement in ((_OVER_FINAL, ""), (_CARRIED, "ا"), (_NEXT_TO_ALEF, "")):
        word = pattern.sub(replacement, word)
    return word.replace(SUPERSCRIPT_ALEF, "ا")
