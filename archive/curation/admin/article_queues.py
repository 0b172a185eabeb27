"""The queues of articles without a headline, without a certain date, and with odd text."""

import re
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html

from archive.catalog.models import Article
from archive.chronology.models import DateMention
from archive.chronology.services import check_value
from archive.curation.admin.article_queue import ArticleQueue, address_of, opening_passage, seen_article
from archive.curation.admin.decision_queue import Choice, DecisionRefusedError, Done, Row
from archive.curation.article_changes import SET_BY_CURATOR
from archive.curation.group_decisions import GroupChangedError
from archive.curation.import_sentences import in_arabic
from archive.ingest.models import Rule

Kind = Rule.Kind
LEFT_TO_RIGHT, END = "\u2066", "\u2069"
PRECISIONS = {4: "year", 7: "month", 10: "day"}
_QUOTED = re.compile("«([^«»]+)»")
MAX_OTHERS = 2
MAX_TITLE_CHARS = 1000


class TitleQueue(ArticleQueue):
    """Articles that were printed without a headline, or whose headline was lost."""

    slug, kinds = "titles", (Kind.TITLE,)
    title = "مقالات بلا عنوان مطبوع"
    accept_label, answer_label = "يُقبل العنوان المولَّد", "العنوان المولَّد:"

    def row(self, article: Article, texts: Sequence[str], remember: str) -> Row:
        return Row(
            key=str(article.pk), seen=seen_article(article), form=article.generated_title, kind="", answer="", note="",
            articles=1, spans=0, evidence=[opening_passage(article, texts)], places=address_of(article),
            accept=self.accept_label, refuse="", remember=remember,
        )  # fmt: skip

    def settle(self, request: HttpRequest, article: Article, chosen: Choice) -> Done:
        if chosen.decision == "accept":
            return self.accepted(request, article, Kind.TITLE, chosen, "قُبل العنوان المولَّد")
        title = " ".join(chosen.value.split())
        if chosen.decision != "change" or not title:
            raise DecisionRefusedError("اكتب العنوان أولًا.")
        if len(title) > MAX_TITLE_CHARS:
            raise DecisionRefusedError("العنوان أطول مما يُحفظ.")
        return self.changed(request, article, {"title": title}, title)

    def change_field(self, place: int) -> str:
        return format_html(
            '<input class="queue__wide" name="value-{}" dir="auto" maxlength="1000" aria-label="العنوان الصحيح">', place
        )


class PublicationDateQueue(ArticleQueue):
    """Articles without a date, or with one that was inferred."""

    slug, kinds = "dates", (Kind.INFERRED_DATE, Kind.UNKNOWN_DATE)
    title = "تواريخ نشر مجهولة أو مستنتجة"
    accept_label, refuse_label, answer_label = "يُقبل التاريخ", "يبقى مجهولًا", "التاريخ المستنتج:"

    def row(self, article: Article, texts: Sequence[str], remember: str) -> Row:
        inferred = article.published_value or ""
        quoted = _QUOTED.findall(article.published_evidence)
        note = article.published_evidence
        if not inferred and article.not_before:
            note = f"لم يُنشر قبل {isolated(article.not_before.isoformat())}: {article.not_before_evidence}"
        return Row(
            key=str(article.pk), seen=seen_article(article), form=article.display_title,
            kind="مستنتج" if inferred else "بلا تاريخ", answer=inferred, note=note, articles=1, spans=0,
            evidence=[opening_passage(article, texts, next((one for one in quoted if any(one in t for t in texts)), ""))],
            others=[] if inferred else _stated_days(article), places=address_of(article),
            accept=self.accept_label if inferred else "", remember=remember,
        )  # fmt: skip

    def settle(self, request: HttpRequest, article: Article, chosen: Choice) -> Done:
        if chosen.decision == "accept":
            if article.published_on is None:
                raise DecisionRefusedError("لا تاريخ مستنتجًا له؛ اكتب تاريخًا، أو دعه مجهولًا.")
            return self.accepted(request, article, Kind.INFERRED_DATE, chosen, f"قُبل {article.published_value}")
        if chosen.decision == "refuse":
            return self._unknown(request, article, chosen)
        value = chosen.value.strip()
        try:
            first, _ = check_value(value)
        except ValueError as error:
            raise DecisionRefusedError("ليس هذا تاريخًا؛ اكتبه هكذا: 2024-06-20 أو 2024-06 أو 2024.") from error
        values = _date_columns(first, PRECISIONS[len(value)], Article.Basis.STATED, SET_BY_CURATOR)
        return self.changed(request, article, values, value)

    def _unknown(self, request: HttpRequest, article: Article, chosen: Choice) -> Done:
        """Nobody can say when; an inferred date is taken away."""
        if article.published_on is None:
            return self.accepted(request, article, Kind.UNKNOWN_DATE, chosen, self.refuse_label)
        done = self.changed(request, article, _date_columns(None, "", "", ""), self.refuse_label)
        article.refresh_from_db()
        return Done(done.label, done.token | self.accepted(request, article, Kind.UNKNOWN_DATE, chosen, "").token)

    def change_field(self, place: int) -> str:
        return format_html(
            '<input name="value-{}" dir="ltr" maxlength="10" placeholder="2024-06-20" aria-label="تاريخ النشر الصحيح">',
            place,
        )


