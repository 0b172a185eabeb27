"""Rules about what is printed: lines that name the source, sites of a source, text that recurs in a source.

`record_ruled` applies them to a record that was read; `site_settle` and `site_release` to stored articles, whose source a
curator or a record has not set.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from django.db import transaction

from archive.catalog.models import Article, form_key, source_name_key
from archive.catalog.services import outbox_add
from archive.ingest.models import Rule
from archive.ingest.record import ArticleRecord

Kind = Rule.Kind
TEXT_KINDS = (Kind.SOURCE_LINE, Kind.SITE, Kind.BOILERPLATE)
MAX_PARAMETERS = 500
_PROSE = ("lede", "paragraph")


def host_of(url: str) -> str:
    """The host of an address without `www.`; "" for none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@dataclass(frozen=True)
class RuleBook:
    """Names of sources by folded line, and by host; folded paragraphs that recur, by what the spellings of their source's name
    share."""

    lines: Mapping[str, str] = field(default_factory=dict)
    sites: Mapping[str, str] = field(default_factory=dict)
    boilerplate: Mapping[str, frozenset[str]] = field(default_factory=dict)


def rule_book() -> RuleBook:
    """The rules about printed text as they are now; one query."""
    rows = Rule.objects.active().filter(kind__in=TEXT_KINDS)
    lines: dict[str, str] = {}
    sites: dict[str, str] = {}
    boilerplate: dict[str, set[str]] = {}
    for kind, text, name, of_source in rows.values_list("kind", "text", "meant_source__name", "source__name_key"):
        if kind == Kind.SITE:
            sites[text] = name
        elif kind == Kind.SOURCE_LINE:
            lines[form_key(text)] = name
        elif of_source:
            boilerplate.setdefault(of_source, set()).add(form_key(text))
    return RuleBook(lines, sites, {source: frozenset(texts) for source, texts in boilerplate.items()})


def record_ruled(record: ArticleRecord, book: RuleBook, given_source: str = "") -> ArticleRecord:
    """The record as the rules have it: without lines that name its source, which it then has, and without what recurs in its
    source; a source that was printed with a label, or given for the import, stays. Never without any text."""
    source, paragraphs, line, left_out = record.source, record.paragraphs, record.source_line, record.left_out
    if book.lines:
        named = [book.lines.get(form_key(text)) for _, text in paragraphs]
        if any(named) and not all(named):
            place = next(place for place, name in enumerate(named) if name)
            source, line = source or named[place] or "", paragraphs[place][1]
            kept = [row for row, name in zip(paragraphs, named, strict=True) if not name]
            paragraphs = _with_lede(kept)
    if book.sites and not source and not given_source and record.url:
        source = book.sites.get(host_of(record.url), "")
    recurring = book.boilerplate.get(source_name_key(source or given_source), frozenset()) if book.boilerplate else ()
    left = [(role, text) for role, text in paragraphs if form_key(text) not in recurring] if recurring else []
    if left and len(left) < len(paragraphs):
        gone = tuple(text for _, text in paragraphs if form_key(text) in recurring)
        paragraphs, left_out = _with_lede(left), (*left_out, *gone)
    if (source, paragraphs) == (record.source, record.paragraphs):
        return record
    return replace(record, source=source, paragraphs=paragraphs, source_line=line, left_out=left_out)


def _with_lede(paragraphs: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The first prose is the lede, if the line that was taken out was."""
    if any(role == "lede" for role, _ in paragraphs):
        return tuple(paragraphs)
    first = next((place for place, (role, _) in enumerate(paragraphs) if role in _PROSE), None)
    return tuple(("lede", text) if place == first else (role, text) for place, (role, text) in enumerate(paragraphs))


def texts_note(written: Iterable[tuple[Article, ArticleRecord]]) -> None:
    """Note which rules about printed text were applied to articles that were written just now."""
    rules = Rule.objects.active().filter(kind__in=TEXT_KINDS)
    known = {(rule.kind, form_key(rule.text), rule.source_id): rule for rule in rules}
    through = Rule.articles.through
    found = []
    for article, record in written if known else ():
        line = known.get((Kind.SOURCE_LINE, form_key(record.source_line), None)) if record.source_line else None
        site = known.get((Kind.SITE, form_key(host_of(record.url)), None)) if record.url else None
        if site is not None and site.meant_source_id != article.source_id:
            site = None
        used = {rule.pk for rule in (line, site) if rule is not None}
        used |= {
            rule.pk
            for text in record.left_out
            if (rule := known.get((Kind.BOILERPLATE, form_key(text), article.source_id)))
        }
        found += [through(rule_id=pk, article_id=article.pk) for pk in used]
    through.objects.bulk_create(found, ignore_conflicts=True, batch_size=MAX_PARAMETERS)


def articles_of_site(host: str) -> list[int]:
    """Primary keys of the articles without a source whose address is of this host."""
    rows = Article.objects.filter(source=None, url__icontains=host).exclude(url="").values_list("pk", "url")
    return [pk for pk, url in rows if host_of(url) == host]


@transaction.atomic
def site_settle(rule: Rule) -> None:
    """Give the articles of a site their source."""
    _set_source(rule, articles_of_site(rule.text), None, rule.meant_source_id)


@transaction.atomic
def site_release(rule: Rule) -> None:
    """Take the source away again that this rule gave, where it is still the same and no curator set it."""
    _set_source(rule, rule.articles.values_list("pk", flat=True), rule.meant_source_id, None)


def _set_source(rule: Rule, pks: Iterable[int], before: int | None, after: int | None) -> None:
    wanted = sorted(pks)
    for start in range(0, len(wanted), MAX_PARAMETERS):
        rows = Article.objects.filter(pk__in=wanted[start : start + MAX_PARAMETERS], source=before)
        found = [pk for pk, curated in rows.values_list("pk", "curated_fields") if "source" not in curated]
        Article.objects.filter(pk__in=found).update(source=after)
        outbox_add(found, is_bulk=True)
        if after is not None:
            rule.articles.add(*found)
