"""What the JSON API answers, as types: `json_api` builds these, and `json_schema` makes the schemas of the OpenAPI document
of them, so neither can say what the other does not.

Metadata of `Annotated`: a string is the description in the document, a dict are keywords of JSON Schema.
"""

from typing import Annotated, Literal, NotRequired, TypedDict

from archive.search import OFFER_REASONS

Count = Annotated[int, {"minimum": 0}]
Url = Annotated[str, {"format": "uri"}]
Key = Annotated[str, "Opaque; it survives renames."]
EntityType = Literal["person", "place", "organization"]
Precision = Literal["day", "month", "year"]
PublicationBasis = Literal["stated", "inferred"] | None
MentionBasis = Literal["stated", "resolved", "computed"]
Place = Annotated[int, "Index in body; -1 is the title.", {"minimum": -1}]


class Error(TypedDict):
    error: Annotated[str, "A sentence that says what is wrong."]


class WithdrawnError(Error):
    """Status 410."""

    reason: Annotated[str, "Why the article was withdrawn, for readers."]


class NamedSource(TypedDict):
    key: Key
    label: str


class Printed(TypedDict):
    """What a hit and an article have in common."""

    id: Key
    url: Url
    title: str
    title_generated: bool
    date: Annotated[str | None, "As precise as it is known: 2024-06-20, 2001-03, 2023 or null."]
    date_precision: Precision | None
    date_basis: PublicationBasis
    date_doubt: Annotated[
        Literal["future"] | None,
        "`future`: after tomorrow; kept as printed, but sorted, counted and filtered like no date.",
    ]
    source: NamedSource | None
    document: Annotated[str | None, "File name or address of the raw document."]
    snippet: Annotated[str, "Safe HTML with <mark> around whole printed words."]


class OtherVersion(TypedDict):
    id: Key
    source: NamedSource | None
    date: str | None


class OtherTelling(OtherVersion):
    title: str
    versions: Annotated[list[OtherVersion], "The other articles found that are versions of this text."]


class HitStory(TypedDict):
    key: Key
    url: Url
    size: Annotated[Count, "Published articles of the story, whether or not they are found."]
    outlets: Annotated[Count, "Different sources of the articles found, that of the result itself among them."]
    texts: Annotated[Count, "Different texts of the articles found: versions of one text are one."]
    articles: Annotated[
        list[OtherTelling], "The other articles found that tell it, without versions of the result's own text."
    ]


class Hit(Printed):
    score: float
    versions: Annotated[
        list[OtherVersion], "The other articles found that are versions of the same text; [] with group=none."
    ]
    story: NotRequired[
        Annotated[HitStory | None, "Who else tells it; only with group=story. null: no other article tells it."]
    ]
    explanation: NotRequired[Annotated[list[str], "Why it matched, a sentence each; only with explain=1."]]


class FacetValue(TypedDict):
    key: str
    label: str
    count: Count
    selected: bool


class Facets(TypedDict):
    person: list[FacetValue]
    place: list[FacetValue]
    organization: list[FacetValue]
    source: list[FacetValue]
    agency: list[FacetValue]
    section: list[FacetValue]
    language: list[FacetValue]
    year: list[FacetValue]
    month: list[FacetValue]


class Counted(TypedDict):
    key: str
    count: Count


class Compared(TypedDict):
    q: str
    count: Count
    year: list[Counted]
    month: list[Counted]


class Alternative(TypedDict):
    query: Annotated[str, "The query of the other search (`q`)."]
    reason: Annotated[
        str,
        {"enum": list(OFFER_REASONS)},
        "Another query: in Arabic letters, typed on an Arabic layout, corrected, with fewer words, the surname by itself. "
        "Or a less strict search: wider mode, any word, one filter less, no filters.",
    ]
    count: Annotated[Count, "Articles that it finds."]
    url: Annotated[Url, "The other search in this interface."]


class ResultPage(TypedDict):
    query: Annotated[dict[str, object], {"$ref": "SearchQuery"}]
    count: Annotated[Count, "Articles found."]
    groups: Annotated[
        Count, "Results, which page and per_page count: versions of one text, or articles of a story, are one."
    ]
    took_ms: float
    results: list[Hit]
    facets: Facets
    next: Annotated[str | None, "The `cursor` with which the same search goes on; null at the end."]
    suggestion: str | None
    alternatives: list[Alternative]
    notes: list[str]
    compared: NotRequired[Annotated[Compared, "Only with `compare`: counts of the other query."]]


class TimelineArticle(TypedDict):
    id: Key
    url: Url
    title: str
    date: str | None
    date_basis: PublicationBasis
    source: NamedSource | None


