"""The queue of articles without a source: one decision for all of a site, else one for each.

What is known of a site becomes a rule: «ما يأتي من example.com فهو لصحيفة كذا». A line of the text that is the name of a source
is the likely answer, and, remembered, a rule about the line.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from archive.catalog.models import Article, Paragraph, Source
from archive.curation.admin.article_queue import ArticleQueue, address_of, opening_passage, seen_article
from archive.curation.admin.curated import KeySelect, is_key
from archive.curation.admin.decision_queue import ROWS_PER_PAGE, Choice, DecisionRefusedError, Done, Row, Waiting
from archive.curation.group_decisions import GroupChangedError
from archive.curation.rule_decisions import rule_make
from archive.ingest.models import Rule
from archive.ingest.rule_services import host_of
from archive.text import label_key

SOURCE_FIELD = Article._meta.get_field("source")
MAX_LINE_CHARS = 60
SITE = "site:"
SHOWN_OF_A_SITE = 3


@dataclass(frozen=True)
class _Group:
    """Articles (primary keys, newest first) of one site, or one article; how many readers see."""

    key: str
    pks: tuple[int, ...]
    public: int


class PublisherQueue(ArticleQueue):
    slug, kinds = "publishers", (Rule.Kind.UNKNOWN_SOURCE,)
    title = "مقالات لا يُعرف مصدرها"
    refuse_label, left_label = "يبقى مجهولًا", "في مقالات عددها"

    def waiting(self, request: HttpRequest, skipped: frozenset[str]) -> Waiting:
        groups = self._groups(request)
        left = [group for group in groups if group.key not in skipped]
        chosen = left[:ROWS_PER_PAGE]
        wanted = [pk for group in chosen for pk in group.pks[:SHOWN_OF_A_SITE]]
        articles = Article.objects.select_related("source", "parent__source").in_bulk(wanted)
        texts = self._texts(wanted)
        known = _known_sources()
        rows = [self._row(group, articles, texts, known) for group in chosen]
        return Waiting(rows, len(groups), sum(len(group.pks) for group in groups), len(groups) - len(left))

    def decide(self, request: HttpRequest, chosen: Choice) -> Done:
        group = next((one for one in self._groups(request) if one.key == chosen.key), None)
        if group is None or self._seen(group) != chosen.seen:
            raise GroupChangedError
        source = None if chosen.decision == "refuse" else self._source(group, chosen)
        if group.key.startswith(SITE):
            return self._decide_site(request, group, source)
        article = Article.objects.get(pk=group.pks[0])
        if source is None:
            return self.accepted(request, article, Rule.Kind.UNKNOWN_SOURCE, chosen, self.refuse_label)
        line = (
            _printed_source(self._texts([article.pk])[article.pk], _known_sources())
            if chosen.remember and chosen.decision == "accept"
            else None
        )
        done = self.changed(request, article, {"source_id": source.pk}, source.name)
        if line is None:
            return done
        rule = rule_make(user=request.user, kind=Rule.Kind.SOURCE_LINE, text=line[0], meant_source=source)
        return Done(done.label, done.token | {"rules": [rule.pk]})

    def _decide_site(self, request: HttpRequest, group: _Group, source: Source | None) -> Done:
        host = group.key.removeprefix(SITE)
        kind = Rule.Kind.UNKNOWN_SOURCE if source is None else Rule.Kind.SITE
        rule = rule_make(user=request.user, kind=kind, text=host, meant_source=source)
        return Done(f"{host}: {source or self.refuse_label} (المقالات: {len(group.pks)})", {"rules": [rule.pk]})

    def _groups(self, request: HttpRequest) -> list[_Group]:
        """What most articles share comes first, and of equals what readers see."""
        found: dict[str, list[tuple[int, bool]]] = {}
        rows = self.doubtful(request).order_by("-pk").values_list("pk", "url", "state")
        for pk, url, state in rows:
            host = host_of(url) if url else ""
            found.setdefault(f"{SITE}{host}" if host else str(pk), []).append((pk, state == Article.State.PUBLISHED))
        groups = [
            _Group(key, tuple(pk for pk, _ in members), sum(is_public for _, is_public in members))
            for key, members in found.items()
        ]
        return sorted(groups, key=lambda one: (-len(one.pks), -one.public, -one.pks[0]))

    def _row(
        self,
        group: _Group,
        articles: dict[int, Article],
        texts: dict[int, list[str]],
        known: dict[str, Source],
    ) -> Row:
        shown = [articles[pk] for pk in group.pks[:SHOWN_OF_A_SITE] if pk in articles]
        likely, note, line = self._likely(group, shown, texts, known)
        is_site = group.key.startswith(SITE)
        return Row(
            key=group.key, seen=self._seen(group), form=group.key.removeprefix(SITE) if is_site else shown[0].display_title,
            kind="موقع" if is_site else "", answer=likely.name if likely else "", note=note, articles=len(group.pks), spans=0,
            evidence=[opening_passage(one, texts[one.pk], line) for one in shown],
            places="" if is_site else address_of(shown[0]), accept="نعم، هو" if likely else "",
            remember=f"لكل ما يأتي وفيه السطر «{line}»" if line else "",
        )  # fmt: skip

    def _source(self, group: _Group, chosen: Choice) -> Source:
        if chosen.decision == "change":
            source = Source.objects.filter(pk=chosen.value).first() if is_key(chosen.value) else None
            if source is None:
                raise DecisionRefusedError("اختر المصدر من القائمة أولًا.")
            return source
        if chosen.decision != "accept":
            raise GroupChangedError
        shown = list(Article.objects.select_related("parent__source").filter(pk__in=group.pks[:SHOWN_OF_A_SITE]))
        likely, _, _ = self._likely(group, shown, self._texts([one.pk for one in shown]), _known_sources())
        if likely is None:
            raise DecisionRefusedError("لا مصدر محتملًا له؛ اختر واحدًا، أو دعه مجهولًا.")
        return likely

    def _likely(
        self, group: _Group, shown: Sequence[Article], texts: dict[int, list[str]], known: dict[str, Source]
    ) -> tuple[Source | None, str, str]:
        """The likely source, why, and the printed line that names it."""
        if group.key.startswith(SITE):
            return _source_of_site(group.key.removeprefix(SITE)), "مصدر ما سبق من هذا الموقع", ""
        article = shown[0]
        if found := _printed_source(texts[article.pk], known):
            return found[1], "مطبوع في سطر وحده", found[0]
        if article.parent is not None and article.parent.source is not None:
            return article.parent.source, "مصدر ما اقتُطع منه", ""
        return None, "", ""

    def _seen(self, group: _Group) -> str:
        if group.key.startswith(SITE):
            return f"{len(group.pks)}:{max(group.pks)}"
        return seen_article(Article.objects.only("changed_at").get(pk=group.pks[0]))

    def _texts(self, pks: Sequence[int]) -> dict[int, list[str]]:
        """All paragraphs of a few articles: the line that names the source may be the last."""
        found: dict[int, list[str]] = {pk: [] for pk in pks}
        rows = Paragraph.objects.filter(article__in=pks).order_by("article_id", "position")
        for pk, text in rows.values_list("article_id", "text"):
            found[pk].append(text)
        return found

    def change_field(self, place: int) -> str:
        attrs = {"id": f"value-{place}", "aria-label": "مصدر آخر"}
        return str(self._choice().widget.render(f"value-{place}", None, attrs))

    @property
    def media(self) -> forms.Media:
        return self._choice().widget.media + super().media

    def _choice(self) -> forms.ModelChoiceField:
        return forms.ModelChoiceField(
            Source.objects.all(), widget=KeySelect(SOURCE_FIELD, admin.site, hint="هو… (ابحث باسم المصدر)")
        )


def _known_sources() -> dict[str, Source]:
    """By what the spellings of their names share."""
    return {source.name_key: source for source in Source.objects.all()}


def _printed_source(texts: Sequence[str], known: dict[str, Source]) -> tuple[str, Source] | None:
    """A short line that is the name of a known source."""
    short = [text for text in texts if len(text) <= MAX_LINE_CHARS]
    return next(((text, known[key]) for text in short if (key := label_key(text)) in known), None)


def _source_of_site(host: str) -> Source | None:
    """What the other articles of a site come from, else whose page it is."""
    others = Article.objects.filter(source__isnull=False, url__icontains=host).values_list("url", "source")
    found = Counter(source for url, source in others if host_of(url) == host)
    if found:
        return Source.objects.get(pk=found.most_common(1)[0][0])
    pages = Source.objects.exclude(homepage="").filter(homepage__icontains=host)
    return next((source for source in pages if host_of(source.homepage) == host), None)
