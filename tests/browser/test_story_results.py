"""Results grouped by story: the control above the results, who else tells it, and the way to the story; without scripts, too."""

import pytest

from archive import search
from archive.catalog.services import outbox_add
from archive.coverage.models import Story, StoryMember, Version, VersionGroup
from archive.search import SearchRequest
from tests.browser.layout import no_sideways_scrolling
from tests.browser.test_history import shot

QUERY = "الرئيس"
MEMBERS = 5


@pytest.fixture
def told(archive):
    """A story of the best matches of the query, of which the last two are versions of one text; returns their keys."""
    hits = search.search(SearchRequest(QUERY, group="none", per_page=MEMBERS)).hits
    pks = [hit.pk for hit in hits]
    StoryMember.objects.filter(article__in=pks).delete()
    Version.objects.filter(article__in=pks).delete()
    story = Story.objects.create()
    group = VersionGroup.objects.create(representative_id=pks[-1])
    for pk in pks:
        StoryMember.objects.create(article_id=pk, story=story, basis="words", sureness=0.8)
    for pk in pks[-2:]:
        Version.objects.create(article_id=pk, group=group, relation="equal", basis="hash", share=1.0)
    outbox_add(pks)
    search.drain()
    return [hit.key for hit in hits]


@pytest.fixture(params=[(1280, True), (390, True), (390, False)], ids=["wide", "narrow", "without scripts"])
def page(request, browser):
    width, with_scripts = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale="ar", java_script_enabled=with_scripts
    )
    yield context.new_page()
    context.close()


def choices(page):
    return page.get_by_role("navigation", name="التجميع")


def test_results_are_grouped_by_story_and_lead_to_it(page, archive, told):
    page.goto(f"{archive}/search/?q={QUERY}")
    assert choices(page).get_by_role("link").all_inner_texts() == ["بلا تجميع", "النسخ", "القصة"]
    assert choices(page).locator("[aria-current]").inner_text() == "النسخ"
    choices(page).get_by_role("link", name="القصة").click()
    page.wait_for_url("**group=story")
    first = page.locator(".hit").first
    assert first.locator("h3 a").get_attribute("href").split("/")[2] == told[0]
    tellers = first.locator(".hit__versions")
    assert "نصوص" in tellers.locator("summary").inner_text()
    assert not tellers.locator("ul").is_visible()
    tellers.locator("summary").focus()
    page.keyboard.press("Enter")
    tellers.locator("li").first.wait_for(state="visible")
    links = [link.get_attribute("href").split("/")[2] for link in tellers.locator("li a").all()]
    assert sorted(links) == sorted(told[1:])
    assert tellers.locator(".hit__copies a").count() == 1
    assert no_sideways_scrolling(page)
    shot(page, f"stories-{page.viewport_size['width']}")
    first.get_by_role("link", name="القصة كلها: 5 مقالات").click()
    page.wait_for_url("**/stories/**")
    assert page.locator("h1").is_visible()


def test_the_choice_holds_on_the_next_page_and_is_left_again(page, archive, told):
    page.goto(f"{archive}/search/?q={QUERY}&group=story&per_page=2")
    page.locator(".paging a[rel=next]").click()
    page.wait_for_url("**page=2**")
    assert choices(page).locator("[aria-current]").inner_text() == "القصة"
    assert set(told).isdisjoint(link.get_attribute("href").split("/")[2] for link in page.locator(".hit h3 a").all())
    choices(page).get_by_role("link", name="بلا تجميع").click()
    page.wait_for_url("**group=none**")
    assert page.locator(".hit__story").count() == 0
