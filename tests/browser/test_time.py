"""Time by keyboard: the chart from years down to days and back, and the timeline of a search."""

import pytest

from tests.browser.layout import no_sideways_scrolling


def test_the_chart_leads_from_years_to_days_and_back_by_keyboard(page, archive):
    page.goto(archive + "/search/")
    bars = page.locator(".chart__bars a")
    bars.first.focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == bars.nth(1).get_attribute("aria-label")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.wait_for_selector(".chart[data-unit=month]")
    page.locator(".chart__bars a").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".chart[data-unit=day]")
    assert no_sideways_scrolling(page)
    page.locator(".chart__bars a").first.focus()
    page.keyboard.press("Escape")
    page.wait_for_selector(".chart[data-unit=month]")


def test_two_queries_are_compared(page, archive):
    page.goto(archive + "/search/?q=نوبل")
    page.locator(".chart__compare summary").click()
    page.fill("input[name=compare]", "زلزال")
    page.keyboard.press("Enter")
    page.wait_for_selector(".chart--two")
    assert page.locator(".chart__key").count() == 2
    page.locator(".chart__table summary").click()
    assert page.locator(".chart__table thead th").count() == 3
    assert no_sideways_scrolling(page)


@pytest.mark.parametrize("query", ["نوبل", ""])
def test_the_timeline_is_reached_from_the_results_and_leads_to_articles(page, archive, query):
    page.goto(f"{archive}/search/?q={query}")
    page.locator(".result-tools").get_by_role("link", name="الخط الزمني").click()
    page.wait_for_url("**/search/timeline/**")
    assert page.locator(".timeline-entry").count() > 0
    values = page.locator(".timeline-entry__date time").evaluate_all("times => times.map(time => time.dateTime)")
    assert values == sorted(values, key=lambda value: f"{value}-01-01"[:10])
    assert no_sideways_scrolling(page)
    page.locator(".timeline-entry__by a").first.click()
    page.wait_for_url("**/articles/**")
