"""What curators decide about stories binds what is placed later, and can be undone."""

import datetime as dt

import pytest

from archive.catalog.models import Article, OutboxEntry
from archive.catalog.services import article_delete, article_publish, article_save, article_withdraw
from archive.coverage.models import (
    FormerStoryKey,
    PendingStory,
    Story,
    StoryChange,
    StoryDecision,
    StoryMember,
    StoryPairDecision,
    Version,
)
from archive.coverage.selectors import current_story
from archive.coverage.services import (
    StoryConflictError,
    comparisons_add_due,
    comparisons_step,
    stories_keep_apart,
    stories_merge,
    story_change_undo,
    story_confirm,
    story_follow,
    story_put_in,
    story_rename,
    story_split,
    story_take_out,
    story_unfollow,
)
from archive.coverage.services.stories import stories_find
from archive.coverage.stories.merging import story_merge
from tests.coverage.test_stories import ELSEWHERE, FIRE, NEXT_DAY, SAME_FIRE, run, story_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def fire(write):
    """Three reports on one fire, in one story."""
    titles = (
        "حريق في مصنع نسيج بزهرون يصيب تسعة عمال",
        "إصابة تسعة عمال في حريق مصنع زهرون للنسيج",
        "حريق مصنع زهرون للنسيج",
    )
    texts = (FIRE, SAME_FIRE, (SAME_FIRE[0], FIRE[1]))
    rows = [
        write(*text, title=title, source=source, published="2024-06-18")
        for text, title, source in zip(texts, titles, ("أولى", "ثانية", "ثالثة"), strict=True)
    ]
    Version.objects.all().delete()
    run()
    Version.objects.all().delete()
    assert len({story_of(row) for row in rows}) == 1
    return rows


def make(*articles, previous=None):
    days = [article.published_on for article in articles]
    story = Story.objects.create(first_day=min(days), last_day=max(days), previous=previous)
    for article in articles:
        StoryMember.objects.create(article=article, story=story, basis="words", sureness=0.8)
    return story


@pytest.fixture
def two(write):
    """A story of four articles, and one of two."""
    rows = [write(f"نص رقم {number}.", title=f"خبر {number}", published="2024-06-18") for number in range(6)]
    return make(*rows[:4]), make(*rows[4:]), rows


def members(story):
    return set(StoryMember.objects.filter(story=story).values_list("article", flat=True))


def standing():
    """All that stands of stories, by their keys."""
    return {
        "members": set(StoryMember.objects.values_list("article", "story__key", "basis", "sureness")),
        "decisions": set(StoryDecision.objects.values_list("article_key", "article", "story__key", "belongs", "by")),
        "pairs": set(StoryPairDecision.objects.values_list("story__key", "other__key", "kind")),
        "stories": set(Story.objects.values_list("pk", "key", "title", "previous__key", "previous_odds", "previous_decided")),
        "former": set(FormerStoryKey.objects.values_list("key", "story__key")),
        "days": set(Story.objects.values_list("key", "first_day", "last_day")),
    }  # fmt: skip


