"""A dossier as it is read, shared and exported: values, in the order that its owner gave."""

import datetime as dt
from dataclasses import dataclass

from archive.catalog.models import Article


@dataclass(frozen=True)
class Passage:
    """A marked quotation and its place in an article.

    `text` is what was marked, as it was printed then; `paragraph` counts from 0, `start` and `end` are offsets in the
    paragraph's text. `is_current` is false where the article no longer prints it there: the place is then that of the old text.
    """

    text: str
    paragraph: int
    start: int
    end: int
    is_current: bool = True


@dataclass(frozen=True)
class DossierEntry:
    """An article, or a passage of it, with the note of whoever kept it."""

    article: Article
    passage: Passage | None
    note: str
    added_at: dt.datetime
    added_by: str


@dataclass(frozen=True)
class DossierContent:
    """What is public of a dossier's articles at this moment; `withdrawn` counts the entries that no longer are."""

    key: str
    title: str
    description: str
    owner: str
    changed_at: dt.datetime
    entries: tuple[DossierEntry, ...]
    withdrawn: int
