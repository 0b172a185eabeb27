"""From saved articles to stories: what is told together, what follows, what leaves and comes back."""

import datetime as dt
from itertools import permutations

import numpy as np
import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from archive.catalog.models import Article
from archive.catalog.services import article_delete, article_publish, article_withdraw
from archive.coverage.models import (
    DayTerms,
    FormerStoryKey,
    PendingStory,
    Story,
    StoryDecision,
    StoryKey,
    StoryMember,
    StoryReading,
)
from archive.coverage.selectors import current_story
from archive.coverage.services import comparisons_add_due, comparisons_step, stories
from archive.coverage.services.stories import stories_find, stories_waiting
from archive.coverage.stories.merging import story_merge
from archive.coverage.stories.neighbourhood import StoryText, compare
from archive.coverage.stories.placing import JOIN, SELF, linkage, place
from archive.coverage.stories.scoring import log_odds
from archive.coverage.stories.stored import StoredCounts, stored_terms
from archive.coverage.stories.terms import read_terms

pytestmark = pytest.mark.django_db

FIRE = (
    "اندلع حريق كبير مساء الثلاثاء في مصنع النسيج بمدينة زهرون وأسفر عن إصابة تسعة عمال نقلوا إلى المستشفى.",
    "وقال قائد فرق الإطفاء إن اثنتي عشرة سيارة شاركت في إخماد حريق المصنع الذي بدأ في مستودع القطن.",
)
SAME_FIRE = (
    "أصيب تسعة عمال بعدما التهمت النيران مصنع النسيج في زهرون مساء الثلاثاء، وفق فرق الإطفاء.",
    "وامتد الحريق من مستودع القطن إلى قاعة الغزل قبل أن تسيطر عليه سيارات الإطفاء بعد منتصف الليل.",
)
NEXT_DAY = (
    "أمرت نيابة زهرون الأربعاء بتوقيف مدير مصنع النسيج على ذمة التحقيق في مخالفات شروط السلامة.",
    "وكان حريق شب في المصنع قبل يوم، وطالبت نقابة العمال بتعويض المصابين وتفتيش بقية مصانع المنطقة.",
)
ELSEWHERE = (
    "فاز فريق النوارس بكأس الجزر لكرة اليد بعد مباراة مثيرة حسمها حارس المرمى في الثواني الأخيرة.",
    "وشهدت المباراة حضورا جماهيريا غفيرا في قاعة الميناء التي استضافت البطولة للمرة الأولى.",
)


def run():
    """Find the stories of all that waits, as the background process does."""
    comparisons_add_due()
    while comparisons_step():
        pass


def story_of(article):
    member = StoryMember.objects.filter(article=article).select_related("story").first()
    return member and member.story


@pytest.fixture
def fire(write):
    """Two reports on one fire in two papers, in one story."""
    one = write(*FIRE, title="حريق في مصنع نسيج بزهرون يصيب تسعة عمال", source="أولى", published="2024-06-18")
    other = write(*SAME_FIRE, title="إصابة تسعة عمال في حريق مصنع زهرون للنسيج", source="ثانية", published="2024-06-18")
    run()
    return one, other


def test_two_papers_reports_of_one_event_are_one_story(fire):
    one, other = fire
    assert story_of(one) is not None
    assert story_of(one) == story_of(other)
    member = StoryMember.objects.get(article=one)
    assert (member.basis, member.nearest) == ("words", other)
    assert 0.4 < member.sureness <= 1
    assert story_of(one).first_day == dt.date(2024, 6, 18)


def test_another_event_of_the_day_is_not_in_the_story(fire, write):
    match = write(*ELSEWHERE, title="النوارس بطل الجزر في كرة اليد", source="ثالثة", published="2024-06-18")
    run()
    assert story_of(match) is None


def test_the_next_days_step_is_another_story_that_follows(fire, write):
    step = write(*NEXT_DAY, title="توقيف مدير مصنع زهرون بعد الحريق", source="أولى", published="2024-06-19")
    run()
    assert story_of(step) != story_of(fire[0])
    assert story_of(step).previous == story_of(fire[0])


def test_a_lone_step_between_two_stories_becomes_one_story_of_one(fire, write):
    step = write(*NEXT_DAY, title="توقيف مدير مصنع زهرون بعد الحريق", source="أولى", published="2024-06-19")
    for source in ("ثالثة", "رابعة"):
        write(
            *SAME_FIRE, *ELSEWHERE[:1], title="عمال مصنع زهرون بعد حريق النسيج", source=source, published="2024-06-20"
        )
    run()
    assert StoryMember.objects.filter(article=step).count() == 1