class TestTakeOut:
    def test_what_is_taken_out_never_comes_back(self, fire):
        one, *others = fire
        story = story_of(one)
        story_take_out(story=story, articles=[one], by="huda")
        assert PendingStory.objects.filter(article_pk=one.pk).exists()
        run()
        stories_find([row.pk for row in fire])
        assert story_of(one) != story
        assert members(story) == {row.pk for row in others}

    def test_the_rest_does_not_follow_it_when_others_are_placed_again(self, fire, write):
        story = story_of(fire[0])
        story_take_out(story=story, articles=[fire[0]])
        late = write(FIRE[0], SAME_FIRE[1], title="حريق مصنع النسيج في زهرون", source="رابعة", published="2024-06-18")
        run()
        Version.objects.all().delete()
        stories_find([late.pk, *(row.pk for row in fire)])
        assert story_of(fire[0]) is None or story_of(fire[0]) != story_of(fire[1])

    def test_it_stays_out_when_it_is_withdrawn_and_published_again(self, fire):
        story = story_of(fire[0])
        story_take_out(story=story, articles=[fire[0]])
        article_withdraw(article=fire[0])
        run()
        article_publish(article=fire[0])
        run()
        assert story_of(fire[0]) != story

    def test_it_stays_out_when_it_is_deleted_and_imported_again(self, fire):
        Article.objects.filter(pk=fire[0].pk).update(import_key="paper:1")
        one = Article.objects.get(pk=fire[0].pk)
        story, pk = story_of(one), one.pk
        story_take_out(story=story, articles=[one])
        texts = list(one.paragraphs.values_list("role", "text"))
        article_delete(article=one)
        assert StoryDecision.objects.get(belongs=False).article is None
        one.pk = one.id = None
        one._state.adding = True
        one.key = f"{one.key[:-1]}x"
        again = article_save(article=one, paragraphs=texts)
        assert again.pk != pk
        run()
        assert StoryDecision.objects.get(belongs=False).article == again
        assert story_of(again) != story

    def test_copies_of_its_text_go_along(self, two, group):
        story, _, rows = two
        group(rows[0], rows[1])
        group(rows[2], rows[4])
        story_take_out(story=story, articles=[rows[0], rows[2]])
        assert members(story) == {rows[3].pk}
        assert story_of(rows[4]) is not None

    def test_what_is_no_member_is_refused(self, two):
        story, _, rows = two
        with pytest.raises(StoryConflictError):
            story_take_out(story=story, articles=[rows[0], rows[4]])
        with pytest.raises(StoryConflictError):
            story_take_out(story=story, articles=[])
        assert len(members(story)) == 4

    def test_undone_it_is_back_though_it_found_another_story_since(self, two):
        story, other, rows = two
        before = standing()
        change = story_take_out(story=story, articles=[rows[0]], by="huda", reason="ليس عنها")
        assert (change.by, change.reason, change.kind) == ("huda", "ليس عنها", "out")
        StoryMember.objects.create(article=rows[0], story=other, basis="words", sureness=0.5)
        assert story_change_undo(change=change) == []
        assert standing() == before


