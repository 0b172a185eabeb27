"""Keep in a dossier what a page offers: articles, passages of one, or items of another dossier.

The address says what: `id` (an article's key, repeatable), of a single article `passage` (`3:10:50`: paragraph from 1, start and
end of the marked characters; repeatable), or `of` (a dossier) with `item` (repeatable). A GET asks which dossier, a POST keeps.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from archive.catalog.models import Article
from archive.desk.models import MAX_NOTE_CHARS, MAX_TITLE_CHARS, Role
from archive.desk.selectors import ShownItem, dossier_for, dossier_summaries, live_items, shown_items
from archive.desk.services import Added, Place, RefusedError, articles_keep, items_copy, passages_keep
from archive.web.links import page_url
from archive.web.views.desk.dossier_access import SignedInRequest, dossier_view, whole_number

MAX_CHOSEN, MAX_PASSAGES, MAX_LISTED_PARAGRAPHS = 1_000, 20, 1_000
LAST_PAGE = 999_999
TOO_MANY = "اخترت أكثر من ألف مادة؛ أضفها على دفعات."
NOTHING = "لم تختر شيئًا بعد، أو لم يعد ما اخترته منشورًا. ضع علامة على ما تريده ثم أضفه."


@dataclass(frozen=True)
class Chosen:
    """What is to be kept. `passages` are of the only article; `items` are of the dossier `source`."""

    articles: list[Article]
    passages: list[Place]
    source: str
    items: list[ShownItem]

    def quotes(self) -> list[str]:
        """The texts of the passages, as the article prints them."""
        texts = (
            {paragraph.position: paragraph.text for paragraph in self.articles[0].paragraphs.all()}
            if self.passages
            else {}
        )
        return [texts.get(place.paragraph, "")[place.start : place.end] for place in self.passages]


@require_http_methods(["GET", "HEAD", "POST"])
@dossier_view
def dossier_add(request: SignedInRequest) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    chosen, error = _chosen(request, given), ""
    if not chosen.articles and not chosen.items:
        raise RefusedError(NOTHING)
    if request.method == "POST":
        try:
            return _kept(chosen, _keep(request, chosen))
        except RefusedError as refused:
            error = str(refused)
    context = {
        "chosen": chosen,
        "paragraphs": _paragraphs(chosen),
        "summaries": dossier_summaries(request.user, Role.EDITOR),
        "given": given,
        "error": error,
        "longest": MAX_TITLE_CHARS,
        "longest_note": MAX_NOTE_CHARS,
    }
    return render(request, "desk/dossier_add.html", context, status=400 if error else 200)


def _chosen(request: SignedInRequest, given: QueryDict) -> Chosen:
    keys = list(dict.fromkeys(filter(None, given.getlist("id"))))
    numbers = [whole_number(value) for value in given.getlist("item")]
    if len(keys) > MAX_CHOSEN or len(numbers) > MAX_CHOSEN:
        raise RefusedError(TOO_MANY)
    if source := given.get("of", ""):
        rows = live_items(dossier_for(request.user, source)).filter(pk__in=numbers)
        return Chosen([], [], source, [one for one in shown_items(rows) if one.article is not None])
    rows_by_key = {row.key: row for row in Article.objects.published().select_related("source").filter(key__in=keys)}
    articles = [rows_by_key[key] for key in keys if key in rows_by_key]
    passages = _passages(given) if len(articles) == 1 else []
    return Chosen(articles, passages, "", [])


def _passages(given: QueryDict) -> list[Place]:
    """Those marked; `paragraph` is one chosen whole, by its number."""
    marked = [value.split(":") for value in given.getlist("passage")[:MAX_PASSAGES]]
    if (number := whole_number(given.get("paragraph"))) > 0:
        marked = [[str(number), "0", str(999_999_999)]]
    places = [[whole_number(part, -1) for part in parts] for parts in marked if len(parts) == 3]
    return [Place(one - 1, start, end) for one, start, end in places if one > 0 and 0 <= start < end]


def _paragraphs(chosen: Chosen) -> list[tuple[int, str]]:
    """Number and text of the paragraphs that one may choose from, where there is one article."""
    if len(chosen.articles) != 1:
        return []
    rows = chosen.articles[0].paragraphs.order_by("position").values_list("position", "text")
    return [(position + 1, text) for position, text in rows[:MAX_LISTED_PARAGRAPHS]]


def _keep(request: SignedInRequest, chosen: Chosen) -> Added:
    user, key, title = request.user, request.POST.get("dossier", ""), request.POST.get("title", "")
    note = request.POST.get("note", "")
    if chosen.items:
        items = [one.item.pk for one in chosen.items]
        return items_copy(user=user, source=chosen.source, items=items, key=key, title=title, note=note)
    if chosen.passages:
        article, places = chosen.articles[0].key, chosen.passages
        return passages_keep(user=user, article=article, places=places, key=key, title=title, note=note)
    return articles_keep(user=user, articles=[one.key for one in chosen.articles], key=key, title=title, note=note)


def _kept(chosen: Chosen, added: Added) -> HttpResponse:
    """To the end of the dossier, where the new items are; with the way back to a single article."""
    told: dict[str, object] = {"page": LAST_PAGE, "added": added.new, "known": added.known}
    if len(chosen.articles) == 1:
        told["article"] = chosen.articles[0].key
    return redirect(f"{page_url('dossier', added.key)}?{urlencode(told)}#done")
