"""Timeline entries as JSON, CSV and calendar events."""

import csv
import hashlib
import io
from collections.abc import Iterable
from typing import Literal, cast

from archive.chronology.selectors import TimelineEntry
from archive.text import csv_cell
from archive.web.formats.ics import Event
from archive.web.interface import answers
from archive.web.links import article_url
from archive.web.presenters.arabic_text import DATE_BASES, DATE_DOUBTS
from archive.web.presenters.timeline import span_phrase


def entry_json(entry: TimelineEntry, site: str) -> answers.TimelineEntry:
    return {
        "value": entry.value,
        "end": entry.end_value or None,
        "precision": cast(answers.Precision, entry.precision),
        "basis": cast(answers.MentionBasis, entry.basis),
        "doubt": cast(Literal["weekday", "calendar"] | None, entry.doubt or None),
        "surface": entry.sentence[entry.start : entry.end],
        "sentence": entry.sentence,
        "start": entry.start,
        "articles": [
            {
                "id": attribution.key,
                "url": site + article_url(attribution.key),
                "title": attribution.title,
                "date": attribution.published,
                "date_basis": cast(answers.PublicationBasis, attribution.published_basis or None),
                "source": {"key": attribution.source_key, "label": attribution.source_name or ""}
                if attribution.source_key
                else None,
            }
            for attribution in entry.attributions
        ],
    }


COLUMNS = (
    "value",
    "end",
    "precision",
    "basis",
    "doubt",
    "surface",
    "sentence",
    "article",
    "url",
    "title",
    "source",
    "published",
)


def csv_file(entries: Iterable[TimelineEntry], site: str) -> str:
    """One row per entry and article."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for entry in entries:
        shared = (entry.value, entry.end_value, entry.precision, entry.basis, entry.doubt)
        for attribution in entry.attributions:
            words = (
                entry.sentence[entry.start : entry.end],
                entry.sentence,
                attribution.key,
                site + article_url(attribution.key),
            )
            cells = (*shared, *words, attribution.title, attribution.source_name or "", attribution.published or "")
            writer.writerow(map(csv_cell, cells))
    return out.getvalue()


MAX_SUMMARY_LENGTH = 110
"""Characters."""


def events(entries: Iterable[TimelineEntry], site: str) -> list[Event]:
    """Entries as all-day events."""
    return [_event(entry, site) for entry in entries]


def _event(entry: TimelineEntry, site: str) -> Event:
    first = entry.attributions[0]
    sources = [
        f"{attribution.source_name or 'دون مصدر'}: {attribution.title} {site}{article_url(attribution.key)}"
        for attribution in entry.attributions
    ]
    why = [f"{span_phrase(entry)} ({DATE_BASES[entry.basis]})", *([DATE_DOUBTS[entry.doubt]] if entry.doubt else [])]
    identity = hashlib.sha256(
        f"{entry.value}|{entry.end_value}|{first.key}|{entry.sentence}".encode("utf-8", "replace")
    )
    short = (
        entry.sentence
        if len(entry.sentence) <= MAX_SUMMARY_LENGTH
        else f"{entry.sentence[:MAX_SUMMARY_LENGTH].rsplit(' ', 1)[0]} …"
    )
    return Event(
        uid=f"{identity.hexdigest()[:32]}@khizana",
        first=entry.first,
        last=entry.last,
        summary=short,
        description="\n".join([entry.sentence, *why, *sources]),
        url=site + article_url(first.key),
    )
