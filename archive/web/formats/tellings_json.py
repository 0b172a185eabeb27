"""Two stories, or two outlets in one story, as JSON: the types of `comparison_answers`."""

from collections.abc import Sequence
from typing import cast

from archive.coverage.selectors import Contrast
from archive.statements.models import Quotation
from archive.statements.selectors import Difference, ToldFigure
from archive.web.formats.json_api import number_json
from archive.web.formats.story_json import story_article
from archive.web.interface import comparison_answers as answers
from archive.web.interface.answers import EntityType
from archive.web.presenters.ledger_rows import Outlet
from archive.web.presenters.named_things import NamedThing, Word
from archive.web.presenters.story_said import Sayings
from archive.web.presenters.tellings import ShownTellings, Speaker, TellingSide, TellingsRequest


def tellings_json(asked: TellingsRequest, shown: ShownTellings, site: str) -> answers.StoryComparison:
    keys = {article.pk: article.key for side in shown.sides for article in side.articles}
    words = shown.found.words
    left, right = shown.found.alone
    own_left, own_right = shown.own
    return {
        "story": asked.story.key,
        "left": _side(shown.sides[0], site),
        "right": _side(shown.sides[1], site),
        "naming": naming_json(shown.naming),
        "words": {"left": contrasts(words.left, 0), "right": contrasts(words.right, 1)},
        "own_words": {"left": [_word(one) for one in own_left], "right": [_word(one) for one in own_right]},
        "sentences": {
            "left": [{"article": keys[pk], "text": text} for pk, text in left],
            "right": [{"article": keys[pk], "text": text} for pk, text in right],
        },
        "names": [
            {
                "key": one.entity.key,
                "label": one.entity.name,
                "type": cast(EntityType, one.entity.type),
                "left": one.left,
                "right": one.right,
            }
            for one in shown.found.names
        ],
        "speakers": [_speaker(one) for one in shown.speakers],
        "figures": [_figures(row) for row in shown.differences],
    }


def contrasts(found: Sequence[Contrast[str]], side: int) -> list[answers.Contrast]:
    return [
        {"text": one.key, "count": one.counted[side], "other": one.counted[1 - side], "z": round(one.z, 2)}
        for one in found
    ]


def _side(side: TellingSide, site: str) -> answers.TellingSide:
    articles = [story_article(article, site) for article in side.articles]
    return {"key": side.key, "label": side.label, "url": f"{site}{side.link}", "articles": articles}


def naming_json(found: Sequence[NamedThing]) -> list[answers.NamedThing]:
    return [{"thing": one.thing, "left": _word(one.left), "right": _word(one.right)} for one in found]


def _word(word: Word) -> answers.OwnWord:
    return {"text": word.printed, "count": word.count, "article": word.article}


def _speaker(one: Speaker) -> answers.SpeakerSides:
    return {"speaker": one.name, "left": _said(one.left), "right": _said(one.right)}


def _said(said: Sayings | None) -> list[answers.SaidOnce]:
    found: list[answers.SaidOnce] = []
    for row in said.rows if said else ():
        found.append(_utterance(row.quotation, [*row.outlets, *row.others]))
        found += [_utterance(wording.quotation, wording.outlets) for wording in row.wordings]
    return found


def _utterance(quotation: Quotation, outlets: Sequence[Outlet]) -> answers.SaidOnce:
    return {"quote": quotation.surface, "articles": [outlet.article.key for outlet in outlets]}


def _figures(row: Difference) -> answers.ComparedFigures:
    return {"label": row.label, "contradiction": row.is_contradiction, "told": [_figure(one) for one in row.told]}


def _figure(told: ToldFigure) -> answers.ComparedFigure:
    one = told.figure
    return {
        "article": one.article.key,
        "surface": one.surface,
        "value": number_json(one.value),
        "low": number_json(one.low),
        "high": number_json(one.high),
        "approximate": one.approximate,
        "claimed_by": (told.claim.speaker_name or None) if told.claim else None,
        "relation": cast(answers.Relation, told.relation),
    }
