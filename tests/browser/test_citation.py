"""The citation in another style: tabs where scripts run, links where they do not."""

import pytest

from archive.catalog.models import Article


@pytest.fixture
def address(archive):
    return f"{archive}{Article.objects.published().articles().first().get_absolute_url()}"


def test_a_style_is_chosen_in_place_by_keyboard_and_remembered(page, address):
    page.goto(address)
    arabic = page.get_by_role("tab", name="عربي")
    assert arabic.get_attribute("aria-selected") == "true"
    before = page.locator("#citation").text_content()
    arabic.focus()
    page.keyboard.press("ArrowLeft")
    panel = page.get_by_role("tabpanel", name="APA")
    panel.wait_for()
    page.wait_for_selector("#cited-apa-1")
    assert panel.text_content() != before
    assert page.url == address
    page.reload()
    page.wait_for_selector("#cited-apa-1")
    assert page.get_by_role("tab", name="APA").get_attribute("aria-selected") == "true"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_without_scripts_each_style_is_a_link(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="شيكاغو").click()
    assert "style=chicago" in page.url
    assert page.get_by_text("في الحاشية", exact=True).is_visible()
    assert page.get_by_role("button", name="انسخ").count() == 0
    context.close()
