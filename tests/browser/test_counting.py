"""Pages that count and compare: they fit the window, can be used by keyboard, and work without scripts."""

import csv

import pytest

from tests.browser.layout import no_sideways_scrolling


def overlaps(boxes):
    """Pairs of boxes that share more than a pixel."""
    pairs = [(a, b) for place, a in enumerate(boxes) for b in boxes[place + 1 :]]
    return [
        (a, b)
        for a, b in pairs
        if min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"]) > 1
        and min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"]) > 1
    ]


def shown_texts(page, selector):
    return [box for one in page.locator(selector).all() if (box := one.bounding_box()) and box["width"]]


def test_a_search_is_compared_with_others_and_a_number_leads_back(page, archive):
    page.goto(f"{archive}/search/?q=نوبل")
    page.get_by_role("link", name="قارن عبر الزمن").click()
    page.wait_for_url("**/search/compare/**")
    page.locator("input[type=search][name=q]").nth(2).fill("زلزال")
    page.keyboard.press("Enter")
    page.wait_for_selector(".figures")
    drawings = page.locator("svg.lines[role=img]")
    assert [one.is_visible() for one in drawings.all()].count(True) == 1
    assert page.locator(".figures thead th").all_inner_texts()[1:3] == ["نوبل", "زلزال"]
    assert no_sideways_scrolling(page)
    labels = shown_texts(page, "svg.lines[role=img] .line-name")
    assert len(labels) == 2
    assert overlaps(labels) == []
    link = page.locator(".figures tbody td a").first
    count = link.inner_text()
    link.click()
    page.wait_for_url("**/search/?**")
    assert page.locator(".hit").count() == int(count)


def test_names_of_lines_stand_beside_them_within_the_drawing(page, archive):
    page.goto(f"{archive}/search/compare/?q=نوبل&q=زلزال&q=القمة&q=كرة القدم العالمية والمنتخب الوطني")
    (drawing,) = shown_texts(page, "svg.lines[role=img]")
    texts = shown_texts(page, "svg.lines[role=img] text")
    assert overlaps(texts) == []
    assert all(
        box["x"] >= drawing["x"] - 1 and box["x"] + box["width"] <= drawing["x"] + drawing["width"] + 1 for box in texts
    )


@pytest.fixture
def scriptless(browser):
    context = browser.new_context(viewport={"width": 390, "height": 900}, locale="ar", java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_many_queries_are_counted_without_scripts_and_downloaded(scriptless, archive):
    page = scriptless
    page.goto(f"{archive}/search/batch/")
    page.fill("textarea[name=lines]", "نوبل\nزلزال\n")
    page.get_by_role("button", name="احسب").click()
    page.wait_for_selector(".figures")
    assert page.locator(".figures tbody tr").count() == 2
    count = page.locator(".figures tbody td a").first.inner_text()
    with page.expect_download() as started:
        page.get_by_role("button", name="CSV", exact=True).click()
    rows = list(csv.DictReader(started.value.path().read_text(encoding="utf-8-sig").splitlines()))
    assert [row["q"] for row in rows] == ["نوبل", "زلزال"]
    assert rows[0]["count"] == count


def test_a_file_of_queries_is_taken(page, archive, tmp_path):
    path = tmp_path / "queries.csv"
    path.write_text("السؤال,من\nنوبل,2015\nزلزال,أمس\n", encoding="utf-8")
    page.goto(f"{archive}/search/batch/")
    page.set_input_files("input[name=table]", path)
    page.get_by_role("button", name="احسب").click()
    page.wait_for_selector(".figures")
    assert page.locator(".figures .is-error").count() == 1
    assert no_sideways_scrolling(page)


def test_names_of_a_network_do_not_overlap_and_lead_to_their_articles(page, archive):
    page.goto(f"{archive}/search/?q=القمة")
    page.get_by_role("link", name="أسماء تُذكر معًا").click()
    page.wait_for_url("**/search/network/**")
    assert no_sideways_scrolling(page)
    is_wide = page.viewport_size["width"] > 1000
    assert page.locator("svg.network").is_visible() == is_wide
    link = page.locator(".figures tbody td a").first
    count = int(link.inner_text())
    if is_wide:
        boxes = shown_texts(page, ".network__name rect")
        texts = shown_texts(page, ".network__name text")
        assert len(boxes) > 3
        assert overlaps(boxes) == []
        for box, text in zip(boxes, texts, strict=True):
            assert box["x"] <= text["x"]
            assert text["x"] + text["width"] <= box["x"] + box["width"]
        page.locator(".network__name").first.focus()
        assert page.evaluate("document.activeElement.matches(':focus-visible')")
        link = page.locator(".network__line").first
    href = link.get_attribute("href")
    page.goto(archive + href)
    assert page.locator(".hit").count() + page.locator(".hit__versions li").count() == count


def test_a_day_is_read_like_a_front_page_and_turned(page, archive):
    page.goto(f"{archive}/days/")
    assert page.locator(".story--lead h2").is_visible()
    day = page.locator(".masthead time").get_attribute("datetime")
    assert no_sideways_scrolling(page)
    page.locator(".day-steps a[rel=prev]").click()
    page.wait_for_function("day => document.querySelector('.masthead time').dateTime < day", arg=day)
    page.locator(".day-calendar td a[aria-current]").focus()
    page.locator(".story--lead h2 a").click()
    page.wait_for_url("**/articles/**")
