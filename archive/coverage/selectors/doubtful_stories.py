"""Stories that curators look at: those whose articles belong together only just, and pairs that only their days keep apart."""

import datetime as dt

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, QuerySet

from archive.coverage.models import Story, StoryDecision, StoryMember, StoryPairDecision
from archive.coverage.stories.placing import JOIN

DOUBTFUL_SURENESS = 0.6
"""Mean chance, by words and days, that an article tells what the others tell; from about half on they are one story."""
NEAR_DAYS = dt.timedelta(days=1)


def uncertain_stories() -> QuerySet[Story]:
    """Stories of several articles with a low mean chance, which no curator confirmed."""
    by_words = StoryMember.objects.filter(basis=StoryMember.Basis.WORDS)
    decided = StoryDecision.objects.filter(article=OuterRef("article"), story=OuterRef("story"), belongs=True)
    low = by_words.values("story").annotate(mean=Avg("sureness"), size=Count("pk"))
    pks = low.filter(mean__lt=DOUBTFUL_SURENESS, size__gte=2).values("story")
    open_members = by_words.filter(~Exists(decided), story=OuterRef("pk"))
    return Story.objects.filter(Exists(open_members), pk__in=pks)


def near_stories() -> QuerySet[Story]:
    """Stories whose previous chapter is as like them as articles of one story are, printed a day before at most; of several
    articles each. Pairs about which a curator decided are left out."""
    apart = StoryPairDecision.objects.filter(
        Q(story=OuterRef("pk"), other=OuterRef("previous")) | Q(story=OuterRef("previous"), other=OuterRef("pk"))
    )
    several = (
        StoryMember.objects.order_by().values("story").annotate(size=Count("pk")).filter(size__gte=2).values("story")
    )
    return Story.objects.filter(
        ~Exists(apart),
        previous_odds__gte=JOIN,
        previous_decided=False,
        first_day__lte=F("previous__last_day") + NEAR_DAYS,
        pk__in=several,
        previous__in=several,
    )
