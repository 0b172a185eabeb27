"""Curators mend stories: the list, the page of one, decisions with their history, and two who decide at once."""

import datetime as dt
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from archive.catalog.models import Article, Paragraph, RedactedArticle, Redaction, Source
from archive.catalog.services import article_save
from archive.coverage.models import Story, StoryChange, StoryMember
from archive.coverage.services import story_take_out
from archive.curation.history import recorded_reason
from tests.curation.browser_forms import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(sign_in):
    return sign_in("huda", group="curator")


@pytest.fixture
def senior(sign_in):
    return sign_in("samir", group="senior_curator")


def write(number, **fields):
    source, _ = Source.objects.get_or_create(name=f"صحيفة {number}")
    day = {"published_on": dt.date(2024, 6, 18), "published_precision": "day", "published_basis": "stated"}
    article = Article(title=f"خبر الجسر {number}", source=source, **{**day, **fields})
    return article_save(article=article, paragraphs=[(Paragraph.Role.LEDE, f"افتتح الجسر رقم {number}.")])


def make(*articles, **fields):
    story = Story.objects.create(first_day=dt.date(2024, 6, 18), last_day=dt.date(2024, 6, 18), **fields)
    for number, article in enumerate(articles):
        sureness = 0.9 - number / 10
        StoryMember.objects.create(article=article, story=story, basis="words", sureness=sureness, nearest=articles[0])
    return story


@pytest.fixture
def bridge():
    """A story of five articles, and one of two."""
    rows = [write(number) for number in range(7)]
    return make(*rows[:5]), make(*rows[5:]), rows


def page_of(story):
    return reverse("admin:coverage_story_change", args=[story.pk])


def seen(client, story):
    return form_of(client.get(page_of(story)).content.decode())["seen"]


def decide(client, story, action, *chosen, **more):
    sent = {"decide": action, "chosen": [one.pk for one in chosen], **more}
    sent.setdefault("seen", seen(client, story))
    return client.post(reverse("admin:coverage_story_decide", args=[story.pk]), sent, follow=True)


def said(answer):
    return " ".join(map(str, answer.context["messages"]))


def members(story):
    return set(StoryMember.objects.filter(story__key=story.key).values_list("article", flat=True))


def told(row):
    kind = ContentType.objects.get_for_model(type(row))
    return list(LogEntry.objects.filter(content_type=kind, object_id=str(row.pk)))


class TestList:
    def rows(self, client, query=""):
        page = client.get(f"{reverse('admin:coverage_story_changelist')}{query}").content.decode()
        return re.findall(r"/admin/coverage/story/(\d+)/change/", page)

    def test_the_largest_comes_first_and_what_readers_do_not_see_is_not_counted(self, curator, bridge):
        story, other, rows = bridge
        assert self.rows(curator) == [str(story.pk), str(other.pk)]
        Article.objects.filter(pk__in=[row.pk for row in rows[1:5]]).update(state="draft")
        assert self.rows(curator) == [str(other.pk)]
        assert self.rows(curator, "?articles=1") == [str(story.pk)]

    def test_it_is_searched_by_headline_key_and_address(self, curator, bridge, index_folder):
        story, other, _ = bridge
        for query in ("خبر 5", other.key, f"https://archive.example/stories/{other.key}/"):
            assert self.rows(curator, f"?q={query}") == [str(other.pk)]
        assert self.rows(curator, "?q=زرافة") == []
        story.title = "زرافة في المدينة"
        story.save()
        assert self.rows(curator, "?q=زرافة") == [str(story.pk)]

    def test_it_is_filtered_by_day_size_and_decision(self, curator, bridge):
        story, other, rows = bridge
        Story.objects.filter(pk=other.pk).update(first_day=dt.date(2024, 6, 20))
        assert self.rows(curator, "?first_day__year=2024&first_day__month=6&first_day__day=20") == [str(other.pk)]
        assert self.rows(curator, "?articles=3-5") == [str(story.pk)]
        story_take_out(story=story, articles=rows[:1])
        assert self.rows(curator, "?decided=yes") == [str(story.pk)]
        assert self.rows(curator, "?decided=no") == [str(other.pk)]

    def test_a_choice_of_stories_shows_headlines(self, curator, bridge):
        story = bridge[0]
        asked = {"app_label": "coverage", "model_name": "storymember", "field_name": "story", "term": story.key}
        found = curator.get(reverse("admin:autocomplete"), asked).json()["results"]
        assert found == [{"id": str(story.pk), "text": "خبر الجسر 0"}]

    def test_a_choice_of_articles_knows_addresses(self, curator, bridge):
        article = bridge[2][3]
        asked = {"app_label": "coverage", "model_name": "storymember", "field_name": "article"}
        for term in (article.key, f"http://localhost:8000/articles/{article.key}/?q=x", "الجسر 3"):
            found = curator.get(reverse("admin:autocomplete"), {**asked, "term": term}).json()["results"]
            assert str(article.pk) in [row["id"] for row in found]
            assert len(found) < 7


