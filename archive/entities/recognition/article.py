"""The mentions in one article, whose texts are read together. Order of steps:

1. each text is read by itself (`combining`);
2. single words that are surnames of persons named in full elsewhere become coreferences (`surnames`);
3. capitals that denote a government get their country, as a metonym; a seat of power keeps its own mention and gets the country
   as a second one (`metonyms`);
4. names with several bearers are resolved by the rest of the article (`bearers`);
5. offices without a name («الرئيس الروسي») become coreferences to their holder (`offices`).
"""

from collections.abc import Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from archive.entities.confidence import MIN_CONFIDENCE
from archive.entities.recognition.analyzed_text import AnalyzedText
from archive.entities.recognition.bearers import resolve_bearers
from archive.entities.recognition.combining import read_names
from archive.entities.recognition.matching import Matcher, NameMatch
from archive.entities.recognition.metonyms import denotes_government
from archive.entities.recognition.offices.background import Background
from archive.entities.recognition.offices.holders import Interval, NamedPerson, OfficeMention, office_holders
from archive.entities.recognition.offices.phrases import office_phrases
from archive.entities.recognition.printed_names import name_words, printed_name
from archive.entities.recognition.spans import ArticleMention, TaggerOutput
from archive.entities.recognition.surnames import COREFERENCE, Surnames, bare_surnames, split_two_surnames
from archive.entities.recognition.tagger.tokens import sentences
from archive.entities.recognition.weighing import RecognizedName
from archive.text import fold

if TYPE_CHECKING:
    from archive.entities.recognition.tagger.model import Tagger


def read_article(
    texts: Sequence[str],
    matcher: Matcher,
    tagger: "Tagger",
    background: Background | None = None,
    published: Interval | None = None,
) -> list[list[ArticleMention]]:
    """The mentions in each text of an article, in order; `published` is the first and last day on which it may have
    appeared."""
    return read_articles([(texts, published)], matcher, tagger, background)[0]


def read_articles(
    articles: Sequence[tuple[Sequence[str], Interval | None]],
    matcher: Matcher,
    tagger: "Tagger",
    background: Background | None = None,
) -> list[list[list[ArticleMention]]]:
    """The same of several articles: texts with the days of publication. The tagger takes them together, in far less time."""
    background = background or Background()
    analyzed = [[AnalyzedText(text) for text in texts] for texts, _ in articles]
    matches = [[matcher.find(text) for text in texts] for texts in analyzed]
    pairs = zip(chain.from_iterable(analyzed), chain.from_iterable(matches), strict=True)
    outputs = iter(tagger.tag([sentences(text, found) for text, found in pairs]))
    tagged = [list(islice(outputs, len(texts))) for texts in analyzed]
    return [
        _read((texts, found, output), matcher, background, published)
        for (_, published), texts, found, output in zip(articles, analyzed, matches, tagged, strict=True)
    ]


def _read(
    witnesses: tuple[Sequence[AnalyzedText], Sequence[Sequence[NameMatch]], Sequence[TaggerOutput]],
    matcher: Matcher,
    background: Background,
    published: Interval | None,
) -> list[list[ArticleMention]]:
    """The mentions in each text of an article; `witnesses`: the texts, and what matcher and tagger found in each."""
    analyzed, matches, tagged = witnesses
    names = [read_names(*text) for text in zip(analyzed, matches, tagged, strict=True)]
    surnames = Surnames(analyzed, names)
    mentions = []
    for text, found, output in zip(analyzed, names, tagged, strict=True):
        parts = [part for name in found for part in split_two_surnames(name, text, surnames)]
        here = [_mention(name, text, surnames) for name in parts]
        here += bare_surnames(text, here, surnames, output.outside)
        mentions.append(_with_governments(here, found, text, matcher))
    mentions = resolve_bearers(mentions, matcher, background, published)
    phrases = [office_phrases(text, matched) for text, matched in zip(analyzed, matches, strict=True)]
    persons = [_persons(found) for found in mentions]
    texts = [text.text for text in analyzed]
    held = office_holders(texts, phrases, persons, background.tenures, published)
    return [
        sorted(
            [*found, *(_office_mention(text, office) for office in offices)],
            key=lambda mention: (mention.start, mention.relation == "metonym"),
        )
        for text, found, offices in zip(texts, mentions, held, strict=True)
    ]


def _mention(name: RecognizedName, analyzed: AnalyzedText, surnames: Surnames) -> ArticleMention:
    span, match = name.span, name.match
    words = name_words(analyzed, span)
    relation, entity, confidence = "name", None if match is None else match.entity, span.confidence
    if match is not None and match.relation == "nationality":
        relation = "nationality"
    elif span.type == "person" and len(words) == 1 and (person := surnames.bearer(words[0], entity)) is not None:
        relation, confidence = "coreference", max(confidence, COREFERENCE)
        entity, words = (person, words) if isinstance(person, int) else (None, person)
    has_context = match is not None and (match.has_context or match.words != words)
    return ArticleMention(
        span.start, span.end, analyzed.text[span.start : span.end], span.type, relation, span.witness, confidence, entity,
        words, printed_name(analyzed, span), has_context,
    )  # fmt: skip


def _with_governments(
    mentions: Sequence[ArticleMention], names: Sequence[RecognizedName], analyzed: AnalyzedText, matcher: Matcher
) -> list[ArticleMention]:
    """The mentions, and the countries that capitals and seats of power denote."""
    seats = {
        name.span.start
        for name in names
        if name.match
        and name.match.words in matcher.governments
        and name.match.words == name_words(analyzed, name.span)
    }
    return [
        other
        for mention in mentions
        for other in (_with_government(mention, analyzed, matcher) if mention.start in seats else [mention])
    ]


def _with_government(mention: ArticleMention, analyzed: AnalyzedText, matcher: Matcher) -> list[ArticleMention]:
    """A capital replaced by its country if it denotes the government; a seat of power followed by its country."""
    country = matcher.governments.get(tuple(fold(mention.surface).split())) if mention.relation == "name" else None
    if country is None or mention.entity is None or mention.entity in matcher.countries:
        return [mention]
    government = ArticleMention(
        mention.start, mention.end, mention.surface, "place", "metonym", mention.witness, mention.confidence, country,
        mention.name,
    )  # fmt: skip
    if mention.type != "place":
        return [mention, government]
    return [government] if denotes_government(analyzed, mention.start, mention.end) else [mention]


def _persons(mentions: Sequence[ArticleMention]) -> list[NamedPerson]:
    """The persons named in a text, in order."""
    return [
        NamedPerson(mention.start, mention.end, mention.name if mention.entity is None else mention.entity)
        for mention in sorted(mentions, key=lambda mention: mention.start)
        if mention.type == "person" and mention.confidence >= MIN_CONFIDENCE
    ]


def _office_mention(text: str, office: OfficeMention) -> ArticleMention:
    start, end = office.phrase.start, office.phrase.end
    entity, name = (
        (office.holder, office.phrase.office.words) if isinstance(office.holder, int) else (None, office.holder)
    )
    return ArticleMention(
        start, end, text[start:end], "person", "coreference", "article", office.confidence, entity, name
    )  # fmt: skip
