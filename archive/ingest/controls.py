"""Text that every database accepts, without characters that are no text: applied to whatever readers decode.

In this order: escape codes of terminals are removed as a whole; punctuation of Windows that was read as Latin-1 (U+0093 for “)
is restored; line ends become "\\n", also NEL, U+2028 and U+2029; VT and FF are a line end after a sentence, a space within
one. Other control characters are removed, or replaced by a space where words would be joined. Lone surrogates are replaced
by U+FFFD.
"""

import re

_ESCAPE_CODES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours, cursor
    r"|\x1b\][^\x07\x1b\n]{0,2000}(?:\x07|\x1b\\)"  # title of the window, links
    r"|\x1b[ -/]*[0-Z\\^-~]"
)
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_NEXT_LINE = "\x85"
_WINDOWS_READ_AS_LATIN1 = {
    byte: printed
    for byte in range(0x80, 0xA0)
    if (printed := bytes([byte]).decode("cp1252", "ignore")) and printed == bytes([byte]).decode("cp1256")
}
"""Where the Western and the Arabic code page agree: quotation marks, dashes, the ellipsis."""
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_PAGE_BREAK = re.compile(r"(?P<stop>[.!?؟…:»”\"])?[ \t]*[\x0b\x0c]+[ \t]*")
_CONTROL = "[\x00-\x08\x0e-\x1f\x7f-\x9f]+"
_JOINING = re.compile(rf"(?<=\w){_CONTROL}(?=\w)")
_CONTROLS = re.compile(_CONTROL)
_SURROGATES = re.compile("[\ud800-\udfff]")
_SUSPICIOUS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def clean(text: str) -> str:
    """The text as above; white space within lines stays as it is."""
    if not _SUSPICIOUS.search(text):
        return text
    text = _LINE_ENDS.sub("\n", _ESCAPE_CODES.sub("", text))
    if _C1.search(text):
        text = text.translate(_WINDOWS_READ_AS_LATIN1)
    text = _PAGE_BREAK.sub(_break, text.replace(_NEXT_LINE, "\n"))
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", _JOINING.sub(" ", text)))


def storable(key: str) -> str:
    """A key of another system as every database accepts it: control characters are removed without a trace."""
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", key.replace("\x0b", "").replace("\x0c", "")))


def _break(match: re.Match[str]) -> str:
    return f"{match['stop']}\n" if match["stop"] else " "