class TestPutIn:
    def test_the_key_of_a_story_whose_only_article_was_put_in_another_leads_there_until_undone(self, two, write):
        story, _, _ = two
        lone = write("نص آخر.", title="خبر وحيد", published="2024-06-18")
        own = make(lone)
        following = make(write("نص تال.", title="خبر تال", published="2024-06-19"), previous=own)
        change = story_put_in(story=story, articles=[lone], by="huda")
        following.refresh_from_db()
        assert current_story(own.key) == following.previous == story
        story_change_undo(change=change)
        following.refresh_from_db()
        assert current_story(own.key) == following.previous == own

    def test_undone_the_keys_that_led_to_the_other_story_lead_there_again(self, two, write):
        story, _, _ = two
        own = make(write("نص آخر.", title="خبر وحيد", published="2024-06-18"))
        older = Story.objects.create()
        story_merge(older, own)
        before = standing()
        change = story_put_in(story=story, articles=[own.members.get().article], by="huda")
        assert current_story(older.key) == story
        assert story_change_undo(change=change) == []
        assert current_story(older.key) == own
        assert standing() == before

    def test_a_chapter_of_the_story_that_is_emptied_follows_what_that_followed(self, two, write):
        story, before, _ = two
        own = make(write("نص آخر.", title="خبر وحيد", published="2024-06-18"), previous=before)
        Story.objects.filter(pk=own.pk).update(previous_odds=1.5)
        Story.objects.filter(pk=story.pk).update(previous=own, previous_odds=0.5, previous_decided=True)
        story_put_in(story=story, articles=[own.members.get().article])
        story.refresh_from_db()
        assert (story.previous, story.previous_odds, story.previous_decided) == (before, 1.5, False)

    def test_no_circle_comes_of_a_chapter_between_the_two(self, two, write):
        story, between, _ = two
        own = make(write("نص آخر.", title="خبر وحيد", published="2024-06-17"))
        Story.objects.filter(pk=between.pk).update(previous=own)
        Story.objects.filter(pk=story.pk).update(previous=between)
        story_put_in(story=story, articles=[own.members.get().article])
        assert dict(Story.objects.values_list("pk", "previous")) == {
            own.pk: None,
            between.pk: None,
            story.pk: between.pk,
        }

    def test_an_article_that_was_put_in_stays_whatever_is_read(self, fire, write):
        story = story_of(fire[0])
        match = write(*ELSEWHERE, title="النوارس بطل الجزر", source="ثالثة", published="2024-06-25")
        run()
        story_put_in(story=story, articles=[match], by="huda")
        stories_find([match.pk])
        assert story_of(match) == story
        assert StoryMember.objects.get(article=match).basis == "curator"

    def test_one_moved_from_another_story_does_not_draw_the_two_together(self, two):
        story, other, rows = two
        before = standing()
        change = story_put_in(story=other, articles=[rows[0]])
        assert members(other) == {rows[0].pk, rows[4].pk, rows[5].pk}
        assert StoryDecision.objects.filter(article=rows[0], story=story, belongs=False).exists()
        OutboxEntry.objects.all().delete()
        assert story_change_undo(change=change) == []
        assert standing() == before
        assert set(OutboxEntry.objects.values_list("article_pk", flat=True)) == {rows[0].pk}

    def test_an_article_that_readers_do_not_see_is_refused(self, two, write):
        draft = write("نص مسودة.")
        Article.objects.filter(pk=draft.pk).update(state="draft")
        with pytest.raises(StoryConflictError):
            story_put_in(story=two[0], articles=[Article.objects.get(pk=draft.pk)])

    def test_a_story_is_not_emptied_one_by_one_instead_of_merged(self, two):
        story, other, rows = two
        with pytest.raises(StoryConflictError, match="ادمج"):
            story_put_in(story=story, articles=rows[4:])
        assert members(other) == {rows[4].pk, rows[5].pk}

    def test_one_that_is_in_it_is_refused(self, two):
        with pytest.raises(StoryConflictError):
            story_put_in(story=two[0], articles=[two[2][0]])


class TestMerge:
    def test_the_key_of_the_other_leads_to_it_and_members_stay_when_placed_again(self, fire, write):
        story = story_of(fire[0])
        rows = [write(*ELSEWHERE, title="النوارس", source=name, published="2024-06-25") for name in ("رابعة", "خامسة")]
        run()
        other = story_of(rows[0])
        stories_merge(kept=story, merged=other)
        assert current_story(other.key) == story
        stories_find([row.pk for row in (*fire, *rows)])
        assert members(story) == {row.pk for row in (*fire, *rows)}

    def test_undone_both_stand_as_before_with_their_former_keys_and_chapters(self, two, write):
        story, other, rows = two
        FormerStoryKey.objects.create(key="old", story=other)
        step = make(write("نص سابع.", published="2024-06-20"), previous=other)
        StoryDecision.objects.create(article=rows[0], article_key=rows[0].stored_key, story=other, belongs=False)
        stories_keep_apart(story=other, other=step)
        before = standing()
        change = stories_merge(kept=story, merged=other)
        step.refresh_from_db()
        assert step.previous == story
        assert current_story("old") == story
        assert story_change_undo(change=change) == []
        assert standing() == before

    def test_no_circle_comes_of_a_chapter_between_the_two(self, two, write):
        story, between, _ = two
        first = make(write("نص آخر.", title="خبر أول", published="2024-06-17"))
        Story.objects.filter(pk=between.pk).update(previous=first, previous_odds=1.0)
        Story.objects.filter(pk=story.pk).update(previous=between)
        before = standing()
        change = stories_merge(kept=story, merged=first)
        assert dict(Story.objects.values_list("pk", "previous")) == {between.pk: None, story.pk: between.pk}
        assert Story.objects.get(pk=between.pk).previous_odds is None
        assert story_change_undo(change=change) == []
        assert standing() == before

    def test_what_joined_since_stays_and_is_told(self, two, write):
        story, other, _ = two
        change = stories_merge(kept=story, merged=other)
        late = write("نص متأخر.", published="2024-06-18")
        StoryMember.objects.create(article=late, story=story, basis="words", sureness=0.5)
        assert story_change_undo(change=change) == ["انضمت بعده مقالات أخرى، فبقيت في القصة الباقية (العدد: 1)."]
        assert story_of(late) == story

    def test_what_was_deleted_since_is_told(self, two):
        story, other, rows = two
        change = stories_merge(kept=story, merged=other)
        article_delete(article=rows[5])
        assert story_change_undo(change=change) == ["حُذفت مقالات مما شمله القرار، فلم تُعَد (العدد: 1)."]
        assert members(Story.objects.get(key=other.key)) == {rows[4].pk}

    def test_a_later_decision_about_its_articles_is_undone_first(self, two):
        story, other, rows = two
        merge = stories_merge(kept=story, merged=other)
        out = story_take_out(story=story, articles=[rows[5]])
        with pytest.raises(StoryConflictError, match="الأحدث"):
            story_change_undo(change=merge)
        story_change_undo(change=out)
        story_change_undo(change=merge)
        with pytest.raises(StoryConflictError, match="من قبل"):
            story_change_undo(change=merge)

    def test_a_background_merge_since_is_no_obstacle(self, two, write):
        story, other, rows = two
        change = stories_merge(kept=story, merged=other)
        third = make(write("نص ثامن."))
        story_merge(Story.objects.get(pk=story.pk), third)
        story_change_undo(change=change)
        assert members(Story.objects.get(key=other.key)) == {rows[4].pk, rows[5].pk}
        assert current_story(story.key) == third

    def test_one_and_the_same_is_refused(self, two):
        with pytest.raises(StoryConflictError):
            stories_merge(kept=two[0], merged=two[0])


