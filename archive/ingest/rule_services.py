"""Making and undoing rules: decisions of curators that imports and new readings apply (`Rule`)."""

import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone

from archive.catalog.jobs import check_stop, job_add
from archive.catalog.models import Article, Source, form_key
from archive.catalog.services import outbox_add
from archive.entities.models import Entity, Mention
from archive.ingest.annotation import annotations_write, articles_analyse
from archive.ingest.models import Rule
from archive.ingest.rule_application import articles_printing, articles_rule, articles_unrule
from archive.ingest.rules.doubts import (
    DOUBTS,
    accepted_value,
    articles_in_doubt,
    doubtful_articles,
    doubts_settle,
    doubts_settle_by,
)
from archive.ingest.rules.texts import articles_of_site, host_of, site_release, site_settle

__all__ = [
    "accepted_value",
    "articles_in_doubt",
    "articles_of_site",
    "doubtful_articles",
    "doubts_settle",
    "host_of",
    "rule_add",
    "rule_reread_job",
    "rule_undo",
    "text_key",
]


APPLIED_BY_READING = (Rule.Kind.NAME_FORM, Rule.Kind.SOURCE_LINE, Rule.Kind.BOILERPLATE)
REREAD_JOB = "rule_reread"
MAX_ARTICLES_AT_ONCE = 50
"""Articles that are read again within the request, in about a second."""


def text_key(text: str) -> str:
    """What the spellings of one line, paragraph or name share; "" for none."""
    return hashlib.sha256(form_key(text).encode("utf-8", "surrogatepass")).hexdigest() if text else ""


@transaction.atomic
def rule_add(
    *,
    kind: str,
    user: Any = None,
    text: str = "",
    article: Article | None = None,
    source: Source | None = None,
    meant_source: Source | None = None,
    entity: Entity | None = None,
    reason: str = "",
) -> Rule:
    """Make a rule about one article, about all that comes from a source, or about the archive, and apply it to what is stored.

    It takes the place of a rule about the same that says otherwise; one that says the same is left as it is.
    """
    about = {
        "kind": kind,
        "text_key": text_key(text) if article is None else "",
        "article_key": "" if article is None else article.stored_key,
        "source": source,
    }
    says = {"text": text, "meant_source": meant_source, "entity": entity}
    before = Rule.objects.active().filter(**about).select_for_update().first()
    if before is not None:
        if all(getattr(before, name) == value for name, value in says.items() if name != "text" or article):
            _apply(before)
            return before
        Rule.objects.filter(pk=before.pk).update(undone_at=timezone.now(), undone_by=_account(user))
    rule = Rule.objects.create(**about, **says, made_by=_account(user), reason=reason[:300])
    _apply(rule)
    return rule


@transaction.atomic
def rule_undo(*, rule: Rule, user: Any = None) -> bool:
    """Take a rule back: what it settled waits for a decision again. False if somebody did so before."""
    undone = Rule.objects.active().filter(pk=rule.pk)
    if not undone.update(undone_at=timezone.now(), undone_by=_account(user)):
        return False
    rule.refresh_from_db()
    if rule.kind == Rule.Kind.SITE:
        site_release(rule)
    elif rule.kind in APPLIED_BY_READING:
        _reread(rule)
    return True


def _apply(rule: Rule) -> None:
    """To what is stored."""
    if rule.kind in DOUBTS:
        doubts_settle_by(rule)
    elif rule.kind == Rule.Kind.SITE:
        site_settle(rule)
    elif rule.kind in APPLIED_BY_READING:
        _reread(rule)


def _reread(rule: Rule) -> None:
    """Read again where a rule was applied, or would be; many articles are left to the background process."""
    pks = _concerned(rule)
    if len(pks) > MAX_ARTICLES_AT_ONCE:
        job_add(name=REREAD_JOB, key=str(rule.pk), payload={"rule": rule.pk})
    else:
        _read(rule, pks)


def _read(rule: Rule, pks: list[int]) -> None:
    if rule.kind == Rule.Kind.NAME_FORM:
        _analyse(pks)
    elif rule.is_active:
        articles_rule(rule, pks)
    else:
        articles_unrule(rule, pks)


def rule_reread_job(payload: dict[str, int]) -> None:
    """The job: interrupted, it starts again from the first."""
    rule = Rule.objects.filter(pk=payload["rule"]).first()
    if rule is not None:
        _read(rule, _concerned(rule))


def _concerned(rule: Rule) -> list[int]:
    """Primary keys of the articles in which the form is in doubt or the text printed, or to which this rule was applied."""
    if rule.kind != Rule.Kind.NAME_FORM:
        own = rule.articles.values_list("pk", flat=True)
        return articles_printing(rule) if rule.is_active else sorted(own)
    form, doubtful = form_key(rule.text), Mention.objects.suggested().order_by()
    if rule.source_id:
        doubtful = doubtful.filter(article__source=rule.source_id)
    waiting = {pk for pk, surface in doubtful.values_list("article", "surface") if form_key(surface) == form}
    return sorted(waiting.union(rule.articles.values_list("pk", flat=True)))


def _analyse(pks: list[int]) -> None:
    for start in range(0, len(pks), MAX_ARTICLES_AT_ONCE):
        check_stop()
        batch = pks[start : start + MAX_ARTICLES_AT_ONCE]
        annotations = articles_analyse(batch)
        with transaction.atomic():
            annotations_write(annotations)
            outbox_add(batch, is_bulk=len(pks) > MAX_ARTICLES_AT_ONCE)


def _account(user: Any) -> Any:
    return user if getattr(user, "pk", None) else None
