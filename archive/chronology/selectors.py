"""The timeline of a set of articles: the sentences that mention a date, in the order of these dates."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from archive.catalog.models import TITLE_PARAGRAPH, Article, Paragraph
from archive.chronology.doubtful import DateGroup, date_groups, dates_in_group, doubtful_dates
from archive.chronology.models import DateMention
from archive.chronology.timeline import Attribution, DatedSentence, TimelineEntry, merge_sentences
from archive.text.layout import sentence_around

__all__ = [
    "Attribution",
    "DateGroup",
    "TimelineEntry",
    "date_groups",
    "dates_in_group",
    "doubtful_dates",
    "timeline_entries",
]


def timeline_entries(
    articles: Iterable[int], *, first: dt.date | None = None, last: dt.date | None = None, batch_size: int = 500
) -> list[TimelineEntry]:
    """The timeline of these articles (primary keys); only published ones count, and dates that no curator refused.

    With `first` and `last`, only dates that lie wholly between them. `batch_size` articles are read at a time.
    """
    pks = list(articles)
    batches = (pks[start : start + batch_size] for start in range(0, len(pks), batch_size))
    return merge_sentences(sentence for batch in batches for sentence in _dated_sentences(batch, first, last))


def _dated_sentences(pks: Sequence[int], first: dt.date | None, last: dt.date | None) -> Iterator[DatedSentence]:
    """Three queries, for articles, dates and paragraphs."""
    articles = {
        article.pk: article for article in Article.objects.published().filter(pk__in=pks).select_related("source")
    }
    dates = list(DateMention.objects.visible().within(first, last).filter(article__in=articles))
    texts = {(pk, TITLE_PARAGRAPH): article.title or "" for pk, article in articles.items()}
    paragraphs = Paragraph.objects.filter(article__in={date.article_id for date in dates})
    texts |= {(pk, position): text for pk, position, text in paragraphs.values_list("article_id", "position", "text")}
    for date in dates:
        text = texts.get((date.article_id, date.paragraph), "")
        if text[date.start : date.end]:
            start, end = sentence_around(text, date.start, date.end)
            yield DatedSentence(
                date, text[start:end], date.start - start, _attribution(articles[date.article_id], date)
            )


def _attribution(article: Article, date: DateMention) -> Attribution:
    source = article.source
    return Attribution(
        article.pk,
        article.key,
        article.display_title,
        source.key if source else None,
        source.name if source else None,
        article.published_value,
        article.published_basis,
        date.paragraph,
    )