class TestSplit:
    def test_the_larger_part_keeps_the_key(self, write):
        rows = [write(f"نص {number}.", published="2024-06-18") for number in range(5)]
        story = make(*rows)
        _, new = story_split(story=story, articles=rows[:2], title="  قصة   أخرى ")
        assert (members(new), members(story)) == ({rows[0].pk, rows[1].pk}, {row.pk for row in rows[2:]})
        assert Story.objects.get(pk=new.pk).title.split() == ["قصة", "أخرى"]

    def test_the_larger_part_keeps_the_key_though_it_was_chosen(self, write):
        rows = [write(f"نص {number}.", published="2024-06-18") for number in range(5)]
        story = make(*rows)
        Story.objects.filter(pk=story.pk).update(title="الأولى")
        before = standing()
        change, titled = story_split(story=Story.objects.get(pk=story.pk), articles=rows[:3], title="قصة أخرى")
        assert (titled.key, titled.title) == (story.key, "قصة أخرى")
        assert members(story) == {row.pk for row in rows[:3]}
        new = story_of(rows[3])
        assert (new.title, members(new)) == ("الأولى", {rows[3].pk, rows[4].pk})
        assert story_change_undo(change=change) == []
        after = standing()
        assert after["members"] == before["members"]
        assert after["decisions"] == after["pairs"] == set()
        assert current_story(new.key) == Story.objects.get(key=story.key)
        assert Story.objects.get(key=story.key).title == "الأولى"

    def test_the_parts_never_join_again(self, fire, write):
        late = write(SAME_FIRE[0], FIRE[0], title="حريق مصنع النسيج في زهرون", source="رابعة", published="2024-06-18")
        run()
        Version.objects.all().delete()
        rows = [*fire, late]
        story = story_of(late)
        assert members(story) == {row.pk for row in rows}
        _, new = story_split(story=story, articles=rows[:2])
        stories_find([row.pk for row in rows])
        stories_find([row.pk for row in reversed(rows)])
        assert not members(story) & members(new)
        assert members(new) == {row.pk for row in rows[:2]}
        assert Story.objects.filter(pk__in=[story.pk, new.pk]).count() == 2

    def test_a_part_of_one_is_refused(self, two):
        story, _, rows = two
        for chosen in (rows[:1], rows[:3]):
            with pytest.raises(StoryConflictError, match="ليست من هذه القصة"):
                story_split(story=story, articles=chosen)


