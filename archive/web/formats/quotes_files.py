"""The ledger of quotations as JSON, CSV and Atom."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from archive.catalog.models import Article, Paragraph
from archive.statements.selectors import Utterance, speaker_of
from archive.web.formats.csv_cells import csv_cell
from archive.web.formats.json_api import quotation_json
from archive.web.interface import answers
from archive.web.presenters.ledger_rows import passage_url

Indexes = Mapping[int, Mapping[int, int]]
"""By article (primary key): the place in the body of the paragraph at each position."""


def paragraph_indexes(shown: Iterable[Utterance]) -> Indexes:
    indexes: dict[int, dict[int, int]] = {}
    rows = Paragraph.objects.filter(article__in={one.lead.article_id for one in shown})
    for pk, position in rows.order_by("article", "position").values_list("article", "position"):
        places = indexes.setdefault(pk, {-1: -1})
        places[position] = len(places) - 1
    return indexes


def is_printed(utterance: Utterance, indexes: Indexes) -> bool:
    """Whether its paragraph is still there: the article may have changed since the utterance was read."""
    return utterance.lead.paragraph in indexes.get(utterance.lead.article_id, {})


def utterance_json(utterance: Utterance, indexes: Indexes, site: str) -> answers.FoundQuotation:
    lead = utterance.lead
    article = lead.article
    return {
        **quotation_json(lead, indexes[article.pk]),
        "article": {
            "id": article.key,
            "url": site + passage_url(lead),
            "title": article.display_title,
            "source": source_json(article),
            "date": article.published_value,
        },
        "outlets": [
            {
                "id": one.article.key,
                "source": source_json(one.article),
                "date": one.article.published_value,
            }
            for one in utterance.printings
        ],
    }


def source_json(article: Article) -> answers.NamedSource | None:
    return {"key": article.source.key, "label": article.source.name} if article.source else None


COLUMNS = (
    "number",
    "quote",
    "type",
    "cue",
    "speaker",
    "speaker_key",
    "confidence",
    "article",
    "url",
    "title",
    "source",
    "published",
)


def csv_file(shown: Sequence[Utterance], site: str) -> str:
    """One row for each printing; those of one utterance have its number."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for number, utterance in enumerate(shown, 1):
        for one in utterance.printings:
            speaker, article = speaker_of(one), one.article
            said = (one.surface, one.type, one.cue, one.speaker_name, speaker.key if speaker else "")
            place = (article.key, site + passage_url(one), article.display_title)
            source = article.source.name if article.source else ""
            cells = (*said, f"{one.confidence:.2f}", *place, source, article.published_value or "")
            writer.writerow([number, *map(csv_cell, cells)])
    return out.getvalue()
