"""What curators do, one call for each action. The services called add to the outbox; nothing here waits for the index."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Sequence

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import QuerySet

from archive import search
from archive.catalog import services as catalog
from archive.catalog.models import Article, Collision, Correction, SplitDoubt, Tombstone
from archive.coverage import services as coverage
from archive.coverage.selectors import refusals_of
from archive.curation.entity_rereading import entity_reread
from archive.curation.history import changes_recorded, history_add, history_forget
from archive.entities import services as authority
from archive.entities.models import AuthorityChange, Entity, Mention, NameForm
from archive.ingest import feed_services as feeds
from archive.ingest import services as ingest
from archive.ingest.annotation import annotations_build, annotations_write
from archive.ingest.models import Feed
from archive.statements.services import speakers_follow_mentions

SignedIn = AbstractBaseUser | AnonymousUser
"""The type of `request.user`; the admin lets no anonymous user in."""

READ_FIELDS = frozenset({"title", "published_on", "published_precision", "published_basis"})
"""Fields in which names and dates are read, or from which dates are computed."""

FOLLOWED = "تبع حالةَ ما اقتُطع منه."

log = logging.getLogger(__name__)


def article_revise(
    *,
    article: Article,
    paragraphs: Sequence[catalog.ParagraphText] | None,
    fields: Sequence[str] | None = None,
    check: Callable[[], object] = lambda: None,
    user: SignedIn | None = None,
) -> None:
    """Save an edited article with its paragraphs (None: they stay as stored) and recognise its names and dates again, unless
    nothing changed that these are read in.

    What was cut from the article follows its state, with a row in the history by `user`.

    `fields` are the edited ones: other columns stay as the database has them now. Recognition runs before the transaction,
    so that the write lock is held for milliseconds; `check` runs under the lock, and may raise. Imports leave
    the edited fields as they are from then on.
    """
    is_read_again = fields is None or paragraphs is not None or bool(READ_FIELDS.intersection(fields))
    if is_read_again and paragraphs is None:
        paragraphs = list(article.paragraphs.order_by("position").values_list("role", "text"))
    annotations = annotations_build(article, paragraphs) if is_read_again and paragraphs is not None else None
    with transaction.atomic():
        check()
        edited = list(fields or ())
        is_decided = fields is None or "state" in fields
        catalog.grade_tidy(article)
        if is_decided and "follows_parent" not in (fields or ()):
            before = Article.objects.filter(pk=article.pk).values_list("state", flat=True).first()
            catalog.state_decide(article=article, before=before)
            fields = None if fields is None else [*fields, "follows_parent", "returns_to"]
        if is_decided and fields is not None:
            fields = [*fields, *catalog.GRADE_FIELDS]
        printed = list(article.paragraphs.values_list("role", "text")) if article.pk else []
        catalog.article_save(article=article, paragraphs=paragraphs, fields=fields)
        if is_decided and article.pk:
            followers = catalog.articles_following(pks=[article.pk], state=article.state)
            with changes_recorded(user, followers, FOLLOWED):
                catalog.children_follow(article=article)
        if annotations is not None:
            annotations_write([annotations])
        edited += ["paragraphs"] if paragraphs is not None and printed != list(paragraphs) else []
        catalog.article_fields_curate(article=article, columns=edited)


def article_field_decide(*, article: Article, field: str, decision: str, user: SignedIn, note: str) -> bool:
    """Take the record's value of a field that a curator set (`record`), or keep the curator's (`keep`); `note` says so.

    False if the record's value is wanted and its stored original cannot be read.
    """
    if decision == "keep":
        with transaction.atomic():
            catalog.article_difference_keep(article=article, field=field)
            history_add(user, [article], note)
        return True
    try:
        with changes_recorded(user, Article.objects.filter(pk=article.pk), note, with_rows=True):
            ingest.article_field_restore(article=article, field=field)
    except ValueError:
        return False
    return True


@transaction.atomic
def correction_publish(*, article: Article, text: str, user: SignedIn) -> Correction:
    """Tell readers of a correction, on the page of the article, with the day."""
    correction = Correction.objects.create(article=article, text=text)
    history_add(user, [article, correction], f"أُعلن للقراء تصحيح: «{text}»")
    return correction


def collision_decide(*, collision: Collision, state: str) -> None:
    """Carry out a decision on a record that was held back. Raises ValueError for one that was decided before."""
    ingest.collision_decide(collision=collision, state=state)


@transaction.atomic
def split_doubt_confirm(*, doubt: SplitDoubt, user: SignedIn) -> None:
    """Settle a doubt: the document was split, or left whole, rightly."""
    catalog.split_doubt_settle(doubt=doubt, state=SplitDoubt.State.RIGHT, part=doubt.part, is_cut=doubt.is_cut)
    history_add(user, [doubt.article], f"حُسم تقسيم الوثيقة «{doubt}»: {SplitDoubt.State.RIGHT.label}.")


def split_doubt_change(*, doubt: SplitDoubt, user: SignedIn) -> SplitDoubt:
    """Cut the article in two at the doubtful place, or join what was cut off. Raises SplitRefusedError, ArticleChangedError."""
    change = ingest.split_change(doubt=doubt)
    both = (change.article, change.part)
    stored = [one.pk for one in both if one.pk]
    note = f"حُسم تقسيم الوثيقة «{doubt}»: {SplitDoubt.State(change.state).label}."
    with changes_recorded(user, Article.objects.filter(pk__in=stored), note, with_rows=True):
        ingest.split_change_write(change=change)
        history_add(user, [one for one in both if one.pk not in stored], note)
    return doubt


@transaction.atomic
def versions_decide(*, article: Article, other: Article, is_apart: bool, by: str) -> None:
    """Keep two articles apart that are no versions of one text, or withdraw that decision."""
    if is_apart:
        coverage.versions_refuse(article=article, other=other, by=by)
        return
    for refusal in refusals_of(article):
        if other.pk in (refusal.first_id, refusal.second_id):
            coverage.refusal_withdraw(refusal=refusal)


def article_field_values(*, article: Article) -> tuple[dict[str, str], dict[str, str] | None]:
    """The fields of an article as text, by name, and those of its stored record; None if that cannot be read."""
    record = ingest.article_original(article)
    said = None if record is None else ingest.record_texts(record, ingest.given_source(article))
    return ingest.article_texts(article), said


@transaction.atomic
def articles_set_state(
    *,
    articles: Iterable[Article],
    state: str,
    reason: str = "",
    embargo_until: dt.datetime | None = None,
    user: SignedIn | None = None,
) -> int:
    """Publish, embargo, withdraw or put back to draft, with what was cut from them; returns the count of `articles`.

    `reason` is the public one of a withdrawal. What is in this state already gets the new reason or time, if one is given; what
    comes to be in it by following another of the articles goes by that one's. The history tells that `user` did it.
    """
    chosen = list(articles)
    pks = {article.pk for article in chosen}
    standing = {article.pk for article in chosen if article.state == state}
    followers = catalog.articles_following(pks=pks, state=state)
    with changes_recorded(user, chosen), changes_recorded(user, followers, FOLLOWED):
        for article in sorted(chosen, key=lambda one: one.parent_id in pks):
            current = Article.objects.get(pk=article.pk)
            if current.state != state or (current.pk in standing and (reason or embargo_until)):
                catalog.article_set_state(article=current, state=state, reason=reason, embargo_until=embargo_until)
    return len(chosen)


@transaction.atomic
def articles_delete(*, articles: Iterable[Article]) -> None:
    """Delete articles, with what the history holds of their texts."""
    for article in articles:
        history_forget([article])
        catalog.article_delete(article=article)


def tombstones_lift(*, tombstones: QuerySet[Tombstone]) -> int:
    """Let imports add these deleted articles again; returns the count."""
    return catalog.tombstones_lift(import_keys=tombstones.values_list("import_key", flat=True))


def index_repair(*, found: "search.IndexDiff") -> int:
    """Add the articles that differ between index and catalog to the outbox; returns the count."""
    catalog.outbox_add(found.to_repair)
    return len(found.to_repair)


@transaction.atomic
def entities_delete(*, entities: QuerySet[Entity]) -> None:
    """Delete entities with their mentions, and index the articles that mentioned them again."""
    pks = list(Article.objects.filter(mentions__entity__in=entities).distinct().values_list("pk", flat=True))
    entities.delete()
    catalog.outbox_add(pks)


def feed_save(*, feed: Feed) -> None:
    """Save what a curator set of a feed; its next fetch is at once."""
    feeds.feed_save(feed=feed)


def feed_fetch_queue(*, feed: Feed) -> None:
    """Have the background process fetch a feed. Raises ValueError, with an Arabic sentence, if its site asks to wait."""
    feeds.feed_fetch_queue(feed=feed)


def feed_follow_move(*, feed: Feed) -> bool:
    """Take the address to which a feed has moved; False if there is none, or it is another feed's."""
    return feeds.feed_follow_move(feed=feed)


