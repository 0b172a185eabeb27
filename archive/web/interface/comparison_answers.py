"""What the JSON API answers of comparisons: two outlets over a search, two stories, two outlets in a story (see `answers`)."""

from typing import Annotated, Literal, TypedDict

from archive.web.interface.answers import Count, EntityType, Key, StoryArticle, Url

Relation = Literal["first", "compatible", "update", "differs"]
ArticleKey = Annotated[str, "Id of an article that has it."]


class OwnWord(TypedDict):
    text: Annotated[str, "As printed most."]
    count: Annotated[Count, "Times printed on its side."]
    article: ArticleKey


class NamedThing(TypedDict):
    thing: Annotated[str, "A word of both sides that each puts under a name of its own."]
    left: OwnWord
    right: OwnWord


class Contrast(TypedDict):
    text: str
    count: Count
    other: Annotated[Count, "On the other side."]
    z: Annotated[float, "Log-odds with a Dirichlet prior (Monroe et al. 2008), in standard deviations; at least 1.96."]


class LinkedContrast(Contrast):
    url: Annotated[Url, "The search for it on its side."]


class NamedContrast(LinkedContrast):
    key: Key


class WordSides(TypedDict):
    left: list[Contrast]
    right: list[Contrast]


class LinkedSides(TypedDict):
    left: Annotated[list[LinkedContrast], "The surest first."]
    right: list[LinkedContrast]


class NameSides(TypedDict):
    left: Annotated[list[NamedContrast], "The surest first."]
    right: list[NamedContrast]


class OwnSides(TypedDict):
    left: list[OwnWord]
    right: list[OwnWord]


class ToldSentence(TypedDict):
    article: Key
    text: str


class SentenceSides(TypedDict):
    left: list[ToldSentence]
    right: list[ToldSentence]


class NamedBy(TypedDict):
    key: Key
    label: str
    type: EntityType
    left: Annotated[Count, "Articles of this side that mention it."]
    right: Count


class SaidOnce(TypedDict):
    quote: str
    articles: Annotated[list[str], "Ids of the articles that print it."]


class SpeakerSides(TypedDict):
    speaker: str
    left: list[SaidOnce]
    right: list[SaidOnce]


class ComparedFigure(TypedDict):
    article: Key
    surface: str
    value: float | None
    low: float | None
    high: float | None
    approximate: bool
    claimed_by: str | None
    relation: Annotated[Relation, "To the figures before it, in the order of days."]


class ComparedFigures(TypedDict):
    label: Annotated[str, "What is counted or measured."]
    contradiction: bool
    told: list[ComparedFigure]


class TellingSide(TypedDict):
    key: Annotated[str, "Of the story, or of the source."]
    label: Annotated[str, "The headline of the story, or the name of the source."]
    url: Url
    articles: list[StoryArticle]


class StoryComparison(TypedDict):
    story: Key
    left: TellingSide
    right: TellingSide
    naming: Annotated[list[NamedThing], "What both write of under different names."]
    words: Annotated[WordSides, "Empty where a side has fewer than three articles."]
    own_words: Annotated[OwnSides, "Words and pairs that one side alone prints, at least twice."]
    sentences: Annotated[SentenceSides, "Without a counterpart on the other side."]
    names: list[NamedBy]
    speakers: list[SpeakerSides]
    figures: Annotated[list[ComparedFigures], "Things of which both print figures, not all the same."]


class ComparedOutlet(TypedDict):
    key: Key
    label: str
    count: Annotated[Count, "Articles that the search finds in it."]
    read: Annotated[Count, "Articles whose words are counted: the newest of those."]
    url: Annotated[Url, "The search in it."]


class Outlets(TypedDict):
    query: Annotated[dict[str, object], {"$ref": "OutletsQuery"}]
    sides: Annotated[list[ComparedOutlet], "The left one, then the right one."]
    naming: list[NamedThing]
    words: LinkedSides
    pairs: Annotated[LinkedSides, "Two adjacent words."]
    names: Annotated[NameSides, "Counts are articles."]
    speakers: Annotated[NameSides, "Counts are quotations."]
