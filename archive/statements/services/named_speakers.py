"""Speakers follow what curators decide about names: whom a mention denotes speaks at once, and not only when the article is read
again.

A quotation is named by the mention within the words that name its speaker. One that is carried over is named as the one before
it by the same name; another without a mention of its own, by the last mention before it that prints the speaker's name.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from django.db import transaction

from archive.catalog.models import Article
from archive.entities.models import Mention
from archive.statements.models import Quotation
from archive.statements.services.redacted import redacted_speakers_hide
from archive.text import fold

_ARTICLES_AT_ONCE = 200


@transaction.atomic
def speakers_follow_mentions(pks: Collection[int]) -> int:
    """Give the quotations that these mentions (primary keys) name to those whom the mentions denote now, to nobody where they no
    longer count; whom a curator named as a speaker stays. Returns how many quotations have another speaker."""
    articles = sorted(set(Mention.objects.filter(pk__in=pks).values_list("article_id", flat=True)))
    changed = 0
    for start in range(0, len(articles), _ARTICLES_AT_ONCE):
        changed += _follow(articles[start : start + _ARTICLES_AT_ONCE], set(pks))
    return changed


def _follow(articles: Sequence[int], decided: set[int]) -> int:
    mentions = Mention.objects.filter(article__in=articles).exclude(relation=Mention.Relation.NATIONALITY)
    visible = set(Mention.objects.visible().filter(article__in=articles).values_list("pk", flat=True))
    rows = sorted(mentions.select_related("entity"), key=lambda one: (*_place(one), one.pk in visible, one.pk))
    by_article: dict[int, list[Mention]] = {pk: [] for pk in articles}
    for mention in rows:
        by_article[mention.article_id].append(mention)
    changeable = {_place(mention) for mention in rows if mention.pk in decided}
    quotations = Quotation.objects.filter(article__in=articles).order_by("article", "paragraph", "start")
    changed: list[Quotation] = []
    for article, said in groupby(quotations, key=lambda one: one.article_id):
        for quotation, mention in _named(list(said), by_article[article]):
            speaker = mention.entity_id if mention.pk in visible else None
            is_free = quotation.speaker_basis != Quotation.SpeakerBasis.CURATOR
            if _place(mention) in changeable and is_free and quotation.speaker_id != speaker:
                quotation.speaker_id = speaker
                changed.append(quotation)
    Quotation.objects.bulk_update(changed, ["speaker"], batch_size=500)
    redacted = Article.objects.filter(pk__in={one.article_id for one in changed}, is_redacted=True)
    redacted_speakers_hide(list(redacted))
    return len(changed)


def _place(mention: Mention) -> tuple[int, int, int]:
    return mention.article_id, mention.paragraph, mention.start


def _named(said: Sequence[Quotation], mentions: Sequence[Mention]) -> Iterator[tuple[Quotation, Mention]]:
    """The quotations of an article in printed order, each with the mention that names its speaker, if there is one.

    `mentions` are in printed order; of several in one place, such as one that was refused, the one that counts is the last.
    """
    last: dict[str, Mention | None] = {}
    for quotation in said:
        mention = _within(quotation, mentions)
        if mention is None and quotation.speaker_basis == Quotation.SpeakerBasis.CARRIED:
            mention = last.get(quotation.speaker_name)
        mention = mention or _before(quotation, mentions)
        last[quotation.speaker_name] = mention
        if mention is not None:
            yield quotation, mention


def _within(quotation: Quotation, mentions: Sequence[Mention]) -> Mention | None:
    """The mention within the words that name the speaker: the last person, else what stands first and counts most."""
    start, end = quotation.speaker_start, quotation.speaker_end
    if start is None or end is None:
        return None
    found = [
        one for one in mentions if one.paragraph == quotation.speaker_paragraph and one.start < end and start < one.end
    ]
    persons = [one for one in found if one.entity.type == "person"]
    if persons or not found:
        return persons[-1] if persons else None
    return [one for one in found if one.start == found[0].start][-1]


def _before(quotation: Quotation, mentions: Sequence[Mention]) -> Mention | None:
    """The last mention up to a quotation that prints its speaker's name, else the first after it."""
    name = fold(quotation.speaker_name)
    same = [one for one in mentions if name and fold(one.surface) == name]
    before = [one for one in same if (one.paragraph, one.start) <= (quotation.paragraph, quotation.start)]
    return before[-1] if before else next(iter(same), None)
