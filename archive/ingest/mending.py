"""What readers do with text that they have decoded: damage is mended (`archive.text.repair`) and named, or the text refused."""

from collections.abc import Sequence
from typing import NamedTuple

from archive.ingest.markup import plain_text
from archive.ingest.record import UnreadableError
from archive.text.repair import repair


class Mended(NamedTuple):
    """The text; notes on what was mended and what is lost; the damage, and whether it makes the text unreadable."""

    text: str
    notes: tuple[str, ...] = ()
    damage: str = ""
    is_unreadable: bool = False


def mend(text: str) -> Mended:
    """The text as it was before programs damaged it, as far as that can be known."""
    repaired = repair(text)
    if repaired.is_unreadable:
        return Mended(repaired.text, (), repaired.damage, True)
    notes = [f"mended: {', '.join(repaired.undone)}"] if repaired.undone else []
    notes += [f"damaged: {repaired.damage}"] if repaired.damage else []
    printed = plain_text(repaired.text) if repaired.undone else repaired.text  # escapes may hide markup
    return Mended(printed, tuple(notes), repaired.damage)


def mend_blocks(texts: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """The blocks of a document, mended as one text, and the notes. Raises UnreadableError for what cannot be read."""
    mended = mend("\n".join(texts))
    if mended.is_unreadable:
        raise UnreadableError(f"unreadable: {mended.damage}")
    if not mended.notes:
        return [*texts], ()
    lines = mended.text.split("\n")
    return (lines if len(lines) == len(texts) else [mend(text).text for text in texts]), mended.notes