class OddTextQueue(ArticleQueue):
    """Text that was damaged and mended, or is in another language than Arabic."""

    slug, kinds = "texts", (Kind.TEXT,)
    title = "نصوص غير مألوفة"
    accept_label, refuse_label = "يبقى كما هو", "إلى المسودات"
    answer_label = ""

    def row(self, article: Article, texts: Sequence[str], remember: str) -> Row:
        notes = article.raw_document.notes if article.raw_document else []
        damage = [note for note in notes if "mended: " in note or "damaged: " in note]
        foreign = article.language not in ("", "ar")
        return Row(
            key=str(article.pk), seen=seen_article(article), form=article.display_title,
            kind=f"لغته {article.language}" if foreign else "أُصلح عند القراءة", answer="",
            note=" · ".join(in_arabic(note.partition(": ")[2] or note) for note in damage[:2]), articles=1, spans=0,
            evidence=[opening_passage(article, texts)], places=address_of(article), accept=self.accept_label,
            refuse="" if article.state == Article.State.DRAFT else None, remember=remember, can_change=False,
        )  # fmt: skip

    def settle(self, request: HttpRequest, article: Article, chosen: Choice) -> Done:
        if chosen.decision == "accept":
            return self.accepted(request, article, Kind.TEXT, chosen, self.accept_label)
        if chosen.decision != "refuse" or article.state == Article.State.DRAFT:
            raise GroupChangedError
        done = self.changed(request, article, {"state": Article.State.DRAFT}, self.refuse_label)
        article.refresh_from_db()
        return Done(done.label, done.token | self.accepted(request, article, Kind.TEXT, chosen, "").token)


def isolated(value: str) -> str:
    """Digits with hyphens keep their order in an Arabic line."""
    return f"{LEFT_TO_RIGHT}{value}{END}"


def _date_columns(first: Any, precision: str, basis: str, evidence: str) -> dict[str, Any]:
    return {
        "published_on": first,
        "published_precision": precision,
        "published_basis": basis,
        "published_evidence": evidence,
    }


def _stated_days(article: Article) -> list[tuple[str, str]]:
    """Days printed with their year in the headline or the first paragraph: perhaps that of the news."""
    days = article.dates.filter(basis=DateMention.Basis.STATED, precision="day", end_value="", paragraph__lte=0)
    values = dict.fromkeys(
        days.exclude(decision="refused").order_by("paragraph", "start").values_list("value", flat=True)
    )
    return [(value, value) for value in values][:MAX_OTHERS]
