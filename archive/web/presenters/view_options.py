"""The dials above the results: mode, match and sort, each position a link to the same search set that way."""

from dataclasses import dataclass

from archive.search.request import SearchRequest
from archive.web.query_string.build import changed, search_address


@dataclass(frozen=True)
class Position:
    label: str
    hint: str
    link: str
    selected: bool


@dataclass(frozen=True)
class Dial:
    name: str
    title: str
    positions: tuple[Position, ...]


_DIALS: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {
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
        },
    ),
}


def dials(request: SearchRequest) -> list[Dial]:
    """The dials that make a difference: without a query there is nothing to match, one word matches all or any alike."""
    words = len(request.q.split())
    names = [*(["mode"] if words else []), *(["match"] if words > 1 or request.match == "any" else []), "sort"]
    return [_dial(request, name, with_relevance=bool(words)) for name in names]


def _dial(request: SearchRequest, name: str, *, with_relevance: bool) -> Dial:
    title, choices = _DIALS[name]
    current = request.effective_sort if name == "sort" else getattr(request, name)
    positions = []
    for value, (label, hint) in choices.items():
        if value == "relevance" and not with_relevance and current != value:
            continue
        positions.append(Position(label, hint, search_address(_turned(request, name, value)), value == current))
    return Dial(name, title, tuple(positions))


def _turned(request: SearchRequest, name: str, value: str) -> SearchRequest:
    """The request with the dial at `value`; the sort that is the default anyway is left unsaid."""
    if name == "sort" and value == changed(request, sort=None).effective_sort:
        return changed(request, sort=None)
    return changed(request, **{name: value})