class TimelineEntry(TypedDict):
    value: str
    end: str | None
    precision: Precision
    basis: MentionBasis
    doubt: Annotated[Literal["weekday", "calendar"] | None, "The printed detail that contradicts the date, if any."]
    surface: Annotated[str, "The date as printed in the sentence."]
    sentence: str
    start: Annotated[Count, "Where the date begins in the sentence, in characters."]
    articles: list[TimelineArticle]


class Timeline(TypedDict):
    query: Annotated[dict[str, object], {"$ref": "TimelineQuery"}]
    count: Annotated[Count, "All entries."]
    articles: Annotated[Count, "Articles read: the most relevant of those found."]
    found: Annotated[Count, "Articles that the search finds."]
    entries: list[TimelineEntry]
    notes: list[str]


class Suggestion(TypedDict):
    kind: Literal["person", "place", "organization", "source", "tag", "headline"]
    label: str
    key: Annotated[str, "Of the facet value; of the article for a headline."]
    url: Annotated[str, "The page it leads to, relative to the site."]


class Suggestions(TypedDict):
    suggestions: list[Suggestion]


class Mention(TypedDict):
    key: Key
    label: str
    type: EntityType
    relation: Literal["name", "nationality", "metonym", "coreference"]
    surface: Annotated[str, "As printed, clitics left out."]
    paragraph: Place
    start: Count
    end: Count


class MentionedDate(TypedDict):
    value: str
    end: str | None
    precision: Precision
    basis: MentionBasis
    surface: str
    paragraph: Place


class Quotation(TypedDict):
    quote: Annotated[str, "As printed; without its marks where the type is `direct`."]
    type: Annotated[
        Literal["direct", "indirect", "mixed"], "Words in marks; a clause; a clause of which some words are in marks."
    ]
    cue: Annotated[str, "The verb or phrase that introduces it."]
    speaker: Annotated[str | None, "A name or description, as printed somewhere in the article."]
    speaker_key: Annotated[Key | None, "The entity that the speaker is."]
    speaker_surface: Annotated[str | None, "The words next to the cue that name the speaker."]
    paragraph: Place
    start: Count
    end: Count
    confidence: Annotated[float, {"minimum": 0, "maximum": 1}]


class Correction(TypedDict):
    date: Annotated[str, {"format": "date"}]
    text: str


class StoryReference(TypedDict):
    key: Key
    url: Url
    size: Annotated[Count, "Its articles."]


StorySummary = TypedDict(
    "StorySummary",
    {
        "key": Key,
        "url": Url,
        "title": Annotated[str, "The headline of one of its articles."],
        "from": Annotated[str | None, {"format": "date"}],
        "to": Annotated[str | None, {"format": "date"}],
        "size": Annotated[Count, "Its articles."],
    },
)


class StoryArticle(TypedDict):
    id: Key
    url: Url
    title: str
    source: NamedSource | None
    date: str | None


class Figure(TypedDict):
    value: Annotated[float | None, "Null where two numbers are printed, or a vague one (مئات)."]
    low: Annotated[float | None, "Lower bound: of a span, a vague number, or `at least`."]
    high: Annotated[float | None, "Upper bound: of a span, a vague number, or `at most`."]
    approximate: bool
    unit: Annotated[str | None, "What is measured in, in the singular; `%` for shares."]
    counted: Annotated[str | None, "The noun that is counted, in the singular where that is known."]
    surface: Annotated[str, "As printed, with the phrase that says how exact it is."]
    claimed_by: Annotated[str | None, "The speaker of the quotation that says it."]
    paragraph: Place
    start: Count
    end: Count


class StoryQuotation(Quotation):
    article: Key


class StoryFigure(Figure):
    article: Key


class Story(StorySummary):
    articles: Annotated[list[StoryArticle], "First printed first."]
    quotes: Annotated[list[StoryQuotation], "Quotations in its articles, each with the id of its `article`."]
    figures: Annotated[list[StoryFigure], "Figures in its articles, each with the id of its `article`."]
    previous: Annotated[list[StorySummary], "The story that it continues."]
    next: Annotated[list[StorySummary], "Stories that continue it."]


class Stories(TypedDict):
    count: Count
    page: int
    stories: Annotated[list[StorySummary], "The newest first, within a day the largest first; 20 a page."]


class QuotedIn(TypedDict):
    id: Key
    url: Annotated[Url, "The paragraph that prints it."]
    title: str
    source: NamedSource | None
    date: str | None


class FoundQuotation(Quotation):
    article: QuotedIn
    outlets: Annotated[
        list[OtherVersion], "All articles found that print it, the one above too; of `group=none` that alone."
    ]


