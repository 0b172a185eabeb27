"""Redacting a name in articles: what would change, making it so, and undoing it.

The rule is a record of the catalog; what the articles say, the names in them and their rows of the outbox are written again
in its transaction. The history tells that a name was redacted, never which.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Q, QuerySet

from archive.catalog import services as catalog
from archive.catalog.models import TITLE_PARAGRAPH, Article, Paragraph, RedactedArticle, Redaction
from archive.catalog.selectors import REDACTED_COLUMNS, Redactor, redactors_of
from archive.coverage.models import ShortVersion, Version
from archive.curation.history import history_add
from archive.entities.models import Entity, Mention, NameForm
from archive.ingest.annotation import annotations_build, annotations_write
from archive.statements.models import Quotation
from archive.statements.services import redacted_speakers, redacted_speakers_hide

SignedIn = AbstractBaseUser | AnonymousUser
MAX_ARTICLES = 100
"""Articles of one redaction: they are read again within the request."""
MAX_RELATED = 50
CONTEXT_CHARS = 60
COLUMNS = (*REDACTED_COLUMNS, "is_redacted")
_QUOTATION_TEXTS = ("surface", "speaker_name", "speaker_surface")
_KEPT = ("entity", "surface", "paragraph", "start", "end", "relation", "confidence", "decision")


@dataclass(frozen=True)
class Place:
    """A name as printed, where, and up to CONTEXT_CHARS around it."""

    label: str
    before: str
    name: str
    after: str


@dataclass(frozen=True)
class ArticleChange:
    """An article with every place that would change; `is_left_out_address` if its address on the web holds the name."""

    article: Article
    places: list[Place]
    is_left_out_address: bool

    @property
    def count(self) -> int:
        return len(self.places) + self.is_left_out_address


def changes_of(articles: Iterable[Article], forms: Sequence[str]) -> list[ArticleChange]:
    """What replacing these names would change, article by article, as the texts are stored now."""
    redactor = Redactor([Redaction(forms=list(forms))])
    return [_change(article, redactor) for article in articles]


def printed_forms_of(changes: Iterable[ArticleChange]) -> list[tuple[str, int]]:
    """How the names are printed, with their counts, the most frequent first."""
    return Counter(place.name for change in changes for place in change.places).most_common()


def related_articles(articles: Sequence[Article], forms: Sequence[str]) -> list[Article]:
    """Articles that print the names, too, and belong to these: near-identical copies, what was cut from one document."""
    pks = {article.pk for article in articles}
    found: dict[int, Article] = {}
    for article in articles:
        groups = Version.objects.filter(article=article).values("group")
        shortened = ShortVersion.objects.filter(Q(article=article) | Q(full=article)).values_list("article", "full")
        copies = {pk for pair in shortened for pk in pair}
        copies.update(Version.objects.filter(group__in=groups).values_list("article", flat=True))
        kin = Q(pk__in=copies)
        kin |= Q(parent=article.pk) | Q(pk=article.parent_id)
        if article.raw_document_id:
            kin |= Q(raw_document=article.raw_document_id)
        if article.content_hash:
            kin |= Q(content_hash=article.content_hash)
        found |= {one.pk: one for one in Article.objects.filter(kin)[: MAX_RELATED + 1]}
    others = [one for pk, one in found.items() if pk not in pks][:MAX_RELATED]
    return [change.article for change in changes_of(others, forms) if change.count]


def names_in(articles: Sequence[Article]) -> list[tuple[Entity, list[str]]]:
    """The persons and other entities that these articles mention by name, with the forms that they print and the known ones."""
    mentions = Mention.objects.filter(article__in=articles, relation=Mention.Relation.NAME).exclude(
        decision=Mention.Decision.REFUSED
    )
    forms: dict[int, Counter[str]] = {}
    for entity, surface in mentions.values_list("entity", "surface"):
        forms.setdefault(entity, Counter())[surface] += 1
    known = NameForm.objects.filter(entity__in=forms, relation=NameForm.Relation.NAME)
    for entity, text in known.values_list("entity", "text"):
        if "(" not in text:
            forms[entity][text] += 0
    entities = Entity.objects.in_bulk(list(forms))
    order = sorted(forms, key=lambda pk: (entities[pk].type != Entity.Type.PERSON, -sum(forms[pk].values()), pk))
    return [(entities[pk], [form for form, _ in forms[pk].most_common()]) for pk in order]


@transaction.atomic
def redaction_make(*, redaction: Redaction, articles: Sequence[Article], user: SignedIn) -> Redaction:
    """Replace the forms of an unsaved redaction in these articles from now on. They no longer mention the entities that the
    replaced places name."""
    locked = list(Article.objects.select_for_update().filter(pk__in=[one.pk for one in articles]).order_by("pk"))
    changes = changes_of(locked, redaction.forms)
    redaction.made_by = user.get_username()
    keys = sorted(_named_entities(locked, redaction))
    counts = {change.article: change.count for change in changes}
    mentions, quotations = _decided(locked, keys), _decided_quotations(locked, redaction, keys)
    catalog.redaction_add(
        redaction=redaction, articles=counts, entity_keys=keys, mentions=mentions, quotations=quotations
    )
    _write_again(locked)
    history_add(user, locked, f"حُجب اسم في النص ({redaction}).")
    history_add(user, [redaction], f"حُجب في {len(locked)} من المقالات.")
    return redaction


@transaction.atomic
def redaction_undo(*, redaction: Redaction, user: SignedIn) -> list[Article]:
    """Give the articles back what was printed; returns those in which a place was edited since and still has the replacement."""
    current = Redaction.objects.select_for_update().get(pk=redaction.pk)
    if current.undone_at is not None:
        return []
    articles = catalog.redaction_undo(redaction=current, by=user.get_username())
    _write_again(articles)
    _mentions_return(current)
    _quotations_return(current)
    catalog.unredacted_forget(articles)
    history_add(user, articles, f"تُراجع عن حجب اسم في النص ({current}).")
    history_add(user, [current], "تُراجع عن الحجب.")
    return [one for one in articles if not one.is_redacted and _prints(one, current.replacement)]


def _write_again(articles: Iterable[Article]) -> None:
    for article in articles:
        printed = article.paragraphs.order_by("position").values_list("role", "text")
        paragraphs = catalog.text_redact(article, printed)
        annotations = annotations_build(article, paragraphs)
        catalog.article_save(article=article, paragraphs=paragraphs, fields=COLUMNS)
        annotations_write([annotations])


def _change(article: Article, redactor: Redactor) -> ArticleChange:
    places: list[Place] = []
    for name in REDACTED_COLUMNS:
        value = getattr(article, name)
        if name == "url" or (name == "tag_line" and article.tags) or not value:
            continue
        label = str(Article._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for text in value if isinstance(value, list) else [value]:
            places += _places(redactor, label, text)
    roles = dict(Paragraph.Role.choices)
    for number, (role, text) in enumerate(article.paragraphs.order_by("position").values_list("role", "text"), 1):
        places += _places(redactor, f"{roles[role]} {number}", text)
    return ArticleChange(article, places, bool(article.url) and not redactor.address(article.url))


def _places(redactor: Redactor, label: str, text: str) -> list[Place]:
    return [
        Place(label, _before(text, start), text[start:end], _after(text, end)) for start, end in redactor.spans(text)
    ]


def _before(text: str, start: int) -> str:
    """Whole words before a place."""
    first = start - CONTEXT_CHARS
    return text[:start] if first <= 0 else f"… {text[first:start].partition(' ')[2]}"


def _after(text: str, end: int) -> str:
    last = end + CONTEXT_CHARS
    return text[end:] if last >= len(text) else f"{text[end:last].rpartition(' ')[0]} …"


def _named_entities(articles: Sequence[Article], redaction: Redaction) -> set[str]:
    """The keys of entities whose mentions by name overlap a place that will be replaced."""
    redactor = Redactor([redaction])
    keys: set[str] = set()
    for article in articles:
        texts = {TITLE_PARAGRAPH: article.title or "", **dict(article.paragraphs.values_list("position", "text"))}
        spans = {place: redactor.spans(text) for place, text in texts.items()}
        named = article.mentions.filter(relation=Mention.Relation.NAME)
        for place, first, last, key in named.values_list("paragraph", "start", "end", "entity__key"):
            if any(start < last and first < end for start, end in spans.get(place, ())):
                keys.add(key)
    return keys


def _decided(articles: Sequence[Article], keys: Sequence[str]) -> dict[int, list[dict[str, Any]]]:
    """Decided mentions of these entities, as plain values by article."""
    rows = Mention.objects.filter(article__in=articles, entity__key__in=keys).decided()
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows.values("article", *_KEPT):
        found.setdefault(row.pop("article"), []).append(row)
    return found


def _decided_quotations(
    articles: Sequence[Article], redaction: Redaction, keys: Sequence[str]
) -> dict[int, list[dict[str, Any]]]:
    """Decided quotations of these speakers, or with the names, as plain values by article."""
    redactor, speakers = Redactor([redaction]), redacted_speakers(keys)
    kept = [field.name for field in Quotation._meta.concrete_fields if field.name not in ("id", "article")]
    found: dict[int, list[dict[str, Any]]] = {}
    for row in Quotation.objects.filter(article__in=articles).decided().values("article", *kept):
        if row["speaker"] in speakers or any(redactor.spans(row[name]) for name in _QUOTATION_TEXTS):
            found.setdefault(row.pop("article"), []).append(row)
    return found


def _quotations_return(redaction: Redaction) -> None:
    """Decided quotations say again what they said, where the text prints it; what another redaction hides stays hidden."""
    for row in RedactedArticle.objects.filter(redaction=redaction).exclude(article=None).select_related("article"):
        article = row.article
        assert article is not None
        texts = [article.title or "", *article.paragraphs.order_by("position").values_list("text", flat=True)]
        speakers = Entity.objects.in_bulk([one["speaker"] for one in row.quotations if one["speaker"]])
        for values in row.quotations:
            quotation = Quotation(article=article, **{**values, "speaker": speakers.get(values["speaker"])})
            if quotation.reanchor(texts):
                standing = article.quotations.filter(paragraph=quotation.paragraph)
                Quotation.objects.filter(pk__in=[one.pk for one in standing if one.overlaps(quotation)]).delete()
                quotation.save()
        if row.quotations and article.is_redacted:
            redacted_speakers_hide([article])


def _mentions_return(redaction: Redaction) -> None:
    """Decided mentions stand again where they stood, if their entity is there, no other redaction hides it, and the text prints
    what they say."""
    for row in RedactedArticle.objects.filter(redaction=redaction).exclude(article=None).select_related("article"):
        article = row.article
        assert article is not None
        hidden = redactors_of([article])[article.key].entity_keys
        texts = [article.title or "", *article.paragraphs.order_by("position").values_list("text", flat=True)]
        entities = Entity.objects.exclude(key__in=hidden).in_bulk([one["entity"] for one in row.mentions])
        for values in row.mentions:
            mention = Mention(article=article, **{**values, "entity": entities.get(values["entity"])})
            if mention.entity_id is not None and mention.reanchor(texts):
                _overlapping(article.mentions.all(), mention).delete()
                mention.save()


def _overlapping(mentions: QuerySet[Mention], mention: Mention) -> QuerySet[Mention]:
    return mentions.filter(paragraph=mention.paragraph, start__lt=mention.end, end__gt=mention.start)


def _prints(article: Article, replacement: str) -> bool:
    columns = [str(getattr(article, name) or "") for name in REDACTED_COLUMNS]
    return (
        any(replacement in text for text in columns) or article.paragraphs.filter(text__contains=replacement).exists()
    )