def test_stories_that_are_kept_apart_are_not_merged_in_the_background(fire, write):
    one, two, three = fire
    StoryMember.objects.all().delete()
    Story.objects.all().delete()
    first, second = make(one), make(two)
    change = stories_keep_apart(story=first, other=second, by="huda")
    stories_find([three.pk])
    assert Story.objects.filter(pk__in=[first.pk, second.pk]).count() == 2
    story_change_undo(change=change)
    stories_find([three.pk])
    assert story_of(one) == story_of(two) == story_of(three)


def test_a_confirmed_story_stays_together(two):
    story, _, rows = two
    before = standing()
    change = story_confirm(story=story)
    stories_find([row.pk for row in rows[:4]])
    assert members(story) == {row.pk for row in rows[:4]}
    story_change_undo(change=change)
    assert standing() == before


def test_a_title_lasts_through_merges_and_is_taken_back(two):
    story, other, _ = two
    change = story_rename(story=other, title="  حريق   المصنع ")
    merge = stories_merge(kept=story, merged=Story.objects.get(pk=other.pk))
    assert Story.objects.get(pk=story.pk).title == "حريق المصنع"
    story_change_undo(change=merge)
    assert Story.objects.get(key=other.key).title == "حريق المصنع"
    assert Story.objects.get(pk=story.pk).title == ""
    story_change_undo(change=change)
    assert Story.objects.get(key=other.key).title == ""


def test_independent_decisions_about_one_story_are_undone_in_any_order(two):
    story, _, rows = two
    first = story_take_out(story=story, articles=[rows[0]])
    story_take_out(story=story, articles=[rows[1]])
    story_rename(story=story, title="عنوان")
    story_change_undo(change=first)
    assert members(story) == {rows[0].pk, rows[2].pk, rows[3].pk}


class TestChapters:
    def test_a_refused_chapter_is_not_linked_again(self, fire, write):
        step = write(*NEXT_DAY, title="توقيف مدير مصنع زهرون بعد الحريق", source="أولى", published="2024-06-19")
        run()
        assert story_of(step).previous == story_of(fire[0])
        odds = story_of(step).previous_odds
        change = story_unfollow(story=story_of(step), by="huda")
        stories_find([step.pk, *(row.pk for row in fire)])
        assert story_of(step).previous is None
        story_change_undo(change=change)
        assert (story_of(step).previous, story_of(step).previous_odds) == (story_of(fire[0]), odds)

    def test_a_chosen_chapter_lasts(self, fire, write):
        far = make(write(*ELSEWHERE, published="2024-06-01"))
        step = write(*NEXT_DAY, title="توقيف مدير مصنع زهرون بعد الحريق", source="أولى", published="2024-06-19")
        run()
        change = story_follow(story=story_of(step), previous=far)
        stories_find([row.pk for row in fire])
        assert story_of(step).previous == far
        story_change_undo(change=change)
        assert story_of(step).previous == story_of(fire[0])

    def test_no_circle(self, two):
        story, other, _ = two
        story_follow(story=other, previous=story)
        with pytest.raises(StoryConflictError):
            story_follow(story=story, previous=Story.objects.get(pk=other.pk))
        with pytest.raises(StoryConflictError):
            story_follow(story=story, previous=story)
        with pytest.raises(StoryConflictError):
            story_unfollow(story=story)


def test_decisions_are_counted_and_follow_the_days(two):
    story, _, rows = two
    Article.objects.filter(pk=rows[0].pk).update(published_on=dt.date(2024, 6, 10))
    story_take_out(story=story, articles=[rows[1]])
    story.refresh_from_db()
    assert story.first_day == dt.date(2024, 6, 10)
    assert StoryChange.objects.filter(undone_at=None, stories__key=story.key).count() == 1


def test_all_is_found_again_when_nothing_waits(fire):
    comparisons_add_due()
    assert not comparisons_step()
