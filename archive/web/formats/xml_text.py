"""Text for files that are XML inside: Word documents, workbooks, feeds, pictures."""

import re

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str, instead: str = "") -> str:
    """The text with `instead` for each character that XML 1.0 (§2.2) cannot hold: such a file would not open."""
    return _NOT_XML.sub(instead, text)
