"""What is doubtful about an article, and which rules settle it: those about the article itself, all of its source, or all of its
site (a rule with a text and no article: the host of the address).

A rule about one article that accepted a value (a title, a date) holds as long as the article has this value.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from archive.catalog.models import Article
from archive.ingest.models import Rule
from archive.ingest.rules.texts import host_of

Kind = Rule.Kind
_DAMAGED = Q(raw_document__notes__icontains="mended: ") | Q(raw_document__notes__icontains="damaged: ")
DOUBTS: dict[str, Q] = {
    Kind.TITLE: Q(title=None),
    Kind.INFERRED_DATE: Q(published_basis=Article.Basis.INFERRED),
    Kind.UNKNOWN_DATE: Q(published_on=None),
    Kind.UNKNOWN_SOURCE: Q(source=None),
    Kind.TEXT: ~Q(language__in=("", "ar")) | _DAMAGED,
}
"""By the kind of rule that settles it. Cards of related stories are left alone."""
MAX_PARAMETERS = 500


def doubtful_articles(kind: str) -> QuerySet[Article]:
    """The articles that wait for a decision of this kind; withdrawn ones can wait."""
    settled = Rule.objects.active().filter(kind=kind, articles=OuterRef("pk"))
    waiting = Article.objects.articles().exclude(state=Article.State.WITHDRAWN)
    return waiting.filter(DOUBTS[kind]).exclude(Exists(settled))


def articles_in_doubt(kinds: Iterable[str]) -> QuerySet[Article]:
    """The articles that wait for a decision of one of these kinds."""
    doubt = Q()
    for kind in kinds:
        doubt |= Q(pk__in=doubtful_articles(kind).order_by().values("pk"))
    return Article.objects.filter(doubt)


def accepted_value(article: Article, kind: str) -> str:
    """What a rule about the article accepts: another value is another doubt."""
    if kind == Kind.TITLE:
        return article.generated_title
    return (article.published_value or "") if kind == Kind.INFERRED_DATE else ""


def doubts_settle(pks: Iterable[int]) -> None:
    """Note which rules settle the doubts about these articles (primary keys), which were written just now."""
    rules = list(Rule.objects.active().filter(kind__in=DOUBTS))
    wanted = list(pks) if rules else []
    for start in range(0, len(wanted), MAX_PARAMETERS):
        for kind in {rule.kind for rule in rules}:
            rows = Article.objects.articles().filter(DOUBTS[kind], pk__in=wanted[start : start + MAX_PARAMETERS])
            _settle(rows, [rule for rule in rules if rule.kind == kind], wanted[start : start + MAX_PARAMETERS])


def doubts_settle_by(rule: Rule) -> None:
    """Note which doubts about stored articles a new rule settles."""
    rows = Article.objects.articles().filter(DOUBTS[rule.kind])
    if rule.article_key:
        key = rule.article_key
        is_own = Q(import_key=None, key=key.removeprefix("article:")) if key.startswith("article:") else Q(pk__in=())
        rows = rows.filter(Q(import_key=key) | is_own)
    elif rule.text:
        rows = rows.filter(url__icontains=rule.text)
    else:
        rows = rows.filter(source=rule.source_id)
    _settle(rows, [rule])


def _settle(rows: QuerySet[Article], rules: list[Rule], read: list[int] | None = None) -> None:
    """Note for each rule its articles among these; where all were `read`, forget those that are no longer its own."""
    by_article, by_source, by_site = defaultdict(list), defaultdict(list), defaultdict(list)
    for rule in rules:
        if rule.article_key:
            by_article[rule.article_key].append(rule)
        elif rule.text:
            by_site[rule.text].append(rule)
        else:
            by_source[rule.source_id].append(rule)
    through = Rule.articles.through
    found = []
    shown = ("key", "import_key", "source", "title", "generated_title", "published_on", "published_precision", "url")
    for article in rows.only(*shown).iterator(chunk_size=MAX_PARAMETERS):
        own = [
            rule
            for rule in by_article.get(article.stored_key, ())
            if rule.text in ("", accepted_value(article, rule.kind))
        ]
        of_source = by_source.get(article.source_id, []) if article.source_id else []
        of_site = by_site.get(host_of(article.url), []) if by_site else []
        found += [through(rule_id=rule.pk, article_id=article.pk) for rule in (*own, *of_source, *of_site)]
    if read is not None:
        kept = {(row.rule_id, row.article_id) for row in found}
        known = {rule.pk for rule in rules}  # of one kind: there may be more than a query takes parameters
        stale = through.objects.filter(article__in=read, rule__kind=rules[0].kind, rule__undone_at=None)
        pairs = stale.values_list("pk", "rule_id", "article_id")
        gone = [pk for pk, rule, article in pairs if rule in known and (rule, article) not in kept]
        through.objects.filter(pk__in=gone).delete()
    through.objects.bulk_create(found, ignore_conflicts=True, batch_size=MAX_PARAMETERS)
