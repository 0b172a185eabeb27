"""The parameters of pages, feed, files and JSON API: one table for the parser, the OpenAPI document and the page `/api/`.

PARAMETERS are those of a search; the tables of the other addresses are made of them.
"""

from dataclasses import replace

from archive.search import KEYED_FACETS
from archive.web.query_string.parameter import Parameter, Shape

__all__ = [
    "BY_NAME",
    "COMPARE_PARAMETERS",
    "EXPORT_PARAMETERS",
    "NETWORK_PARAMETERS",
    "PARAMETERS",
    "QUOTES_PARAMETERS",
    "STORIES_PARAMETERS",
    "STORY_COMPARE_PARAMETERS",
    "SUGGEST_PARAMETERS",
    "TIMELINE_PARAMETERS",
    "Parameter",
    "Shape",
]

MAX_PAGE = 1_000_000
MAX_COMPARED = 4
"""Queries on one chart."""
MAX_PER_PAGE = 100
ENTRIES_PER_PAGE = 50
"""Entries on a page of a timeline unless it says otherwise."""
MAX_KEYS = 50
"""Values of one facet parameter per request."""
MAX_ALL_KEYS = 100
"""Values of all facet parameters of a request together: a page shows each with a link that repeats the others."""
MAX_KEY_LENGTH = 300
MAX_IDS = 1_000
"""Articles that one export chooses by name."""
MAX_QUERY_LENGTH = 5_000
"""Characters of `q`. Longer than any question, short enough to parse in bounded time."""
MAX_TYPED_LENGTH = 200
"""Characters of what is completed; longer queries are no beginnings."""
MAX_CURSOR_LENGTH = 400
MAX_ADDRESS_LENGTH = 8_000
"""Characters of the canonical query string (six for an Arabic letter) of a page that repeats it in its links."""
MAX_FACETED_LENGTH = 2_000
"""Characters of it up to which a page of results has facets and a chart, with some 400 links."""

IGNORED_PREFIXES = ("utm_",)
IGNORED = frozenset({"fbclid", "gclid"})
"""Tracking parameters that other sites add to links."""

_FACETS = {
    "person": ("keys of persons mentioned", "مفاتيح أشخاص يُذكرون"),
    "place": ("keys of places mentioned", "مفاتيح أماكن تُذكر"),
    "organization": ("keys of organizations mentioned", "مفاتيح جهات تُذكر"),
    "source": ("keys of sources", "مفاتيح مصادر"),
    "agency": ("wire agencies, by name", "وكالات بأسمائها"),
    "section": ("sections, by name", "أقسام بأسمائها"),
    "tag": ("tags, by name", "وسوم بأسمائها"),
    "speaker": ("keys of persons and organizations that are quoted", "مفاتيح من تُنقل أقوالهم"),
    "language": ("languages (BCP 47; `ar` includes `ar-EG`)", "لغات برموزها (BCP 47، و«ar» يشمل «ar-EG»)"),
}


def _keys(name: str, meaning: str, arabic: str) -> Parameter:
    return Parameter(name, "keys", meaning, arabic=arabic, max_length=MAX_KEY_LENGTH, max_values=MAX_KEYS)


