"""The help page: its examples run and its switch for shortcuts works. Hits of an article, with scripts and without."""

import re

import pytest

from tests.browser.layout import no_sideways_scrolling


def current_hit(page):
    return page.evaluate("location.hash")


def open_article(page, archive, query):
    page.goto(f"{archive}/search/?q={query}&sort=newest")
    page.locator("article h3 a").first.click()
    page.wait_for_selector("[data-hits]")


def test_the_guide_is_reached_from_every_page_and_its_examples_run(page, archive):
    page.goto(archive + "/search/")
    page.locator(".site-nav a", has_text="كيف أبحث؟").click()
    page.wait_for_url("**/help/search/")
    assert page.locator("h1").inner_text() == "كيف أبحث؟"
    assert no_sideways_scrolling(page)
    for typed in ("زلزال أو حريق", "مكان:هانوي"):
        page.goto(archive + "/help/search/")
        page.locator(".example a", has_text=typed).first.click()
        page.wait_for_url("**/search/?**")
        assert page.input_value("input[name=q]") == typed
        assert page.locator("article").count() > 0


def test_hits_are_numbered_and_stepped_through(page, archive):
    open_article(page, archive, "بوتين")
    count = int(page.get_attribute("[data-hits]", "data-hits"))
    assert count == page.locator("mark[id]").count() >= 2
    assert not page.is_visible(".hit-steps__all")
    page.locator("[data-step='1']").click()
    assert current_hit(page) == "#hit-1"
    assert page.locator(".hit-steps__near span").inner_text() == f"1 من {count}"
    page.keyboard.press("n")
    assert current_hit(page) == "#hit-2"
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert current_hit(page) == f"#hit-{count}"
    assert page.locator(".hit-steps__near span").inner_text() == f"{count} من {count}"
    assert page.locator("mark:target").is_visible()
    assert no_sideways_scrolling(page)


def test_keys_typed_into_the_search_box_stay_there(page, archive):
    open_article(page, archive, "بوتين")
    page.fill("input[name=q]", "")
    page.type("input[name=q]", "np")
    assert page.input_value("input[name=q]") == "np"
    assert current_hit(page) == ""


def focused(page):
    return page.evaluate("document.activeElement.id")


def test_single_letter_shortcuts_can_be_switched_off_on_the_help_page(page, archive):
    page.goto(archive + "/help/search/")
    page.keyboard.press("/")
    assert focused(page) == "q"
    assert page.is_checked("[data-shortcuts-setting] input")
    page.uncheck("[data-shortcuts-setting] input")
    open_article(page, archive, "بوتين")
    page.keyboard.press("n")
    page.keyboard.press("/")
    assert current_hit(page) == ""
    assert focused(page) != "q"
    page.goto(archive + "/help/search/")
    page.check("[data-shortcuts-setting] input")
    open_article(page, archive, "بوتين")
    page.keyboard.press("n")
    assert current_hit(page) == "#hit-1"


def test_without_scripts_the_help_page_shows_no_switch_for_shortcuts(browser, archive):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(archive + "/help/search/")
    assert not page.is_visible("[data-shortcuts-setting]")
    assert page.is_visible(".shortcuts")
    context.close()


def test_the_numbers_of_all_hits_are_links_without_scripts(browser, archive):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    open_article(page, archive, "بوتين")
    page.locator(".hit-steps__all a", has_text=re.compile("^2$")).click()
    assert page.url.endswith("#hit-2")
    context.close()


@pytest.mark.parametrize(("typed", "said"), [("Putin", "لم نجد"), ("زلزلل", "هل تقصد"), ("بوتين", "يشمل أيضًا")])
def test_corrections_suggestions_and_variants_are_shown_above_the_results(page, archive, typed, said):
    page.goto(f"{archive}/search/?q={typed}")
    assert said in page.inner_text(".results-head")
