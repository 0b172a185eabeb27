"""The ledger of quotations as JSON, CSV and Atom."""

import csv
import io
from collections.abc import Sequence

from archive.statements.selectors import Utterance, speaker_of
from archive.text import csv_cell
from archive.web.formats.json_api import Indexes, named_source, quotation_json
from archive.web.interface import answers
from archive.web.presenters.ledger_rows import passage_url


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
            "source": named_source(article),
            "date": article.published_value,
        },
        "outlets": [
            {
                "id": one.article.key,
                "source": named_source(one.article),
                "date": one.article.published_value,
            }
            for one in utterance.printings
        ],
    }


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
