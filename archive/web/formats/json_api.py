"""Models and result pages as JSON: the types of `answers`, of which the schemas of /api/v1/openapi.json are made."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, cast

from django.utils.html import escape

from archive.catalog.models import Article, Paragraph
from archive.catalog.selectors import is_after_tomorrow, public_corrections
from archive.chronology.models import DateMention
from archive.entities.models import Mention
from archive.search import KEYED_FACETS, Alternative, FacetValue, Hit, ResultPage, SearchRequest, Version
from archive.statements.models import Figure, Quotation
from archive.statements.selectors import claim_of, speaker_of
from archive.web.interface import answers
from archive.web.links import article_url, page_url
from archive.web.presenters.labels import FacetLabels
from archive.web.presenters.query_notices import sentences
from archive.web.query_string import cursor_text, search_url, with_changes

Json = dict[str, Any]
API_FACETS = tuple(answers.Facets.__annotations__)
SNIPPET_LENGTH = 240


def request_json(request: SearchRequest) -> Json:
    """Every parameter as parsed: dates in full, keys as lists, null for what was not given."""
    return {
        "q": request.q,
        "mode": request.mode,
        "match": request.match,
        "variants": request.variants,
        **{name: list(request.filters.get(name, ())) for name in KEYED_FACETS},
        **{f"not_{name}": list(request.excludes.get(name, ())) for name in KEYED_FACETS},
        "names": list(request.names),
        "from": request.published.first,
        "to": request.published.last,
        "mentions_from": request.mentions.first,
        "mentions_to": request.mentions.last,
        "added_from": request.added_from,
        "undated": request.undated or None,
        "kind": request.kind,
        "sort": request.effective_sort,
        "group": request.effective_group,
        "explain": request.explain,
        "compare": request.compare or None,
        "page": request.page,
        "per_page": request.per_page,
        "cursor": cursor_text(request, request.cursor) if request.cursor else None,
    }


def page_json(
    page: ResultPage,
    labels: FacetLabels,
    site: str,
    compared: ResultPage | None = None,
    alternatives: Sequence[Alternative] = (),
) -> answers.ResultPage:
    """A page of results. `site` is the base of addresses (`https://host`), `compared` the result page of the other query."""
    answer: answers.ResultPage = {
        "query": request_json(page.request),
        "count": page.count,
        "groups": page.groups,
        "took_ms": round(page.took_ms, 1),
        "results": [
            hit_json(hit, site, explain=page.request.explain, with_story=page.request.effective_group == "story")
            for hit in page.hits
        ],
        "facets": cast(answers.Facets, {name: _facet_json(page, name, labels) for name in API_FACETS}),
        "next": cursor_text(page.request, page.next) if page.next else None,
        "suggestion": page.suggestion,
        "alternatives": alternatives_json(page, alternatives, site),
        "notes": sentences(page),
    }
    if compared:
        answer["compared"] = compared_json(compared)
    return answer


def _facet_json(page: ResultPage, name: str, labels: FacetLabels) -> list[answers.FacetValue]:
    return [
        {"key": value.key, "label": labels.of(name, value.key), "count": value.count, "selected": value.selected}
        for value in page.facets.get(name, ())
        if value.selected or labels.knows(name, value.key)
    ]


def alternatives_json(page: ResultPage, alternatives: Sequence[Alternative], site: str) -> list[answers.Alternative]:
    """Other searches that find something: other queries under the same filters, then less strict searches."""
    others: list[tuple[SearchRequest, str, int]] = [
        (with_changes(page.request, q=other.query), other.reason, other.count)
        for other in page.suggestions
        if other.query != page.corrected_query
    ]
    others += [(other.request, other.reason, other.count) for other in alternatives]
    return [
        {"query": request.q, "reason": reason, "count": count, "url": site + search_url(request, view="api-search")}
        for request, reason, count in others
    ]


def compared_json(page: ResultPage) -> answers.Compared:
    """Counts by year and month of the compared query."""
    year, month = (_counted(page.facets.get(name, ())) for name in ("year", "month"))
    return {"q": page.request.q, "count": page.count, "year": year, "month": month}


def _counted(values: Sequence[FacetValue]) -> list[answers.Counted]:
    return [{"key": value.key, "count": value.count} for value in values]


def hit_json(hit: Hit, site: str, *, explain: bool = False, with_story: bool = False) -> answers.Hit:
    found: answers.Hit = {
        "id": hit.key,
        "url": site + article_url(hit.key),
        "title": hit.title,
        "title_generated": hit.title_generated,
        "date": hit.date,
        "date_precision": cast(answers.Precision | None, hit.date_precision or None),
        "date_basis": cast(answers.PublicationBasis, hit.date_basis or None),
        "date_doubt": date_doubt(hit.date),
        "source": _source_json(hit),
        "document": hit.document or None,
        "snippet": _without_isolation(hit.snippet),
        "score": hit.score,
        "versions": [_version_json(one) for one in hit.versions],
    }
    if with_story:
        found["story"] = _story_json(hit, site)
    if explain:
        found["explanation"] = list(hit.explanation)
    return found


def _version_json(printed: Version) -> answers.OtherVersion:
    return {"id": printed.key, "source": _source_json(printed), "date": printed.date}


def _story_json(hit: Hit, site: str) -> answers.HitStory | None:
    if hit.story is None:
        return None
    return {
        "key": hit.story.key,
        "url": f"{site}{page_url('story', hit.story.key)}",
        "size": hit.story.size,
        "outlets": len({one.source_key for one in hit.tellers if one.source_key}),
        "texts": 1 + len(hit.story.others),
        "articles": [
            {**_version_json(first), "title": first.title, "versions": [_version_json(one) for one in copies]}
            for first, *copies in hit.story.others
        ],
    }


def _source_json(printed: Hit | Version) -> answers.NamedSource | None:
    return {"key": printed.source_key, "label": printed.source_name or ""} if printed.source_key else None


def date_doubt(value: str | None) -> Literal["future"] | None:
    """`future` for a publication date after tomorrow."""
    return "future" if is_after_tomorrow(value) else None


def _without_isolation(html: str) -> str:
    """The API documents <mark> as the only tag in a snippet; its text is escaped, so no other match is possible."""
    return html.replace("<bdi>", "").replace("</bdi>", "")


class ArticleSpans(NamedTuple):
    """What readers see of what was read in an article."""

    mentions: Sequence[Mention]
    dates: Sequence[DateMention]
    quotations: Sequence[Quotation]
    figures: Sequence[Figure] = ()


def article_json(
    article: Article,
    spans: ArticleSpans,
    version_ids: list[str],
    story: answers.StoryReference | None,
    site: str,
) -> answers.Article:
    """One article. `body` holds the paragraphs as printed, `roles` their kinds; `paragraph` indexes `body`, -1 is the title."""
    paragraphs = list(article.paragraphs.all())
    indexes = {-1: -1, **{paragraph.position: index for index, paragraph in enumerate(paragraphs)}}
    prose = next((paragraph.text for paragraph in paragraphs if paragraph.role in ("lede", "paragraph")), "")
    document = article.raw_document
    return {
        "id": article.key,
        "url": f"{site}{article.get_absolute_url()}",
        "title": article.display_title,
        "title_generated": article.title_generated,
        "date": article.published_value,
        "date_precision": cast(answers.Precision | None, article.published_precision or None),
        "date_basis": cast(answers.PublicationBasis, article.published_basis or None),
        "date_doubt": date_doubt(article.published_value),
        "source": named_source(article),
        "document": article.document_name,
        "snippet": escape(prose[:SNIPPET_LENGTH]),
        "score": None,
        "kind": cast(Any, article.kind),
        "body": [paragraph.text for paragraph in paragraphs],
        "roles": [cast(Any, paragraph.role) for paragraph in paragraphs],
        "author": article.author or None,
        "agency": article.agency or None,
        "dateline": article.dateline or None,
        "cited": article.cited,
        "photo_credit": article.photo_credit or None,
        "language": article.language or None,
        "section": article.section or None,
        "tags": article.tags,
        "sha256": document.sha256 if document else None,
        "parent": _visible_parent(article),
        "version_ids": version_ids,
        "corrections": [{"date": one.made_on.isoformat(), "text": one.text} for one in public_corrections(article)],
        "mentions": [_mention_json(mention, indexes) for mention in spans.mentions if mention.paragraph in indexes],
        "dates": [_date_json(date, indexes) for date in spans.dates if date.paragraph in indexes],
        "quotes": [quotation_json(one, indexes) for one in spans.quotations if one.paragraph in indexes],
        "figures": [
            figure_json(one, claim_of(one, spans.quotations), indexes)
            for one in spans.figures
            if one.paragraph in indexes
        ],
        "story": story,
    }


def _visible_parent(article: Article) -> str | None:
    parent = article.parent
    return parent.key if parent and parent.state == Article.State.PUBLISHED else None


def _mention_json(mention: Mention, indexes: dict[int, int]) -> answers.Mention:
    return {
        "key": mention.entity.key,
        "label": mention.entity.name,
        "type": cast(answers.EntityType, mention.entity.type),
        "relation": cast(Any, mention.relation),
        "surface": mention.surface,
        "paragraph": indexes[mention.paragraph],
        "start": mention.start,
        "end": mention.end,
    }


def _date_json(date: DateMention, indexes: dict[int, int]) -> answers.MentionedDate:
    return {
        "value": date.value,
        "end": date.end_value or None,
        "precision": cast(answers.Precision, date.precision),
        "basis": cast(answers.MentionBasis, date.basis),
        "surface": date.surface,
        "paragraph": indexes[date.paragraph],
    }


Indexes = Mapping[int, Mapping[int, int]]
"""By article (primary key): the place in the body of the paragraph at each position; -1, the title, is at -1."""


def paragraph_indexes(articles: Iterable[int]) -> Indexes:
    indexes: dict[int, dict[int, int]] = {}
    rows = Paragraph.objects.filter(article__in=articles).order_by("article_id", "position")
    for pk, position in rows.values_list("article", "position"):
        places = indexes.setdefault(pk, {-1: -1})
        places[position] = len(places) - 1
    return indexes


def named_source(article: Article) -> answers.NamedSource | None:
    return {"key": article.source.key, "label": article.source.name} if article.source else None


def quotation_json(quotation: Quotation, indexes: Mapping[int, int]) -> answers.Quotation:
    """One quotation; `indexes` gives the place of each paragraph in the body."""
    speaker = speaker_of(quotation)
    return {
        "quote": quotation.surface,
        "type": cast(Any, quotation.type),
        "cue": quotation.cue,
        "speaker": quotation.speaker_name or None,
        "speaker_key": speaker.key if speaker else None,
        "speaker_surface": quotation.speaker_surface or None,
        "paragraph": indexes[quotation.paragraph],
        "start": quotation.start,
        "end": quotation.end,
        "confidence": quotation.confidence,
    }


def figure_json(figure: Figure, claim: Quotation | None, indexes: Mapping[int, int]) -> answers.Figure:
    """One figure with the quotation that says it; `indexes` gives the place of each paragraph in the body."""
    return {
        "value": number_json(figure.value),
        "low": number_json(figure.low),
        "high": number_json(figure.high),
        "approximate": figure.approximate,
        "unit": figure.unit or None,
        "counted": figure.counted or None,
        "surface": figure.surface,
        "claimed_by": claim.speaker_name if claim else None,
        "paragraph": indexes[figure.paragraph],
        "start": figure.start,
        "end": figure.end,
    }


def number_json(value: float | None) -> float | None:
    """Whole numbers without a decimal point."""
    return int(value) if value is not None and value.is_integer() else value
