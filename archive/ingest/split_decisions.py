"""What becomes of a doubt about the split of a document: an article is cut in two, or what was cut off is joined to it again.

Order: `split_change` finds the paragraphs and recognises names and dates of both texts; `split_change_write` writes them in one
transaction, with decided mentions and dates moved along. What is cut off becomes an article without a key of an import, or the
card of its headline does. What is joined stays as a withdrawn article with its key, so that no import adds it again.
The paragraphs are the curator's from then on: imports leave them.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.db import IntegrityError, transaction

from archive.catalog.models import TITLE_PARAGRAPH, Article, SplitDoubt
from archive.catalog.services import (
    ArticleChangedError,
    article_fields_curate,
    article_save,
    articles_check_unchanged,
    children_follow,
    source_get_or_create,
    split_doubt_settle,
)
from archive.chronology.models import DateMention
from archive.entities.models import Mention
from archive.ingest.annotation import Annotations, annotations_build, annotations_write
from archive.ingest.field_values import article_fill, stored_paragraphs
from archive.ingest.page_text.gazetteer import load_gazetteer
from archive.ingest.page_text.lines import block_lines
from archive.ingest.readers.text import article_records
from archive.ingest.record import ParagraphText
from archive.statements.models import Figure, Quotation

PROSE = ("lede", "paragraph")
PUBLISHED, WITHDRAWN = Article.State.PUBLISHED, Article.State.WITHDRAWN
_APART = 1_000_000
"""Added to the paragraphs of spans on their way, so that none stands for a moment where another one does."""


class SplitRefusedError(ValueError):
    """The text is no longer what the doubt is about, or the article cut off is gone."""


class RedactedSplitError(SplitRefusedError):
    """A name is redacted in one of the two: the lines of the original, of which the other one would be made, print it."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A paragraph with where it stands now: the article (primary key) and its position there."""

    article: int
    position: int
    role: str
    text: str


@dataclass(slots=True)
class SplitChange:
    """Both texts as they will be. `read`: when the stored articles were last changed, by primary key."""

    doubt: SplitDoubt
    state: str
    part: Article
    paragraphs: list[Printed]
    part_paragraphs: list[Printed]
    headline: Printed | None = None
    """The paragraph that becomes the title of what is cut off."""
    read: dict[int, dt.datetime] = field(default_factory=dict)
    annotations: list[Annotations] = field(default_factory=list)

    @property
    def article(self) -> Article:
        return self.doubt.article


def split_change(*, doubt: SplitDoubt) -> SplitChange:
    """Cut in two what stands together, or join what was cut off. Raises SplitRefusedError, RedactedSplitError among them."""
    if doubt.article.is_redacted or (doubt.part is not None and doubt.part.is_redacted):
        raise RedactedSplitError("a name is redacted in the article or in what was cut off")
    change = _joined(doubt) if doubt.is_cut else _cut(doubt)
    stored = [article for article in (change.article, change.part) if article.pk]
    change.read = {article.pk: article.changed_at for article in stored}
    if change.article.title is None:
        change.article.generated_title = ""
    texts = [(change.article, change.paragraphs)]
    if change.part.state != WITHDRAWN:
        texts.append((change.part, change.part_paragraphs))
    change.annotations = [annotations_build(article, _plain(printed)) for article, printed in texts]
    return change


@transaction.atomic
def split_change_write(*, change: SplitChange) -> None:
    """Raises ArticleChangedError, with nothing written, if somebody changed an article or settled the doubt meanwhile."""
    articles_check_unchanged(change.read)
    doubt, article, part = change.doubt, change.article, change.part
    now = SplitDoubt.objects.select_for_update().filter(pk=doubt.pk).values_list("state", "is_cut", "part").first()
    if now != (doubt.state, doubt.is_cut, doubt.part_id):
        raise ArticleChangedError
    is_text_kept = part.state == WITHDRAWN
    article_save(article=part, paragraphs=None if is_text_kept else _plain(change.part_paragraphs))
    article_save(article=article, paragraphs=_plain(change.paragraphs), fields=())
    children_follow(article=part)
    _move_spans(change)
    annotations_write(change.annotations)
    article_fields_curate(article=article, columns=["paragraphs"])
    if not is_text_kept:
        article_fields_curate(article=part, columns=["paragraphs", "kind"])
    split_doubt_settle(doubt=doubt, state=change.state, part=part, is_cut=not doubt.is_cut)


def _cut(doubt: SplitDoubt) -> SplitChange:
    printed = _printed(doubt.article)
    start, end = _place([one.text for one in printed], doubt.doubtful)
    part = doubt.part or _new_article(doubt)
    moved, rest = printed[start:end], [*printed[:start], *printed[end:]]
    headline = moved[0] if moved and moved[0].text == part.title else None
    moved = moved[1:] if headline else moved
    if not any(one.role in PROSE for one in moved) or not any(one.role in PROSE for one in rest):
        raise SplitRefusedError("one of the two would have no text")
    part.kind, part.generated_title = Article.Kind.ARTICLE, ""
    is_public = doubt.article.state == PUBLISHED
    part.state, part.returns_to = doubt.article.state, "" if is_public else PUBLISHED
    part.parent, part.follows_parent = doubt.article, True
    return SplitChange(doubt, SplitDoubt.State.SPLIT, part, _with_lede(rest), _with_lede(moved), headline)