def test_the_page_says_who_is_in_it_and_why(curator, bridge):
    story, _, rows = bridge
    html = curator.get(page_of(story)).content.decode()
    for shown in ("خبر الجسر 4", "صحيفة 4", "2024-06-18", "الترجيح 90٪", "أقرب ما فيها إليه"):
        assert shown in " ".join(html.split())
    Article.objects.filter(pk=rows[4].pk).update(state="withdrawn")
    assert "خبر الجسر 4" not in curator.get(page_of(story)).content.decode()


def test_one_or_several_are_taken_out_with_a_reason_in_all_histories(curator, bridge):
    story, _, rows = bridge
    answer = decide(curator, story, "out", rows[0], rows[1], change_reason="جسر آخر")
    assert "يُتراجع عنه" in said(answer)
    assert members(story) == {row.pk for row in rows[2:5]}
    for row in (story, rows[0], rows[1]):
        (entry,) = told(row)
        assert recorded_reason(entry) == "جسر آخر"
    change = StoryChange.objects.get()
    assert (change.by, change.reason) == ("huda", "جسر آخر")
    assert "خبر الجسر 0" in answer.content.decode()  # «ليس منها»
    assert "خبر الجسر" not in "".join(entry.change_message for entry in LogEntry.objects.all())


def test_a_decision_is_taken_back_on_the_page(curator, bridge):
    story, _, rows = bridge
    decide(curator, story, "out", rows[0])
    answer = decide(curator, story, f"undo:{StoryChange.objects.get().pk}")
    assert "تُراجع عن" in said(answer)
    assert rows[0].pk in members(story)
    assert len(told(rows[0])) == 2


def test_who_comes_second_is_told_and_keeps_what_he_chose(curator, senior, bridge):
    story, _, rows = bridge
    token = seen(senior, story)
    decide(curator, story, "out", rows[0])
    answer = decide(senior, story, "out", rows[1], rows[2], seen=token)
    assert "huda" in said(answer)
    assert members(story) == {row.pk for row in rows[1:5]}
    chosen = re.findall(r'name="chosen" value="(\d+)"[^>]*\schecked', answer.content.decode())
    assert set(chosen) == {str(rows[1].pk), str(rows[2].pk)}


def test_what_is_not_chosen_or_not_there_changes_nothing(curator, bridge):
    story, _, rows = bridge
    for action, chosen, more in (
        ("out", [], {}), ("out", [rows[5]], {}), ("move", [rows[0]], {}), ("move", [rows[0]], {"target": "x"}),
        ("in", [], {}), ("in", [], {"article": rows[0].pk}), ("split", [rows[0]], {}), ("follow", [], {}),
        ("follow", [], {"previous": story.pk}), (f"unfollow:{story.pk}", [], {}),
    ):  # fmt: skip
        answer = decide(curator, story, action, *chosen, **more)
        assert said(answer), action
    assert not StoryChange.objects.exists()
    for odd in ("x", "undo:x", f"unfollow:{'9' * 30}"):
        assert decide(curator, story, odd).status_code == 404


