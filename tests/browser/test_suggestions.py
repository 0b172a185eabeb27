"""Suggestions under the search box, by keyboard and by pointer; recent searches stay in the browser."""

import re

import pytest

from archive.search import completion


@pytest.fixture(autouse=True)
def _no_table():
    completion._table = None
    yield
    completion._table = None


def test_a_name_is_chosen_by_keyboard(archive, page):
    page.goto(archive)
    box = page.get_by_role("combobox", name="ابحث في الأرشيف")
    box.click()
    box.press_sequentially("ترام", delay=20)
    option = page.get_by_role("option", name=re.compile("دونالد ترامب.*شخص"))
    option.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == page.get_by_role("option").first.get_attribute("id")
    while option.get_attribute("aria-selected") != "true":
        box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/entities/**")
    assert "دونالد ترامب" in page.locator("h1").inner_text()


def test_escape_closes_it_and_enter_searches_what_was_typed(archive, page):
    page.goto(archive)
    box = page.get_by_role("combobox", name="ابحث في الأرشيف")
    box.press_sequentially("هانوي", delay=20)
    page.get_by_role("option").first.wait_for()
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    box.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_own_searches_are_offered_again_and_can_be_forgotten(archive, page):
    page.goto(f"{archive}/help/search/")
    box = page.get_by_role("combobox", name="ابحث في الأرشيف")
    box.fill("هانوي")
    box.press("Enter")
    page.wait_for_url("**/search/?q=*")
    page.goto(f"{archive}/help/search/")
    box = page.get_by_role("combobox", name="ابحث في الأرشيف")
    box.click()
    page.get_by_role("option", name=re.compile("هانوي.*بحثتَ عنه")).wait_for()
    page.get_by_role("button", name=re.compile("امحُ")).click()
    page.reload()
    page.get_by_role("combobox", name="ابحث في الأرشيف").click()
    assert page.get_by_role("option").count() == 0
