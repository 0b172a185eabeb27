"""View options above the results: mode, match, sort order and grouping, each choice a link to the same search with it."""

from dataclasses import dataclass

from archive.search import SearchRequest
from archive.web.query_string import search_url, with_changes


@dataclass(frozen=True)
class Option:
    label: str
    hint: str
    link: str
    selected: bool


@dataclass(frozen=True)
class OptionGroup:
    name: str
    title: str
    options: tuple[Option, ...]


_GROUPS: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {
    "mode": (
        "دقة المطابقة",
        {
            "exact": ("حرفي", "الكلمة كما كُتبت تمامًا، مع التفريق بين الهمزات والتاء المربوطة والهاء"),
            "spelling": ("إملائي", "الكلمة بصور إملائها المختلفة، ومعها حروف العطف والجر والتعريف"),
            "wide": ("موسّع", "الكلمة وتصريفاتها وجموعها وصيغ الأسماء"),
        },
    ),
    "match": (
        "كلمات البحث",
        {"all": ("كل الكلمات", "تَرِد كل الكلمات معًا"), "any": ("أيٌّ منها", "تكفي كلمة واحدة، ويتقدّم ما جمع أكثرها")},
    ),
    "sort": (
        "الترتيب",
        {
            "relevance": ("الأوثق صلة", "الأقرب إلى عبارة البحث أولًا"),
            "newest": ("الأحدث", "الأحدث نشرًا أولًا، وما لا تاريخ له في الآخر"),
            "oldest": ("الأقدم", "الأقدم نشرًا أولًا، وما لا تاريخ له في الآخر"),
            "added": ("أحدث إضافة", "آخر ما أُضيف إلى الأرشيف أولًا، متى نُشر"),
        },
    ),
    "group": (
        "التجميع",
        {
            "none": ("بلا تجميع", "كل مقال نتيجة بنفسه"),
            "versions": ("النسخ", "ما نشرته مصادر عدة من نصٍّ واحد نتيجةٌ واحدة"),
            "story": ("القصة", "ما روته المصادر من خبر واحد، كلٌّ بنصّه، نتيجةٌ واحدة"),
        },
    ),
}


def view_options(request: SearchRequest, *, has_several: bool = False) -> list[OptionGroup]:
    """Only the groups that matter: the mode needs a query, match=any needs two words, grouping needs several articles."""
    words = len(request.q.split())
    names = [*(["mode"] if words else []), *(["match"] if words > 1 or request.match == "any" else []), "sort"]
    names += ["group"] if request.group or has_several else []
    return [_group(request, name, with_relevance=bool(words)) for name in names]


def _group(request: SearchRequest, name: str, *, with_relevance: bool) -> OptionGroup:
    title, choices = _GROUPS[name]
    current = {"sort": request.effective_sort, "group": request.effective_group}.get(name) or getattr(request, name)
    options = []
    for value, (label, hint) in choices.items():
        if value == "relevance" and not with_relevance and current != value:
            continue
        options.append(Option(label, hint, search_url(_with_option(request, name, value)), value == current))
    return OptionGroup(name, title, tuple(options))


def _with_option(request: SearchRequest, name: str, value: str) -> SearchRequest:
    """The request with the option set; an order or grouping that equals the default is left out."""
    if name == "group" and value == request.default_group:
        return with_changes(request, group=None)
    if name == "sort" and value == with_changes(request, sort=None).effective_sort:
        return with_changes(request, sort=None)
    return with_changes(request, **{name: value})
