"""Writes to doubts about the split of documents: noted by an import, settled by a curator."""

import hashlib
from collections.abc import Sequence
from typing import Any

from archive.catalog.models import Article, Batch, SplitDoubt


def split_doubt_note(
    *,
    article: Article,
    part: Article | None,
    is_cut: bool,
    lines: Sequence[Sequence[Any]],
    raw_document: int,
    batch: Batch | None,
) -> None:
    """List a doubt. One that a curator settled stays settled; an open one is brought up to date."""
    opening = next(text for place, text, _ in lines if place == "doubtful")
    values = {
        "part": part,
        "is_cut": is_cut,
        "is_card": part is not None and part.kind == Article.Kind.STUB,
        "lines": [list(line) for line in lines],
        "raw_document_id": raw_document,
        "batch": batch,
    }
    doubt, is_new = SplitDoubt.objects.get_or_create(
        article=article, opening=hashlib.sha256(opening.encode("utf-8", "surrogatepass")).hexdigest(), defaults=values
    )
    if not is_new and doubt.state == SplitDoubt.State.OPEN:
        SplitDoubt.objects.filter(pk=doubt.pk).update(**values)


def split_doubt_settle(*, doubt: SplitDoubt, state: str, part: Article | None, is_cut: bool) -> None:
    doubt.state, doubt.part, doubt.is_cut = SplitDoubt.State(state), part, is_cut
    doubt.save(update_fields=("state", "part", "is_cut"))
