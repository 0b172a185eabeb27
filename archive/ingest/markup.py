"""HTML in a field of a record, as plain text: character references decoded, tags removed, a line for each block.

Order of steps, repeated while references hide further ones (feeds escape twice): comments and declarations removed;
scripts, styles and the like removed with their content; block elements and `<br>` become line ends, table cells are
separated by a space, other elements of HTML vanish; references are decoded. What is no element of HTML stays: `س < ص`, `<3`,
`a<b>c`, `R&D`. References that hide tags are read as tags only in a text without tags of its own: an article about HTML
keeps its examples.
"""

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

MAX_ROUNDS = 3
"""Of decoding: plain, escaped, escaped twice."""
BLOCKS = frozenset(
    (
        "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure "
        "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section select "
        "summary table tbody tfoot thead tr ul"
    ).split()
)
CELLS = frozenset(("td", "th"))
INLINE = frozenset(
    (
        "a abbr acronym applet area audio b base basefont bdi bdo big blink button canvas cite code col colgroup data "
        "datalist del dfn em embed font frame i img input ins kbd label link map mark marquee meta meter nobr noframes "
        "noscript object output param picture progress q rb rp rt rtc ruby s samp small source span strike strong sub sup "
        "textarea time track tt u var video wbr"
    ).split()
)
DROPPED = frozenset("head iframe math script style svg template title".split())
"""Removed with their content."""
UNCLOSED = frozenset(
    (
        "area base basefont body br col dd dt embed frame head hr html img input li link meta option p param source tbody "
        "td tfoot th thead tr track wbr"
    ).split()
)
"""Elements whose end tag may be missing. A start tag of others without one is no markup: `a<b>c`."""
_ELEMENTS = BLOCKS | CELLS | INLINE | DROPPED
_ATTRIBUTES = r"(?:\s+[A-Za-z_:@*][A-Za-z0-9_:.@-]*(?:\s*=\s*(?:\"[^\"<]{0,4000}\"|'[^'<]{0,4000}'|[^\s\"'<>]*))?)*\s*"
_TAG = re.compile(rf"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*(?:[:-][A-Za-z0-9]+)*)(?P<attributes>{_ATTRIBUTES})/?>")
_CUT_TAG = re.compile(r"<(?P<name>[A-Za-z][A-Za-z0-9]*)\s+[A-Za-z-]+=[^<>]*\Z")
_COMMENT = re.compile(
    r"<!--(?:(?!<!--).)*?-->|<!--|<!\[CDATA\[|\]\]>|<!\[[^<>\]]{0,40}\]>|<!doctype[^<>]*>|<\?xml[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_REFERENCE = re.compile(
    r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});|(?:nbsp|quot|amp|lt|gt)(?![A-Za-z0-9=;]))"
)
_SPACE = re.compile(r"[ \t\r\n]+")
_STOPPED_LINE_END = re.compile(r"(?<=[.!?؟…:»”])[ \t]*\r?\n[ \t\r\n]*|[ \t]*\r?\n[ \t]*\r?\n[ \t\r\n]*")
_BREAK = "\x1e"
"""Stands for a line end while the white space of the source is folded; of no use in a text otherwise."""


def plain_text(text: str) -> str:
    """The text without markup; one without markup comes back unchanged, white space and all."""
    if "<" not in text and "&" not in text:
        return text
    for _ in range(MAX_ROUNDS):
        without = _without_tags(text)
        if without is not None:
            return _references(without)
        decoded = _decode_once(text)
        if decoded == text:
            break
        text = decoded
    return text


def _references(text: str) -> str:
    """Character references decoded, also those that were escaped twice."""
    for _ in range(MAX_ROUNDS):
        decoded = _decode_once(text)
        if decoded == text:
            break
        text = decoded
    return text


def _decode_once(text: str) -> str:
    return _REFERENCE.sub(_decoded, text) if "&" in text else text


def _decoded(match: re.Match[str]) -> str:
    name = match["name"]
    if name and f"{name};" not in html5:
        return match[0]
    printed = match[0] if match[0].endswith(";") else f"{match[0]};"
    return unescape(printed)


def _without_tags(text: str) -> str | None:
    """The text without its tags and comments, or None if it has none."""
    if "<" not in text and "]]>" not in text:
        return None
    bare = _COMMENT.sub("", text)
    tags = _tags(bare)
    if cut := _cut_tag(bare):
        bare = bare[: cut.start()]
    if not tags and bare == text:
        return None
    has_blocks = any(_name(tag) in BLOCKS for tag in tags)
    parts: list[str] = []
    end = 0
    for first, last, replacement in _removed(tags):
        printed = bare[end:first]
        parts += [_folded(printed) if has_blocks else printed, replacement]
        end = last
    parts.append(_folded(bare[end:]) if has_blocks else bare[end:])
    return re.sub(rf"[ \t]*{_BREAK}[{_BREAK} \t]*", "\n", "".join(parts))


def _removed(tags: list[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
    """(start, end, what takes its place) of each tag, and of elements that are removed with their content."""
    last_end = {_name(tag): tag.end() for tag in tags if tag["close"]}
    dropped, start = "", 0
    for tag in tags:
        name = _name(tag)
        if dropped:
            if name == dropped and tag["close"]:
                yield start, tag.end(), ""
                dropped = ""
        elif name in DROPPED and not tag["close"] and last_end.get(name, -1) > tag.start():
            dropped, start = name, tag.start()
        else:
            is_cell = name in CELLS and not tag["close"]
            yield tag.start(), tag.end(), _BREAK if name in BLOCKS else " " if is_cell else ""


def _folded(text: str) -> str:
    """White space of the source is a space, but a line that ends a sentence, or is followed by a blank one, stays a line."""
    return _SPACE.sub(" ", _STOPPED_LINE_END.sub(_BREAK, text))


def _name(tag: re.Match[str]) -> str:
    return tag["name"].lower()


def _cut_tag(text: str) -> re.Match[str] | None:
    """A tag with attributes that the end of the text cuts off, as in shortened summaries."""
    cut = _CUT_TAG.search(text, max(0, len(text) - 4000))
    return cut if cut and _name(cut) in _ELEMENTS else None


def _tags(text: str) -> list[re.Match[str]]:
    """The tags of known elements; start tags that need an end tag only where it follows, end tags only after their start."""
    found = [tag for tag in _TAG.finditer(text) if _is_element(tag)]
    last_end = {_name(tag): tag.start() for tag in found if tag["close"]}
    tags = []
    for tag in found:
        name = _name(tag)
        is_lone = not tag["close"] and not tag["attributes"].strip() and not tag[0].endswith("/>")
        if is_lone and name not in UNCLOSED and last_end.get(name, -1) < tag.start():
            continue
        tags.append(tag)
    return [] if len(tags) == 1 and _is_comparison(tags[0]) else tags


def _is_element(tag: re.Match[str]) -> bool:
    """Elements of HTML, those of Word (`<o:p>`), and custom ones (`<amp-img …>`)."""
    name = _name(tag)
    return name in _ELEMENTS or ":" in name or ("-" in name and bool(tag["close"] or tag["attributes"].strip()))


def _is_comparison(tag: re.Match[str]) -> bool:
    """Whether the only tag of a text stands between two Latin letters or digits: `5<p>3`."""
    text, start, end = tag.string, tag.start(), tag.end()
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return not tag["close"] and len(tag["name"]) == 1 and len(around) == 2 and around.isascii() and around.isalnum()
