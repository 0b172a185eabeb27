"""The blocks of a page in printed order: what a browser shows on lines of their own."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)
HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
LEFT_OUT = frozenset(("nav", "form", "button", "select", "textarea", "option", "head", "title", "script"))
"""Elements that never hold an article's text."""


MAX_CELL_CHARS = 80


@dataclass(slots=True, eq=False)
class Block:
    """Text of one block; `tags` are the elements around it, innermost last; `linked` is the share of its letters in links."""

    text: str
    tags: tuple[str, ...]
    linked: float

    @property
    def is_heading(self) -> bool:
        return any(tag in HEADINGS for tag in self.tags[-2:])

    @property
    def is_caption(self) -> bool:
        return "figcaption" in self.tags


def page_blocks(tree: html.HtmlElement) -> list[Block]:
    """The blocks of the body that hold text."""
    body = tree.find("body")
    return [block for block in _Walk().walk(tree if body is None else body) if block.text]


class _Walk:
    """Collects the text of inline elements until a block begins or ends."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, bool]] = []

    def walk(self, root: html.HtmlElement) -> Iterator[Block]:
        yield from self._element(root, (), False)
        yield from self._flush(())

    def _element(self, root: html.HtmlElement, tags: tuple[str, ...], linked: bool) -> Iterator[Block]:
        # iterative: pages may be nested deeper than Python's stack
        stack: list[tuple[html.HtmlElement, tuple[str, ...], bool, bool]] = [(root, tags, linked, False)]
        while stack:
            element, tags, linked, done = stack.pop()
            is_cell = _is_short_cell(element)
            is_block = isinstance(element.tag, str) and element.tag not in INLINE and not is_cell
            if done:
                if is_cell:
                    self._parts.append((" | ", linked))
                if is_block:
                    yield from self._flush((*tags, element.tag))
                if element is not root and element.tail:
                    self._parts.append((element.tail, linked))
                continue
            if not isinstance(element.tag, str) or element.tag in LEFT_OUT:
                if is_block:
                    yield from self._flush(tags)
                if element is not root and element.tail:
                    self._parts.append((element.tail, linked))
                continue
            if is_block:
                yield from self._flush(tags)
            inner = (*tags, element.tag)
            in_link = linked or element.tag == "a"
            if element.text:
                self._parts.append((element.text, in_link))
            stack.append((element, tags, linked, True))
            stack.extend((child, inner, in_link, False) for child in reversed(element))

    def _flush(self, tags: tuple[str, ...]) -> Iterator[Block]:
        text = " ".join("".join(part for part, _ in self._parts).split()).strip("| ")
        letters = sum(len(part.strip()) for part, _ in self._parts)
        linked = sum(len(part.strip()) for part, is_linked in self._parts if is_linked)
        self._parts = []
        if text:
            yield Block(text, tags, linked / letters if letters else 0.0)


def _is_short_cell(element: html.HtmlElement) -> bool:
    """Whether an element is a cell of a table of values, whose row is one line; long cells are parts of a page's layout."""
    if element.tag not in ("td", "th") or any(child.tag not in INLINE for child in element):
        return False
    return len(element.text_content()) <= MAX_CELL_CHARS