PARAMETERS: tuple[Parameter, ...] = (
    Parameter(
        "q",
        "text",
        "The query, in the archive's query language.",
        arabic="عبارة البحث بلغة البحث كلها.",
        max_length=MAX_QUERY_LENGTH,
    ),
    Parameter(
        "mode",
        "choice",
        "How closely words must match.",
        ("exact", "spelling", "wide"),
        "wide",
        arabic="دقة المطابقة: حرفي أو إملائي أو موسّع.",
    ),
    Parameter(
        "match",
        "choice",
        "Whether all words must occur, or any.",
        ("all", "any"),
        "all",
        arabic="أن ترد الكلمات كلها، أو أيٌّ منها.",
    ),
    Parameter(
        "variants",
        "flag",
        "Whether names are expanded by their variants.",
        ("0", "1"),
        "1",
        arabic="أن يشمل البحث صيغ الأسماء الأخرى.",
    ),
    *(
        _keys(
            name,
            f"Only with one of these {_FACETS[name][0]}. Repeatable: OR within, AND between.",
            f"ما فيه أحدها: {_FACETS[name][1]}. تتكرر؛ فتكفي إحدى قيمها، وتجتمع مع غيرها من القيود.",
        )
        for name in KEYED_FACETS
    ),
    *(
        _keys(
            f"not_{name}",
            f"Without any of these {_FACETS[name][0]}. Repeatable.",
            f"ما ليس فيه أيٌّ منها: {_FACETS[name][1]}. تتكرر.",
        )
        for name in KEYED_FACETS
    ),
    Parameter(
        "names",
        "keys",
        "Mentions all of these persons, places and organizations, by their keys. Repeatable: AND.",
        arabic="يذكر هؤلاء الأشخاص والأماكن والجهات جميعًا، بمفاتيحهم. تتكرر.",
        max_length=MAX_KEY_LENGTH,
        max_values=MAX_KEYS,
    ),
    Parameter(
        "from",
        "first_day",
        "Published on or after: YYYY, YYYY-MM or YYYY-MM-DD.",
        arabic="نُشر في هذا اليوم أو بعده: سنة أو شهر أو يوم.",
    ),
    Parameter(
        "to",
        "last_day",
        "Published on or before (the whole year or month is included).",
        arabic="نُشر في هذا اليوم أو قبله، والسنة والشهر إلى آخرهما.",
    ),
    Parameter(
        "mentions_from",
        "first_day",
        "Mentions a date that lies wholly on or after.",
        arabic="يذكر تاريخًا يقع كله في هذا اليوم أو بعده.",
    ),
    Parameter(
        "mentions_to",
        "last_day",
        "Mentions a date that lies wholly on or before; a year is not found by its months.",
        arabic="يذكر تاريخًا يقع كله في هذا اليوم أو قبله؛ ولا تُوجد السنة بشهورها.",
    ),
    Parameter(
        "added_from",
        "moment",
        "Added to the archive at this time or later: YYYY-MM-DD or an ISO time; without an offset, in the archive's time zone.",
        arabic="أُضيف إلى الأرشيف في هذا اليوم أو الوقت أو بعده؛ وما لا فارق توقيت فيه فبتوقيت الأرشيف.",
    ),
    Parameter(
        "undated",
        "choice",
        "Only undated articles, or none of them.",
        ("only", "exclude"),
        arabic="ما لا تاريخ له وحده، أو ما عداه.",
    ),
    Parameter(
        "kind",
        "choice",
        "Articles, cards of related stories, or both.",
        ("article", "stub", "all"),
        "article",
        arabic="المقالات، أو بطاقات الأخبار المرتبطة، أو كلتاهما.",
    ),
    Parameter(
        "sort",
        "choice",
        "Order of the results; by default relevance with a query, newest without. `added`: by accession, the latest first.",
        ("relevance", "newest", "oldest", "added"),
        arabic="الترتيب: الأوثق صلة (وهو المعتاد مع عبارة)، أو الأحدث (وهو المعتاد دونها)، أو الأقدم، أو أحدث ما أُضيف.",
    ),
    Parameter(
        "group",
        "choice",
        "`versions`: near-identical texts are one result, by default in searches; `story`: all articles found that tell one "
        "event are one; `none`: each article is one, by default in feed, timeline and files.",
        ("versions", "story", "none"),
        arabic="نسخ النص الواحد نتيجة واحدة (وهو المعتاد في البحث)، أو ما رُوي من خبر واحد نتيجة، أو كل مقال نتيجة "
        "(وهو المعتاد في الخلاصة والخط الزمني والملفات).",
    ),
    Parameter(
        "explain",
        "flag",
        "Whether each result says why it matched.",
        ("0", "1"),
        "0",
        arabic="أن تقول كل نتيجة لمَ وُجدت.",
    ),
    Parameter(
        "compare",
        "text",
        "Another query, charted together with this one; it does not filter.",
        arabic="عبارة أخرى تُعدّ مع هذه بالسنين والشهور، ولا تقيّد النتائج.",
        max_length=MAX_QUERY_LENGTH,
    ),
    Parameter("page", "number", "Page of results, from 1.", default="1", arabic="رقم الصفحة، من 1.", maximum=MAX_PAGE),
    Parameter(
        "per_page",
        "number",
        f"Results on a page, {MAX_PER_PAGE} at most.",
        default="10",
        arabic=f"نتائج الصفحة، وأكثرها {MAX_PER_PAGE}.",
        maximum=MAX_PER_PAGE,
    ),
    Parameter(
        "cursor",
        "cursor",
        "Go on where an answer to the same search ended: its `next`. Not with `page`.",
        arabic="قيمة «next» من جواب سابق للبحث نفسه، ليستأنف من حيث انتهى. لا تجتمع مع «page».",
        max_length=MAX_CURSOR_LENGTH,
    ),
)
BY_NAME: dict[str, Parameter] = {parameter.name: parameter for parameter in PARAMETERS}

