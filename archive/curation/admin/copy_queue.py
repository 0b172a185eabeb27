"""The queue of possible copies: texts that share only little more than half of their sentences, and short texts that were linked
with a longer one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest

from archive.catalog.models import Article
from archive.coverage.models import ShortVersion, Version
from archive.coverage.selectors import refusals_of
from archive.curation import services
from archive.curation.admin.article_queue import ArticleQueue, address_of, opening_passage
from archive.curation.admin.decision_queue import ROWS_PER_PAGE, Choice, Done, Row, Waiting
from archive.curation.group_decisions import GroupChangedError
from archive.curation.history import history_add
from archive.curation.rule_decisions import rule_make, rules_take_back
from archive.ingest.models import Rule

DOUBTFUL_SHARE = 0.65
"""Of sentences that both have. From half on texts are grouped as versions; this little above it, people look."""


@dataclass(frozen=True)
class _Pair:
    article: Article
    other: Article
    share: float

    @property
    def key(self) -> str:
        return f"{self.article.pk}:{self.other.pk}"

    @property
    def said(self) -> str:
        return " ".join(sorted((self.article.stored_key, self.other.stored_key)))


class CopyQueue(ArticleQueue):
    slug, kinds = "copies", (Rule.Kind.COPY,)
    title = "نسخ محتملة"
    accept_label, refuse_label, answer_label = "نسخة منه", "نص آخر", "لعله نسخة من:"

    def waiting(self, request: HttpRequest, skipped: frozenset[str]) -> Waiting:
        pairs = list(_pairs())
        left = [pair for pair in pairs if pair.key not in skipped]
        shown = left[:ROWS_PER_PAGE]
        texts = self.openings([one for pair in shown for one in (pair.article, pair.other)])
        return Waiting([self._row(pair, texts) for pair in shown], len(pairs), 0, len(pairs) - len(left))

    def _row(self, pair: _Pair, texts: dict[int, list[str]]) -> Row:
        return Row(
            key=pair.key, seen=f"{pair.share:.4f}", form=pair.article.display_title, kind="", answer=pair.other.display_title,
            note=f"الجمل المشتركة {pair.share:.0%}", articles=2, spans=0,
            evidence=[opening_passage(one, texts[one.pk]) for one in (pair.article, pair.other)],
            places=address_of(pair.article), accept=self.accept_label, can_change=False,
        )  # fmt: skip

    def decide(self, request: HttpRequest, chosen: Choice) -> Done:
        pair = next((one for one in _pairs() if one.key == chosen.key), None)
        if pair is None or chosen.seen != f"{pair.share:.4f}" or chosen.decision not in ("accept", "refuse"):
            raise GroupChangedError
        label = (
            f"{pair.article.display_title}: {self.accept_label if chosen.decision == 'accept' else self.refuse_label}"
        )
        if chosen.decision == "accept":
            rule = rule_make(user=request.user, kind=Rule.Kind.COPY, text=pair.said)
            rule.articles.add(pair.article, pair.other)
            return Done(label, {"rules": [rule.pk]})
        by = request.user.get_username()
        services.versions_decide(article=pair.article, other=pair.other, is_apart=True, by=by)
        history_add(request.user, [pair.article, pair.other], label)
        return Done(label, {"apart": [pair.article.pk, pair.other.pk]})

    def undo(self, request: HttpRequest, token: Any) -> None:
        rules_take_back(user=request.user, pks=token.get("rules", []))
        found = Article.objects.in_bulk(token.get("apart", []))
        if len(found) == 2:
            article, other = found.values()
            if any(other.pk in (one.first_id, one.second_id) for one in refusals_of(article)):
                services.versions_decide(article=article, other=other, is_apart=False, by=request.user.get_username())
                history_add(request.user, [article, other], "تُراجع عن القرار بأنهما نصان مختلفان.")


def copies_waiting() -> tuple[QuerySet[Version], QuerySet[ShortVersion]]:
    """The doubtful versions and the short texts that nobody has settled."""
    public = Q(article__state=Article.State.PUBLISHED)
    near = Version.objects.filter(public, share__lt=DOUBTFUL_SHARE, basis=Version.Basis.SENTENCES)
    near = near.exclude(group__representative=None).exclude(group__representative=F("article"))
    short = ShortVersion.objects.filter(public)
    return near.exclude(_settled("group__representative")), short.exclude(_settled("full"))


def _settled(other: str) -> Exists:
    """Whether a rule says that the article and this other one are copies."""
    through = Rule.articles.through.objects.filter(rule__kind=Rule.Kind.COPY, rule__undone_at=None)
    with_other = through.filter(rule=OuterRef("rule"), article=OuterRef(OuterRef(other)))
    return Exists(through.filter(Exists(with_other), article=OuterRef("article")))


def _pairs() -> Iterator[_Pair]:
    """Doubtful pairs that nobody has settled, the most doubtful first."""
    near, short = copies_waiting()
    groups = (
        (row, row.group.representative)
        for row in near.select_related("article__source", "group__representative__source")
    )
    pairs = [_Pair(row.article, other, row.share) for row, other in groups if other is not None]
    pairs += [
        _Pair(row.article, row.full, row.share) for row in short.select_related("article__source", "full__source")
    ]
    yield from sorted(pairs, key=lambda one: (one.share, one.article.pk))
