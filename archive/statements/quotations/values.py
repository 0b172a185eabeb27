"""What the reading of quotations takes and returns."""

from collections.abc import Hashable
from typing import NamedTuple


class Name(NamedTuple):
    """A name recognised at text[start:end]; `relation` is that of mentions. Names of one entity share their `bearer`."""

    start: int
    end: int
    type: str
    relation: str
    bearer: Hashable


class ReadQuotation(NamedTuple):
    """A quotation as it was read; the fields are those of `models.Quotation`. Plain values: they pass between processes.

    `bearer` is the bearer of the name that the speaker is known by, None if he has no name of his own.
    """

    paragraph: int
    start: int
    end: int
    surface: str
    type: str
    cue: str
    cue_paragraph: int | None
    cue_start: int | None
    cue_end: int | None
    speaker_name: str
    speaker_basis: str
    speaker_surface: str
    speaker_paragraph: int | None
    speaker_start: int | None
    speaker_end: int | None
    confidence: float
    bearer: Hashable