TIMELINE_PARAMETERS: tuple[Parameter, ...] = (
    *(parameter for parameter in PARAMETERS if parameter.name not in ("per_page", "cursor")),
    replace(
        BY_NAME["per_page"],
        meaning=f"Entries on a page, {MAX_PER_PAGE} at most.",
        default=str(ENTRIES_PER_PAGE),
        arabic=f"جمل الصفحة، وأكثرها {MAX_PER_PAGE}.",
    ),
    Parameter(
        "sentences",
        "choice",
        "Only sentences that contain a word of the query, or all dated sentences of the articles.",
        ("matching", "all"),
        "matching",
        arabic="الجمل التي فيها كلمة من العبارة، أو كل جملة مؤرخة في المقالات.",
    ),
)
_OF_QUOTATIONS = {
    "speaker": ("Only what one of these said, by their keys. Repeatable.", "ما قاله أحد هؤلاء، بمفاتيحهم. تتكرر."),
    "not_speaker": (
        "Without what any of these said, by their keys. Repeatable.",
        "ما عدا ما قاله أيٌّ من هؤلاء، بمفاتيحهم. تتكرر.",
    ),
}
QUOTES_PARAMETERS: tuple[Parameter, ...] = (
    *(
        _keys(parameter.name, *_OF_QUOTATIONS[parameter.name]) if parameter.name in _OF_QUOTATIONS else parameter
        for parameter in PARAMETERS
        if parameter.name not in ("sort", "group")
    ),
    replace(
        BY_NAME["sort"],
        meaning="Order of the articles; by default the newest first.",
        default="newest",
        arabic="ترتيب المقالات، والمعتاد أحدثها أولًا.",
    ),
    replace(
        BY_NAME["group"],
        meaning="`versions`: what was said once and printed in many articles is one result; `none`: each printing is one.",
        choices=("versions", "none"),
        default="versions",
        arabic="القول الواحد المنشور في مقالات نتيجة واحدة، أو كل موضع نُشر فيه نتيجة.",
    ),
    _keys(
        "about",
        "Only what others said and named one of these in it, by their keys. Repeatable.",
        "ما سمّى فيه قائلُه أحد هؤلاء، بمفاتيحهم، من قول غيرهم. تتكرر.",
    ),
    Parameter(
        "words",
        "choice",
        "Where a word of the query stands: in the paragraph that prints the quotation, within what is said, or anywhere in "
        "the article.",
        ("paragraph", "said", "article"),
        "paragraph",
        arabic="أين ترد كلمة من العبارة: في الفقرة التي فيها القول، أو داخل القول نفسه، أو في أي موضع من المقال.",
    ),
)
EXPORT_PARAMETERS: tuple[Parameter, ...] = (
    *PARAMETERS,
    Parameter(
        "id",
        "keys",
        "Only these articles of the search. Repeatable; given without any, it is refused.",
        arabic="هذه المقالات وحدها مما يجده البحث. تتكرر؛ وإن جاءت خالية لم يُصدَّر شيء.",
        max_length=MAX_KEY_LENGTH,
        max_values=MAX_IDS,
    ),
)
SUGGEST_PARAMETERS: tuple[Parameter, ...] = (
    Parameter(
        "q",
        "text",
        "What was typed so far.",
        arabic="ما كُتب حتى الآن.",
        max_length=MAX_TYPED_LENGTH,
    ),
)
STORIES_PARAMETERS: tuple[Parameter, ...] = (
    Parameter("from", "first_day", "Only stories of this day or later ones.", arabic="قصص هذا اليوم وما بعده."),
    Parameter("to", "last_day", "Only stories of this day or earlier ones.", arabic="قصص هذا اليوم وما قبله."),
    Parameter("page", "number", "Page of stories, from 1.", default="1", arabic="رقم الصفحة، من 1.", maximum=MAX_PAGE),
)
STORY_COMPARE_PARAMETERS: tuple[Parameter, ...] = (
    Parameter("with", "text", "Key of another story.", arabic="مفتاح قصة أخرى.", max_length=MAX_KEY_LENGTH),
    Parameter(
        "left",
        "text",
        "Key of a source that tells the story; with `right`.",
        arabic="مفتاح مصدر يروي القصة، مع «right».",
        max_length=MAX_KEY_LENGTH,
    ),
    Parameter(
        "right",
        "text",
        "Key of another source that tells it; with `left`.",
        arabic="مفتاح مصدر آخر يرويها، مع «left».",
        max_length=MAX_KEY_LENGTH,
    ),
)
OF_PAGES = ("page", "per_page", "cursor", "compare", "explain")
"""Parameters that say which results are shown, and how."""
COMPARE_PARAMETERS: tuple[Parameter, ...] = (
    Parameter(
        "q",
        "keys",
        "Two to four queries. Repeated.",
        arabic="عبارتان إلى أربع. تتكرر.",
        max_length=MAX_QUERY_LENGTH,
        max_values=MAX_COMPARED,
    ),
    *(parameter for parameter in PARAMETERS if parameter.name not in ("q", *OF_PAGES)),
    Parameter(
        "measure",
        "choice",
        "What the chart shows: articles, or their share of all articles. Answers have both.",
        ("counts", "share"),
        "counts",
        arabic="ما يُرسم: عدد المقالات أو نسبتها من الأرشيف. وفي الجواب كلاهما.",
    ),
    Parameter(
        "by",
        "choice",
        "Length of the periods; by default what suits the time found.",
        ("year", "month"),
        arabic="طول المدة: سنة أو شهر؛ والمعتاد ما يناسب زمن النتائج.",
    ),
)
NETWORK_PARAMETERS: tuple[Parameter, ...] = (
    *(parameter for parameter in PARAMETERS if parameter.name not in OF_PAGES),
    Parameter(
        "kinds",
        "keys",
        "Kinds of names: `person`, `place`, `organization`; by default all. Repeatable.",
        arabic="أنواع الأسماء: person وplace وorganization؛ والمعتاد كلها. تتكرر.",
        max_length=20,
        max_values=3,
    ),
)
