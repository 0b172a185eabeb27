"""The addresses of the JSON API: what each takes and answers, and what it is for.

The views parse with the same tables of parameters and build the same types; the OpenAPI document, the page `/api/` and the tests
read this table. A new endpoint is one entry here, with its view in `urls`.
"""

from dataclasses import dataclass
from urllib.parse import unquote

from archive.web.interface import answers, comparison_answers
from archive.web.links import page_url
from archive.web.query_string.outlet_parameters import OUTLET_API_PARAMETERS
from archive.web.query_string.parameters import (
    COMPARE_PARAMETERS,
    NETWORK_PARAMETERS,
    PARAMETERS,
    QUOTES_PARAMETERS,
    STORIES_PARAMETERS,
    STORY_COMPARE_PARAMETERS,
    SUGGEST_PARAMETERS,
    TIMELINE_PARAMETERS,
    Parameter,
)


@dataclass(frozen=True)
class Endpoint:
    """`view` is its name in `urls`; `answer` a TypedDict of `answers`. `path_key` names what the key in the address is of."""

    name: str
    view: str
    answer: type
    summary: str
    arabic: str
    parameters: tuple[Parameter, ...] = ()
    path_key: str = ""
    arabic_key: str = ""
    uses_search: bool = True
    """Whether it answers 503 while the search engine is unavailable."""
    example: str = ""
    """A query string that shows it."""

    @property
    def path(self) -> str:
        """Its address, with `{key}` for a key."""
        return unquote(page_url(self.view, "{key}")) if self.path_key else page_url(self.view)


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        "search",
        "api-search",
        answers.ResultPage,
        "Search the archive",
        "يبحث في الأرشيف، ويعيد صفحة من النتائج وقوائم تصفيتها.",
        PARAMETERS,
        example="q=زلزال&from=2023",
    ),
    Endpoint(
        "timeline",
        "api-timeline",
        answers.Timeline,
        "The dated sentences of the articles found, by the dates they mention",
        "يعيد جمل المقالات المؤرخة، مرتبة بالتواريخ التي تذكرها.",
        TIMELINE_PARAMETERS,
        example="q=زلزال&per_page=5",
    ),
    Endpoint(
        "quotes",
        "api-quotes",
        answers.QuotesPage,
        "Who said what in the articles found, each utterance once with all that print it",
        "من قال ماذا في مقالات البحث: كل قول مرة، ومعه من نشره.",
        QUOTES_PARAMETERS,
        example="q=زلزال&per_page=5",
    ),
    Endpoint(
        "compare",
        "api-compare",
        answers.Comparison,
        "How many articles two to four queries find over time",
        "يعدّ ما تجده عبارتان إلى أربع في كل مدة، ونسبته من الأرشيف.",
        COMPARE_PARAMETERS,
        example="q=زلزال&q=نوبل",
    ),
    Endpoint(
        "network",
        "api-network",
        answers.Network,
        "Names that the articles found mention together",
        "الأسماء التي تذكرها مقالات البحث معًا، وقوة صلتها.",
        NETWORK_PARAMETERS,
        example="q=القمة",
    ),
    Endpoint(
        "outlets",
        "api-outlets",
        comparison_answers.Outlets,
        "What each of two sources says more than the other in the articles that a search finds",
        "ما يقوله كل مصدر من اثنين أكثر من الآخر في مقالات البحث.",
        OUTLET_API_PARAMETERS,
    ),
    Endpoint(
        "suggest",
        "api-suggest",
        answers.Suggestions,
        "What a query may go on with: names, sources, tags, headlines",
        "يقترح ما تكتمل به العبارة: أسماء ومصادر ووسوم وعناوين.",
        SUGGEST_PARAMETERS,
        example="q=بوت",
    ),
    Endpoint(
        "article",
        "api-article",
        answers.Article,
        "One article",
        "مقال واحد بنصه وتواريخه ومن يذكرهم.",
        path_key="The article's id.",
        arabic_key="معرّف المقال (id).",
        uses_search=False,
    ),
    Endpoint(
        "entity",
        "api-entity",
        answers.Entity,
        "A person, place or organization",
        "شخص أو مكان أو جهة: صور اسمه، وما يُذكر معه، وأحدث ما يذكره.",
        path_key="The key of the entity; that of a merged one redirects.",
        arabic_key="مفتاح العَلَم؛ ومفتاح ما دُمج يحيل إلى ما دُمج فيه.",
    ),
    Endpoint(
        "source",
        "api-source",
        answers.Source,
        "A source and its newest articles",
        "مصدر ونبذته وأحدث مقالاته.",
        path_key="The key of the source; that of a merged one redirects.",
        arabic_key="مفتاح المصدر؛ ومفتاح ما دُمج يحيل إلى ما دُمج فيه.",
    ),
    Endpoint(
        "stories",
        "api-stories",
        answers.Stories,
        "Events that several articles tell, by day and size",
        "قصص ترويها عدة مقالات، الأحدث أولًا ثم الأكبر.",
        STORIES_PARAMETERS,
        uses_search=False,
        example="page=1",
    ),
    Endpoint(
        "story",
        "api-story",
        answers.Story,
        "One event and the articles that tell it",
        "قصة واحدة ومقالاتها وما سبقها وما تلاها.",
        path_key="The key of the story; that of a merged one redirects.",
        arabic_key="مفتاح القصة؛ ومفتاح ما دُمج يحيل إلى ما دُمج فيه.",
        uses_search=False,
    ),
    Endpoint(
        "story-comparison",
        "api-story-compare",
        comparison_answers.StoryComparison,
        "A story beside another, or as two sources tell it: names for things, words, speakers, figures, sentences",
        "قصة بجانب أخرى، أو كما يرويها مصدران: الأسماء والكلمات والقائلون والأرقام والجمل.",
        STORY_COMPARE_PARAMETERS,
        path_key="The key of the story; that of a merged one redirects.",
        arabic_key="مفتاح القصة؛ ومفتاح ما دُمج يحيل إلى ما دُمج فيه.",
        uses_search=False,
    ),
)
