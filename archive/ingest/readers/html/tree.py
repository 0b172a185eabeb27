"""Bytes of an HTML page → its tree, without what no reader sees."""

import codecs
import re

from lxml import etree, html

from archive.ingest.encoding import decode
from archive.ingest.record import UnreadableError

DECLARED_WITHIN_BYTES = 4_096
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{3,40})""", re.IGNORECASE)
_UNSEEN = (
    "//script[not(contains(@type,'ld+json'))] | //style | //noscript | //template | //iframe | //object | //svg | //comment()"
    " | //*[@hidden] | //*[contains(translate(@style,' ',''),'display:none')]"
)
MAX_TAGS = 200_000
"""Of a page: trees of more take a gigabyte. Pages have some thousands."""
MAX_ATTRIBUTES = 2_000
"""Of an element: libxml2 compares each with all before it. Pages have some tens."""
_LONG_TAG = re.compile(r"""<[a-zA-Z](?:[^"'<>]++|"[^"]*+"|'[^']*+')*+""")
_QUOTED = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
MAX_DEPTH = 200
"""Levels of nested elements; pages have some tens."""


def parse_page(content: bytes) -> tuple[html.HtmlElement, str]:
    """(tree, encoding). Raises UnreadableError if there is no text in it."""
    text, encoding = _text(content)
    # the declaration of an encoding would contradict what was decoded already
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    if text.count("<") > MAX_TAGS:
        raise UnreadableError(f"more than {MAX_TAGS:,} tags")
    if any(_attributes(tag[0]) > MAX_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        raise UnreadableError(f"an element of more than {MAX_ATTRIBUTES:,} attributes")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"not an HTML page ({error})") from error
    for element in tree.xpath(_UNSEEN):
        if element.getparent() is not None:
            element.drop_tree() if isinstance(element.tag, str) else element.getparent().remove(element)
    return tree, encoding


def _attributes(tag: str) -> int:
    """How many attributes a start tag has, at most."""
    return len(_QUOTED.sub("= ", tag).replace("/", " ").split()) if len(tag) > MAX_ATTRIBUTES else 0


def _text(content: bytes) -> tuple[str, str]:
    """The text as UTF-8 or by the declared encoding, where that fits, else as any text file is decoded."""
    declared = _DECLARED.search(content[:DECLARED_WITHIN_BYTES])
    name = declared[1].decode("ascii") if declared else ""
    has_mark = content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if name and not has_mark:
        # bytes that are UTF-8 are so by no accident, while those of one-byte encodings fit any other of them
        for encoding in ("utf-8", name):
            try:
                return content.decode(codecs.lookup(encoding).name), codecs.lookup(encoding).name
            except (LookupError, UnicodeDecodeError, ValueError):
                continue
    return decode(content)
