"""Parts of the query as chips, the advanced form, and shortcuts through a list of articles."""

import pytest

from tests.browser.layout import no_sideways_scrolling


def query_of(page):
    return page.input_value("input[name=q]")


def open_results(page, archive, query="زلزال -باريس"):
    page.goto(f"{archive}/search/?q={query}")
    page.wait_for_selector(".hits")


def test_a_part_of_the_query_is_removed(page, archive):
    open_results(page, archive)
    assert no_sideways_scrolling(page)
    page.locator("[data-part] .chip__x").nth(1).click()
    page.wait_for_url(lambda address: "-" not in address.partition("q=")[2])
    assert query_of(page) == "زلزال"


def test_a_part_of_the_query_is_edited_in_place(page, archive):
    open_results(page, archive)
    page.locator("[data-part] .chip__edit").first.click()
    page.keyboard.press("Escape")
    assert page.locator("[data-part] input").count() == 0
    page.locator("[data-part] .chip__edit").first.click()
    page.locator("[data-part] input").fill("حريق")
    page.keyboard.press("Enter")
    page.locator(".results-head__count", has_text="حريق -باريس").wait_for()
    assert query_of(page) == "حريق -باريس"


def test_without_scripts_a_part_leads_to_its_box_and_is_removed(browser, archive):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    open_results(page, archive, "زلزال مكان:المغرب")
    page.locator("[data-part] .chip__edit").nth(1).click()
    assert page.url.endswith("#box-place")
    assert page.input_value("#box-place") == "المغرب"
    page.fill("#box-place", "تركيا")
    page.fill("#box-any", "أنقرة إسطنبول")
    page.locator(".advanced__show").click()
    assert page.inner_text(".written__query") == "زلزال (أنقرة أو إسطنبول) مكان:تركيا"
    page.locator(".advanced__go").click()
    assert query_of(page) == "زلزال (أنقرة أو إسطنبول) مكان:تركيا"
    page.locator("[data-part] .chip__x").first.click()
    assert query_of(page) == "(أنقرة أو إسطنبول) مكان:تركيا"
    context.close()


def test_the_form_writes_the_query_while_it_is_filled(page, archive):
    page.goto(archive + "/")
    page.locator(".opening__ways a").first.click()
    page.wait_for_url("**/search/advanced/")
    assert no_sideways_scrolling(page)
    page.fill("#box-all", "زلزال")
    page.fill("#box-none", "باريس")
    page.locator(".written__query", has_text="زلزال -باريس").wait_for()
    page.fill("#box-from", "2023")
    page.locator(".advanced__go").click()
    page.wait_for_selector(".hits")
    assert query_of(page) == "زلزال -باريس"
    assert "from=2023" in page.url


def test_a_box_suggests_names_of_its_kind(page, archive):
    page.goto(archive + "/search/advanced/")
    page.locator("#box-place").press_sequentially("المغ")
    option = page.locator("#box-place-suggestions [role=option]").first
    option.wait_for()
    assert set(page.locator("#box-place-suggestions .suggestions__kind").all_inner_texts()) == {"مكان"}
    name = option.locator("bdi").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value("#box-place") == name
    assert page.url.endswith("/search/advanced/")


def test_letters_move_through_the_results(page, archive):
    open_results(page, archive, "زلزال")
    links = page.locator(".hit__title a")
    for key, place in (("j", 0), ("j", 1), ("k", 0)):
        page.keyboard.press(key)
        assert links.nth(place).evaluate("link => link === document.activeElement")
    address = links.first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda reached: reached.endswith(address))


def test_the_list_of_shortcuts_opens_and_switches_them_off(page, archive):
    open_results(page, archive, "زلزال")
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()
    assert page.locator("dialog kbd").count() >= 6
    page.keyboard.press("j")
    assert page.locator("dialog").evaluate("dialog => dialog.contains(document.activeElement)")
    page.locator("dialog input").uncheck()
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")
    page.keyboard.press("?")
    page.keyboard.press("j")
    assert page.locator("dialog").count() == 0
    assert page.evaluate("document.activeElement.closest('.hit')") is None
    page.locator("[data-shortcuts-list]").click()
    page.locator("dialog input").check()
    page.locator("dialog button").click()
    page.keyboard.press("j")
    assert page.locator(".hit__title a").first.evaluate("link => link === document.activeElement")


@pytest.mark.parametrize("letter", ["j", "?", "/"])
def test_letters_typed_into_a_field_stay_there(page, archive, letter):
    open_results(page, archive, "زلزال")
    page.fill("#q", "")
    page.type("#q", letter)
    assert query_of(page) == letter
    assert page.locator("dialog").count() == 0