def test_the_same_words_a_month_later_are_another_event(fire, write):
    later = write(*SAME_FIRE[:1], title="إصابة عمال في حريق مصنع زهرون للنسيج", source="ثالثة", published="2024-07-20")
    run()
    assert story_of(later) is None


def test_an_undated_article_has_a_story_only_as_a_version(fire, write):
    alone = write(*NEXT_DAY, title="مصنع زهرون", source="ثالثة", published=None)
    copy = write(*FIRE, title="حريق مصنع", source="رابعة", published=None)
    run()
    assert story_of(alone) is None
    assert story_of(copy) == story_of(fire[0])
    assert StoryMember.objects.get(article=copy).basis == "version"


def test_a_withdrawn_article_leaves_and_comes_back_to_the_same_key(fire):
    one, other = fire
    key = story_of(one).key
    article_withdraw(article=one)
    run()
    assert story_of(one) is None
    article_publish(article=one)
    run()
    assert story_of(one).key == story_of(other).key == key


def test_nothing_stays_of_a_deleted_article(fire):
    one, other = fire
    story, day = story_of(one), dt.date(2024, 6, 18).toordinal()
    PendingStory.objects.create(article_pk=one.pk)
    article_delete(article=one)
    left = {other.pk}
    assert set(StoryKey.objects.values_list("article_pk", flat=True)) == left
    assert set(StoryMember.objects.values_list("article", flat=True)) == left
    assert not PendingStory.objects.exists()
    counted = DayTerms.objects.get(day=day)
    assert counted.articles == 1
    table = stored_terms(StoryReading.objects.get().terms, "").table
    assert bytes(counted.terms) == table["term"].tobytes()
    Article.objects.filter(pk=other.pk).delete()
    story.refresh_from_db()
    assert (story.first_day, story.last_day) == (None, None)
    assert not StoryKey.objects.exists()
    assert DayTerms.objects.get(day=day).articles == 0


def test_a_decision_that_it_does_not_belong_lasts(fire):
    one, _ = fire
    StoryDecision.objects.create(article=one, story=story_of(one), belongs=False)
    stories_find([one.pk])
    assert story_of(one) is None


def test_a_decision_that_it_belongs_lasts(fire, write):
    match = write(*ELSEWHERE, title="النوارس بطل الجزر", source="ثالثة", published="2024-06-25")
    StoryDecision.objects.create(article=match, story=story_of(fire[0]), belongs=True)
    run()
    assert story_of(match) == story_of(fire[0])
    assert StoryMember.objects.get(article=match).basis == "curator"


def test_a_merged_key_leads_to_the_other_story_for_ever(fire):
    into = story_of(fire[0])
    first, second = Story.objects.create(), Story.objects.create()
    story_merge(first, second)
    story_merge(second, into)
    assert set(FormerStoryKey.objects.filter(story=into).values_list("key", flat=True)) == {first.key, second.key}


def test_a_lone_chapter_that_is_placed_again_keeps_its_key(fire, write):
    step = write(*NEXT_DAY, title="توقيف مدير مصنع زهرون بعد الحريق", source="أولى", published="2024-06-19")
    run()
    chapter = story_of(step)
    assert chapter.previous == story_of(fire[0])
    stories_find([step.pk])
    assert (story_of(step), story_of(step).previous) == (chapter, story_of(fire[0]))
    assert Story.objects.count() == 2


@pytest.fixture
def alone(fire, write):
    """A third report on the fire in a story of its own, which the story of another day continues; both stories."""
    third = write(*SAME_FIRE, title="إصابة عمال في حريق مصنع زهرون للنسيج", source="ثالثة", published="2024-06-18")
    next_day = Story.objects.create(previous=(own := Story.objects.create()))
    StoryMember.objects.create(article=third, story=own, basis="words", sureness=1)
    return third, own, next_day


def test_the_key_of_a_story_of_one_leads_to_where_its_article_went(fire, alone):
    third, own, next_day = alone
    run()
    into = story_of(fire[0])
    assert story_of(third) == into != own
    assert current_story(own.key) == into
    next_day.refresh_from_db()
    assert next_day.previous == into
    StoryMember.objects.filter(article=third).update(story=own)
    assert current_story(own.key) == own
    article_withdraw(article=third)
    assert current_story(own.key) is None


def test_a_key_that_leads_on_follows_its_article_to_a_third_story(fire, alone):
    _, own, _ = alone
    run()
    into, last = story_of(fire[0]), Story.objects.create()
    story_merge(into, last)
    assert current_story(own.key) == current_story(into.key) == last