def test_articles_are_moved_put_in_and_split_off(curator, bridge):
    story, other, rows = bridge
    decide(curator, story, "move", rows[4], target=other.pk)
    assert members(other) == {row.pk for row in rows[4:]}
    lone = write(8)
    decide(curator, story, "in", article=lone.pk)
    assert lone.pk in members(story)
    decide(curator, story, "split", rows[0], rows[1], title="جسر القرية")
    new = StoryMember.objects.get(article=rows[0]).story
    assert (new.title, members(new)) == ("جسر القرية", {rows[0].pk, rows[1].pk})
    assert "جسر القرية" in curator.get(page_of(new)).content.decode()


def test_without_scripts_a_key_or_an_address_is_typed(curator, bridge):
    story, other, rows = bridge
    decide(curator, story, "move", rows[4], **{"target-typed": f"https://archive.example/stories/{other.key}/"})
    assert rows[4].pk in members(other)
    lone = write(8)
    decide(curator, story, "in", **{"article-typed": lone.key})
    assert lone.pk in members(story)
    answer = curator.get(reverse("admin:coverage_story_merge", args=[story.pk]), {"other-typed": other.key})
    assert answer.status_code == 200


class TestMerge:
    def address(self, story, other=None):
        path = reverse("admin:coverage_story_merge", args=[story.pk])
        return f"{path}?other={other.pk}" if other else path

    def test_both_are_shown_before_one_click_merges_them(self, senior, bridge, client):
        story, other, rows = bridge
        page = senior.get(self.address(other, story)).content.decode()
        assert page.index("خبر الجسر 0") < page.index("خبر الجسر 5")
        form = form_of(page)
        assert form["keep"] == str(story.pk)
        sent = {**form, "seen": re.findall(r'name="seen" value="([^"]+)"', page), "decide": "merge"}
        answer = senior.post(self.address(other), sent, follow=True)
        assert answer.redirect_chain[-1][0] == page_of(story)
        assert members(story) == {row.pk for row in rows}
        assert client.get(f"/stories/{other.key}/")["Location"] == f"/stories/{story.key}/"

    def test_who_comes_second_is_told(self, senior, bridge):
        story, other, rows = bridge
        page = senior.get(self.address(story, other)).content.decode()
        story_take_out(story=story, articles=rows[:1], by="huda")
        sent = {"other": other.pk, "seen": re.findall(r'name="seen" value="([^"]+)"', page), "decide": "merge"}
        answer = senior.post(self.address(story), sent, follow=True)
        assert "huda" in said(answer)
        assert Story.objects.count() == 2

    def test_curators_say_that_they_are_not_one_but_merge_no_stories(self, curator, bridge):
        story, other, _ = bridge
        page = curator.get(self.address(story, other)).content.decode()
        assert 'value="merge"' not in page
        sent = {"other": other.pk, "seen": re.findall(r'name="seen" value="([^"]+)"', page)}
        assert curator.post(self.address(story), {**sent, "decide": "merge", "keep": story.pk}).status_code == 403
        assert Story.objects.count() == 2
        curator.post(self.address(story), {**sent, "decide": "apart"})
        assert StoryChange.objects.get().kind == "apart"
        assert "ليست هي" in curator.get(page_of(story)).content.decode()

    def test_a_merge_is_taken_back_by_senior_curators_alone(self, senior, curator, bridge):
        story, other, rows = bridge
        page = senior.get(self.address(story, other)).content.decode()
        sent = {"other": other.pk, "seen": re.findall(r'name="seen" value="([^"]+)"', page), "keep": story.pk}
        senior.post(self.address(story), {**sent, "decide": "merge"})
        pk = StoryChange.objects.get().pk
        assert decide(curator, story, f"undo:{pk}").status_code == 403
        log = reverse("admin:coverage_storychange_changelist")
        curator.post(log, {"action": "undo", "_selected_action": [pk]})
        assert Story.objects.count() == 1
        senior.post(log, {"action": "undo", "_selected_action": [pk]})
        assert Story.objects.count() == 2
        assert members(other) == {rows[5].pk, rows[6].pk}

    @pytest.mark.parametrize("other", ["x", "", "9" * 30, "0"])
    def test_without_another_story_nothing_is_shown(self, senior, bridge, other):
        answer = senior.get(reverse("admin:coverage_story_merge", args=[bridge[0].pk]), {"other": other}, follow=True)
        assert "اختر القصة" in said(answer)