class QuotesPage(TypedDict):
    query: Annotated[dict[str, object], {"$ref": "QuotesQuery"}]
    count: Annotated[Count, "Quotations, each printing counted."]
    groups: Annotated[Count, "Results: each utterance once."]
    articles: Annotated[
        Count, "Articles read: the first of those found (with `speaker` or `about`: that have such quotations)."
    ]
    found: Annotated[Count, "Articles that the search finds."]
    results: list[FoundQuotation]
    next: Annotated[str | None, "The `cursor` with which the same search goes on; null at the end."]
    notes: list[str]


class Article(Printed):
    score: None
    kind: Literal["article", "stub"]
    body: Annotated[list[str], "The paragraphs as printed."]
    roles: Annotated[list[Literal["lede", "paragraph", "subhead", "caption"]], "One for each paragraph."]
    author: str | None
    agency: str | None
    dateline: str | None
    cited: Annotated[list[str], "Media that the text cites as where its news comes from."]
    photo_credit: str | None
    language: Annotated[str | None, "BCP 47, null if it is not known."]
    section: str | None
    tags: list[str]
    sha256: Annotated[str | None, "Of the raw document."]
    parent: Annotated[str | None, "The article that it was split from."]
    version_ids: Annotated[list[str], "Other articles that are versions of this text, first printed first."]
    corrections: Annotated[list[Correction], "What the archive corrected and tells its readers of, the latest first."]
    mentions: list[Mention]
    dates: list[MentionedDate]
    quotes: Annotated[list[Quotation], "Who said what, in printed order."]
    figures: Annotated[list[Figure], "How many, of what, in printed order."]
    story: Annotated[StoryReference | None, "Two articles tell one event exactly if their story is the same."]


class Spelling(TypedDict):
    surface: str
    count: Count


class PrintedTitle(TypedDict):
    text: str
    count: Count
    first: Annotated[str | None, {"format": "date"}]
    last: Annotated[str | None, {"format": "date"}]


class CoMention(TypedDict):
    key: Key
    label: str
    type: EntityType
    count: Annotated[Count, "Articles that mention both."]


class Entity(TypedDict):
    key: Key
    url: Url
    search: Annotated[Url, "All articles that mention it, in this interface."]
    type: EntityType
    name: str
    latin_name: str | None
    description: str | None
    wikidata_id: str | None
    count: Annotated[Count, "Articles that mention it."]
    spellings: Annotated[list[Spelling], "As printed, the most frequent first."]
    titles: Annotated[
        list[PrintedTitle], "Printed before a person's name, with the days of their first and last article."
    ]
    mentioned_with: list[CoMention]
    articles: Annotated[list[Hit], "The newest."]


class Source(TypedDict):
    key: Key
    url: Url
    search: Annotated[Url, "All of its articles, in this interface."]
    name: str
    homepage: str | None
    description: str | None
    count: Annotated[Count, "Its articles."]
    articles: Annotated[list[Hit], "The newest."]


class ComparedPeriod(TypedDict):
    key: Annotated[str, "2024, 2024-06 or 2024-06-20."]
    total: Annotated[Count, "All articles of the period under the shared filters."]


class ComparedQuery(TypedDict):
    q: str
    answered: Annotated[str, "The query that was answered: a correction where `q` finds nothing."]
    count: Count
    share: Annotated[float, "Of all articles under the shared filters, 0 to 1."]
    undated: Count
    url: Annotated[str, "The search.", {"format": "uri"}]
    counts: Annotated[list[int], "For each of `periods`."]
    shares: Annotated[list[float], "For each of `periods`, 0 to 1."]


class Comparison(TypedDict):
    query: Annotated[dict[str, object], {"$ref": "CompareQuery"}]
    unit: Literal["year", "month", "day"] | None
    cut: Annotated[bool, "Whether earlier periods are left out."]
    total: Count
    periods: list[ComparedPeriod]
    queries: list[ComparedQuery]


class NetworkName(TypedDict):
    key: Key
    type: EntityType
    label: str
    count: Annotated[Count, "Articles of the search that mention it."]
    url: Annotated[str, "The search for these.", {"format": "uri"}]


class NetworkPair(TypedDict):
    keys: Annotated[list[str], "The two names."]
    count: Annotated[Count, "Articles of the search that mention both."]
    association: Annotated[float, "Normalised pointwise mutual information: 0 chance, 1 inseparable."]
    url: Annotated[str, "The search for these.", {"format": "uri"}]


class Network(TypedDict):
    query: Annotated[dict[str, object], {"$ref": "NetworkQuery"}]
    count: Count
    least_support: Annotated[Count, "Articles that a pair needs."]
    names: list[NetworkName]
    pairs: Annotated[list[NetworkPair], "The strongest first."]
