"""Actions on the list of articles that change their state. Withdrawing and embargoing ask once more, for a reason or a time."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from archive.catalog.models import Article
from archive.catalog.services import articles_following
from archive.curation import services
from archive.curation.admin.article_forms import EmbargoForm, WithdrawalForm

CONFIRMED = "post"
"""As in Django's own pages of confirmation."""
MAX_SHOWN, MAX_NAMED = 50, 5
"""Articles that a page of confirmation lists, and that a message names."""
ASKED: dict[str, tuple[type[forms.Form], str, str]] = {
    Article.State.WITHDRAWN: (
        WithdrawalForm,
        "سحب مقالات",
        "لا يجد القراء المسحوب في صفحة ولا بحث ولا ملف، ويعود كله إن نُشر من جديد. هذا ما يُسحب:",
    ),
    Article.State.EMBARGOED: (
        EmbargoForm,
        "تأجيل مقالات إلى موعد",
        "لا يجد القراء المؤجَّل قبل موعده، وينشره الأرشيف من نفسه حين يحين. هذا ما يُؤجَّل:",
    ),
}
"""Form, title and sentence of the pages that ask."""


class ArticleStates(admin.ModelAdmin):
    """Publishing, withdrawing, embargoing and putting back to draft, many at once."""

    @admin.action(description="نشر المقالات المحددة", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._set_state(request, list(queryset), Article.State.PUBLISHED)

    @admin.action(description="سحب المقالات المحددة", permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        return self._ask(request, list(queryset), Article.State.WITHDRAWN)

    @admin.action(description="تأجيل المقالات المحددة إلى موعد", permissions=["change"])
    def embargo(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        return self._ask(request, list(queryset), Article.State.EMBARGOED)

    @admin.action(description="إعادة المقالات المحددة إلى المسودات", permissions=["change"])
    def put_back_to_draft(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._set_state(request, list(queryset), Article.State.DRAFT)

    def _ask(self, request: HttpRequest, articles: list[Article], state: Article.State) -> HttpResponse | None:
        """The page that asks; None after it was answered."""
        form_class, title, sentence = ASKED[state]
        is_answered = CONFIRMED in request.POST
        form = form_class(request.POST if is_answered else None)
        if is_answered and form.is_valid():
            self._set_state(request, articles, state, **form.cleaned_data)
            return None
        own = {CONFIRMED, "csrfmiddlewaretoken", *form.fields}
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "sentence": sentence,
            "opts": self.opts,
            "form": form,
            "articles": articles[:MAX_SHOWN],
            "more": max(0, len(articles) - MAX_SHOWN),
            "following": articles_following(pks=[article.pk for article in articles], state=state)[:MAX_SHOWN],
            "confirmed": CONFIRMED,
            "kept": [(name, value) for name, values in request.POST.lists() if name not in own for value in values],
        }
        return TemplateResponse(request, "admin/catalog/article/confirm_state.html", context)

    def _set_state(self, request: HttpRequest, articles: list[Article], state: Article.State, **decided: Any) -> None:
        following = articles_following(pks=[article.pk for article in articles], state=state)
        count = services.articles_set_state(articles=articles, state=state, user=request.user, **decided)
        messages.success(request, f"الحالة الآن «{state.label}» (عدد المقالات: {count}).")
        self.tell_following(request, following, state)

    def tell_following(self, request: HttpRequest, following: list[Article], state: str) -> None:
        """Name what was cut from the articles and went along."""
        if following:
            names = "، ".join(f"«{one.display_title}»" for one in following[:MAX_NAMED])
            more = f" وغيرها ({len(following) - MAX_NAMED})" if len(following) > MAX_NAMED else ""
            label = Article.State(state).label
            messages.info(request, f"وتبعها إلى «{label}» ما اقتُطع منها: {names}{more}.")