def test_chapters_are_unlinked_and_linked(curator, bridge):
    story, other, _ = bridge
    Story.objects.filter(pk=other.pk).update(previous=story, previous_odds=-1.0)
    assert "ليست تتمة لهذه" in curator.get(page_of(story)).content.decode()
    decide(curator, story, f"unfollow:{other.pk}")
    assert Story.objects.get(pk=other.pk).previous is None
    decide(curator, story, "follow", previous=other.pk)
    assert Story.objects.get(pk=story.pk).previous == other
    assert "بقرار محرر" in curator.get(page_of(story)).content.decode()


def test_a_title_that_a_colleague_changed_meanwhile_is_shown_before_it_is_replaced(curator, senior, bridge):
    story = bridge[0]
    form = {"title": "جسر جديد", "seen_version": ""}
    pages = [
        re.search(r'id="story_form".*', client.get(page_of(story)).content.decode(), re.S)[0]
        for client in (curator, senior)
    ]
    forms = [form_of(page) for page in pages]
    assert curator.post(page_of(story), {**forms[0], "title": "جسر النهر", "change_reason": "أوضح"}).status_code == 302
    assert Story.objects.get(pk=story.pk).title == "جسر النهر"
    assert StoryChange.objects.get().reason == "أوضح"
    answer = senior.post(page_of(story), {**forms[1], "title": form["title"]})
    assert answer.status_code == 409
    assert Story.objects.get(pk=story.pk).title == "جسر النهر"


def test_a_title_with_a_redacted_name_is_for_senior_curators(curator, senior, bridge):
    story, _, rows = bridge
    Story.objects.filter(pk=story.pk).update(title="جسر عوني")
    redaction = Redaction.objects.create(forms=["عوني"], reason="طلب")
    RedactedArticle.objects.create(redaction=redaction, article=rows[0], import_key=rows[0].stored_key)
    Article.objects.filter(pk=rows[0].pk).update(is_redacted=True)
    for path in (
        page_of(story),
        reverse("admin:coverage_story_changelist"),
        reverse("admin:coverage_story_history", args=[story.pk]),
    ):
        assert "عوني" not in curator.get(path).content.decode(), path
    assert "عوني" in senior.get(page_of(story)).content.decode()


def test_the_public_page_and_the_articles_lead_to_the_story_for_those_who_may(curator, bridge, client):
    story, _, rows = bridge
    public = f"/stories/{story.key}/"
    assert f'href="{page_of(story)}"' in curator.get(public).content.decode()
    assert "تحرير القصة" not in client.get(public).content.decode()
    reader = User.objects.create_user("reader")
    client.force_login(reader)
    assert "تحرير القصة" not in client.get(public).content.decode()
    article = reverse("admin:catalog_article_change", args=[rows[0].pk])
    assert f'href="{page_of(story)}"' in curator.get(article).content.decode()


def test_who_only_looks_sees_no_buttons(sign_in, bridge):
    viewer = sign_in("viewer", "coverage.view_story")
    html = viewer.get(page_of(bridge[0])).content.decode()
    assert 'name="decide"' not in html
    assert (
        viewer.post(reverse("admin:coverage_story_decide", args=[bridge[0].pk]), {"decide": "confirm"}).status_code
        == 403
    )