def _new_article(doubt: SplitDoubt) -> Article:
    """The article of the doubtful lines, with the fields that they state."""
    article = Article(raw_document=doubt.raw_document)
    found = article_records(block_lines(doubt.doubtful), load_gazetteer(), lambda _: "").records
    if found and found[0].kind == Article.Kind.ARTICLE:
        source = source_get_or_create(name=found[0].source).pk if found[0].source else None
        article_fill(article, found[0], source)
    numbers = [number for place, _, number in doubt.lines if place == "doubtful" and number is not None]
    article.first_line, article.last_line = (min(numbers), max(numbers)) if numbers else (None, None)
    return article


def _joined(doubt: SplitDoubt) -> SplitChange:
    article, part = doubt.article, doubt.part
    if part is None:
        raise SplitRefusedError("what was cut off is gone")
    printed, moved = _printed(article), _printed(part)
    if part.title and not doubt.is_card:
        moved.insert(0, Printed(part.pk, TITLE_PARAGRAPH, "subhead", part.title))
    place = _place_between([one.text for one in printed], doubt)
    whole = _with_lede([*printed[:place], *moved, *printed[place:]])
    if doubt.is_card:
        part.kind = Article.Kind.STUB
        return SplitChange(doubt, SplitDoubt.State.JOINED, part, whole, [])
    part.state, part.returns_to, part.follows_parent = WITHDRAWN, "", False
    return SplitChange(doubt, SplitDoubt.State.JOINED, part, whole, _printed(part))


def _printed(article: Article) -> list[Printed]:
    return [Printed(article.pk, place, *one) for place, one in enumerate(stored_paragraphs(article))]


def _plain(printed: Sequence[Printed]) -> list[ParagraphText]:
    return [(one.role, one.text) for one in printed]


def _place(texts: Sequence[str], doubtful: Sequence[str]) -> tuple[int, int]:
    """The run of paragraphs that holds the doubtful lines; lines that are labels are no paragraphs. Raises SplitRefusedError."""
    match = SequenceMatcher(None, texts, doubtful, autojunk=False).find_longest_match()
    if not match.size:
        raise SplitRefusedError("the text is no longer what it was")
    known, start, end = set(doubtful), match.a, match.a + match.size
    while start and texts[start - 1] in known:
        start -= 1
    while end < len(texts) and texts[end] in known:
        end += 1
    return start, end


def _place_between(texts: Sequence[str], doubt: SplitDoubt) -> int:
    """Where the doubtful lines stood: after the line before them, else before the one after them, else at the end."""
    before = [text for place, text, _ in doubt.lines if place == "before" and text in texts]
    after = [text for place, text, _ in doubt.lines if place == "after" and text in texts]
    if before:
        return len(texts) - list(reversed(texts)).index(before[-1])
    return texts.index(after[0]) if after else len(texts)


def _with_lede(printed: Sequence[Printed]) -> list[Printed]:
    """The first prose is the lede, and no other is."""
    first = next((place for place, one in enumerate(printed) if one.role in PROSE), None)
    roles = [
        "lede" if place == first else "paragraph" if one.role == "lede" else one.role
        for place, one in enumerate(printed)
    ]
    return [Printed(one.article, one.position, role, one.text) for one, role in zip(printed, roles, strict=True)]


def _move_spans(change: SplitChange) -> None:
    """Give decided mentions, dates and quotations the article and the paragraph in which their text now stands; what is
    undecided is read again. Where the same decision stands already, it is kept once."""
    places = {(one.article, one.position): (change.article.pk, new) for new, one in enumerate(change.paragraphs)}
    if change.part.state != WITHDRAWN:
        places |= {(one.article, one.position): (change.part.pk, new) for new, one in enumerate(change.part_paragraphs)}
    if change.headline:
        places[change.headline.article, change.headline.position] = (change.part.pk, TITLE_PARAGRAPH)
    for model in (Mention, DateMention, Quotation, Figure):
        model.objects.filter(article__in=[one.article.pk for one in change.annotations], decision="").delete()
        rows = [
            (span, places[span.article_id, span.paragraph])
            for span in model.objects.filter(article__in=change.read).decided()
            if places.get((span.article_id, span.paragraph), (span.article_id, span.paragraph))
            != (span.article_id, span.paragraph)
        ]
        for number, (span, _) in enumerate(rows):
            model.objects.filter(pk=span.pk).update(paragraph=_APART + number)
        for span, (article, paragraph) in rows:
            span.article_id = article
            span.move_to(paragraph)
            try:
                with transaction.atomic():
                    span.save(update_fields=("article", *span.ANCHOR_FIELDS))
            except IntegrityError:
                span.delete()
