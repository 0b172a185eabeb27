"""A curator mends a story in a browser, from the readers' page on, on a wide and on a narrow screen."""

import datetime as dt

import pytest
from django.contrib.auth.models import User

from archive.catalog.models import Article, Source
from archive.catalog.services import article_save
from archive.coverage.models import Story, StoryMember
from archive.curation.roles import role_set
from tests.browser.layout import no_sideways_scrolling

WIDTHS = {"wide": 1280, "narrow": 390}


def story_of(*titles):
    story = Story.objects.create(first_day="2019-04-03", last_day="2019-04-03")
    for number, title in enumerate(titles):
        article = Article(
            title=title, source=Source.objects.get_or_create(name=f"صحيفة {number}")[0], published_on=dt.date(2019, 4, 3),
            published_precision="day", published_basis="stated",
        )  # fmt: skip
        article_save(article=article, paragraphs=[("lede", f"{title}، وحضر الأهالي.")])
        StoryMember.objects.create(article=article, story=story, basis="words", sureness=0.9)
    return story


@pytest.fixture(params=WIDTHS.values(), ids=WIDTHS)
def opened(request, browser, archive, sign_in):
    """(page, story, other) of a senior curator who came from the readers' page of the story."""
    story = story_of("افتتاح رصيف الميناء", "رصيف جديد في الميناء", "ترميم جسر القرية", "جسر القرية يفتح أبوابه")
    other = story_of("الميناء يستقبل أولى السفن", "أولى السفن في الميناء")
    context = browser.new_context(viewport={"width": request.param, "height": 900}, locale="ar")
    role_set(user=sign_in(context, User.objects.create_user("huda")), key="senior_curator")
    page = context.new_page()
    page.goto(f"{archive}/stories/{story.key}/")
    page.get_by_role("link", name="تحرير القصة").click()
    page.locator(".story-page").wait_for()
    yield page, story, other
    context.close()


def members(story):
    return set(StoryMember.objects.filter(story__key=story.key).values_list("article__title", flat=True))


def test_a_curator_splits_merges_and_takes_back(opened):
    page, story, other = opened
    assert no_sideways_scrolling(page)
    for title in ("ترميم جسر القرية", "جسر القرية يفتح أبوابه"):
        page.get_by_role("checkbox", name=title).check()
    page.get_by_label("عنوان القصة الجديدة").fill("جسر القرية")
    page.get_by_role("button", name="افصلها قصة أخرى").click()
    page.locator(".messagelist .success").wait_for()
    assert members(story) == {"افتتاح رصيف الميناء", "رصيف جديد في الميناء"}
    assert Story.objects.get(title="جسر القرية").members.count() == 2

    page.locator("form:has(#choose-other) .select2-selection").click()
    page.keyboard.type("أولى السفن")
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="قارن القصتين").click()
    page.locator(".story-page--pair").wait_for()
    assert no_sideways_scrolling(page)
    page.get_by_role("button", name="ادمجهما: قصة واحدة").click()
    page.locator(".messagelist .success").wait_for()
    assert StoryMember.objects.filter(story__members__article__title="افتتاح رصيف الميناء").count() == 4

    page.get_by_role("button", name="تراجع عن: دُمجت قصتان").click()
    page.locator(".messagelist .success").wait_for()
    assert members(other) == {"الميناء يستقبل أولى السفن", "أولى السفن في الميناء"}
    assert no_sideways_scrolling(page)


def test_a_curator_takes_an_article_out_and_puts_another_in(opened):
    page, story, other = opened
    page.get_by_role("checkbox", name="ترميم جسر القرية").check()
    page.get_by_label("السبب").first.fill("خبر آخر")
    page.get_by_role("button", name="ليست من هذه القصة").click()
    page.locator(".messagelist .success").wait_for()
    assert "ترميم جسر القرية" not in members(story)
    page.locator(".select2-selection", has_text="مقال (عنوانه").click()
    page.keyboard.type("الميناء يستقبل")
    page.get_by_role("option", name="الميناء يستقبل أولى السفن").click()
    page.get_by_role("button", name="أدخل هذا المقال").click()
    page.locator(".messagelist .success").wait_for()
    assert "الميناء يستقبل أولى السفن" in members(story)
    assert members(other) == {"أولى السفن في الميناء"}