def test_a_lone_article_with_which_another_begins_a_story_keeps_its_key(write):
    one = write(*FIRE, title="حريق في مصنع نسيج بزهرون يصيب تسعة عمال", source="أولى", published="2024-06-18")
    run()
    own = Story.objects.create()
    StoryMember.objects.create(article=one, story=own, basis="words", sureness=1)
    other = write(*SAME_FIRE, title="إصابة تسعة عمال في حريق مصنع زهرون", source="ثانية", published="2024-06-18")
    stories_find([other.pk, one.pk])
    assert story_of(one) == story_of(other) == own


def test_a_lone_article_leaves_a_story_of_which_a_curator_took_it(fire, alone):
    third, own, _ = alone
    StoryDecision.objects.create(article=third, story=own, belongs=False)
    stories_find([third.pk])
    assert story_of(third) != own


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_three_stories_of_a_chain_merge_in_one_transaction(order):
    chain = [Story.objects.create()]
    for odds in (1.0, 2.0, 3.0):
        chain.append(Story.objects.create(previous=chain[-1], previous_odds=odds))
    *merged, last = chain
    into, *others = (merged[place] for place in order)
    with transaction.atomic():
        for other in others:
            story_merge(other, into)
    assert set(Story.objects.values_list("pk", "previous")) == {(into.pk, None), (last.pk, into.pk)}


def test_what_is_placed_on_its_own_day_is_placed_again_days_later(write):
    today = timezone.now().date()
    write(*FIRE, title="حريق", published=str(today))
    run()
    reading = StoryReading.objects.get()
    assert not reading.is_settled
    StoryReading.objects.update(day=today.toordinal() - 5)
    comparisons_add_due()
    assert stories_waiting() == 1
    while comparisons_step():
        pass
    assert StoryReading.objects.get().is_settled


def test_nothing_waits_when_all_is_found_and_nothing_is_due_again(fire):
    comparisons_add_due()
    assert stories_waiting() == 0


def test_an_article_whose_rows_the_database_refuses_holds_up_no_other_story(write, monkeypatch, caplog):
    articles = [
        write(*text, source=name) for text, name in ((FIRE, "أولى"), (ELSEWHERE, "ثالثة"), (SAME_FIRE, "ثانية"))
    ]
    place = stories.member_place

    def refuse(pk, *arguments, **options):
        if pk == articles[1].pk:
            raise IntegrityError("FOREIGN KEY constraint failed")
        return place(pk, *arguments, **options)

    monkeypatch.setattr(stories, "member_place", refuse)
    run()
    assert stories_waiting() == 0
    assert story_of(articles[0]) == story_of(articles[2]) is not None
    assert f"The story of article {articles[1].pk} could not be found." in caplog.text


def test_stories_wait_while_the_database_is_locked(write, monkeypatch):
    def locked(pks):
        raise OperationalError("database is locked")

    write(*FIRE)
    monkeypatch.setattr(stories, "stories_place", locked)
    with pytest.raises(OperationalError):
        run()
    assert stories_waiting() == 1


def test_an_article_placed_again_is_not_drawn_away_by_what_was_taken_out_of_its_story():
    """The lone article is the likelier of the two, but was kept apart from the story that the article was in."""
    odds = np.array([[0, 1, 3], [1, 0, 2], [3, 2, 0]], np.float32)
    story, lone = ("story", 7), ("article", 2)
    groups, apart = {story: [1], lone: [2]}, {frozenset((story, lone))}
    assert place(0, groups, odds, apart=apart).joined == (lone,)
    assert place(0, groups, odds, apart=apart, home=story).joined == (story,)
    assert place(0, groups, odds, apart=apart | {frozenset((story, SELF))}, home=story).joined == (lone,)


@pytest.mark.parametrize(("days", "is_one"), [(0, True), (1, True), (7, False), (14, False)])
def test_a_form_that_is_filled_in_again_a_week_later_is_another_happening(days, is_one):
    """Copies of one text aside, which are told before: the same words tell of one event only within a few days."""
    bulletin = read_terms("عاصفة رملية على الساحل", ["توقعت مصلحة الرصد أن تنعدم الرؤية على طرق الساحل السريعة."], None)
    texts = [StoryText(pk, pk, 740_000 + pk * days, bulletin) for pk in range(2)]
    odds = log_odds(compare(texts, 740_000, StoredCounts()))
    assert (linkage([0], [1], odds) >= JOIN) == is_one