def entity_split(
    *, entity: Entity, forms: Iterable[NameForm], name: str, description: str, user: SignedIn
) -> AuthorityChange:
    with transaction.atomic():
        change = authority.entity_split(
            entity=entity, forms=forms, name=name, description=description, by=user.get_username()
        )
        history_add(user, change.entities.all(), str(change))
    _reread_entities(change)
    return change


def authority_change_undo(*, change: AuthorityChange, user: SignedIn) -> None:
    is_of_mentions = change.kind == AuthorityChange.Kind.MENTIONS
    pks = [row[0] for row in change.before["mentions"]] if is_of_mentions else []
    with transaction.atomic():
        with changes_recorded(user, Mention.objects.filter(pk__in=pks)):
            authority.change_undo(change=change)
        speakers_follow_mentions(pks)
        history_add(user, [change, *change.entities.all()], f"تُراجع عن: {change}")
    if not is_of_mentions:
        _reread_entities(change)


def _reread_entities(change: AuthorityChange) -> None:
    """Moved names may also be meant in articles whose stored mentions do not show it."""
    for entity in change.entities.filter(merged_into=None):
        entity_reread(entity=entity)


def entity_reindex(*, entity: Entity) -> None:
    """Index the articles that mention an entity again, after its type changed."""
    catalog.outbox_add(Article.objects.filter(mentions__entity=entity).distinct().values_list("pk", flat=True))
