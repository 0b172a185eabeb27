"""The five questions of docs/journalists-questions.md, answered on the sample archive by clicking as a journalist does."""

import re

from tests.browser.layout import no_sideways_scrolling


def search(page, archive, words, **period):
    """From the first page: words into the box, then the period into the narrowing form of the advanced search."""
    page.goto(archive)
    page.fill("#q", words)
    page.press("#q", "Enter")
    page.wait_for_url("**/search/**")
    if period:
        page.goto(f"{page.url}&from={period['first']}&to={period['last']}")


def open_story(page, archive, words):
    """The story of the first article that a search finds."""
    search(page, archive, words)
    page.locator(".hit__title a").first.click()
    page.wait_for_url("**/articles/**")
    page.locator("main a[href*='/stories/']").first.click()
    page.wait_for_url(re.compile(r"/stories/\w+/"))


def section(page, anchor):
    return page.locator(f"section[aria-labelledby='{anchor}']")


def test_who_said_what_about_ukraine_in_february_2022(page, archive):
    search(page, archive, "أوكرانيا", first="2022-02", last="2022-02")
    page.click("text=من قال ماذا")
    page.wait_for_url("**/search/quotes/**")
    speakers = set(page.locator(".quotes-speakers a bdi").all_inner_texts())
    assert {"فلاديمير بوتين", "فولوديمير زيلينسكي", "أنطونيو غوتيريش"} <= speakers
    dates = page.locator(".utterance__outlets time").evaluate_all("all => all.map((one) => one.dateTime.slice(0, 7))")
    assert set(dates) == {"2022-02"}
    assert no_sideways_scrolling(page)


def test_which_outlets_told_the_explosion_and_who_was_first(page, archive):
    open_story(page, archive, "انفجار مرفأ بيروت")
    assert "موقع الأفق" in page.locator(".story-head").inner_text()
    assert "أول من رواها" in page.locator(".story-head").inner_text()
    told = section(page, "told").inner_text()
    for outlet in ("موقع الأفق", "جريدة الأطلس", "صحيفة النخيل", "وكالة البيان الجديد"):
        assert outlet in told
    assert no_sideways_scrolling(page)


def test_where_do_the_figures_differ_and_who_gives_them(page, archive):
    open_story(page, archive, "انفجار مرفأ بيروت")
    page.get_by_role("navigation", name="في هذه الصفحة").get_by_role("link", name="أرقام تختلف").click()
    assert 0 <= section(page, "figures").bounding_box()["y"] < page.viewport_size["height"] / 2
    rows = section(page, "figures").locator("tbody tr")
    printed = {row.locator("th").inner_text(): row.locator("td bdi").last.inner_text() for row in rows.all()}
    assert printed["135 قتيلا"] == "حمد حسن"
    assert printed["أكثر من 100 قتيل"] == "جورج كتانة"
    row = section(page, "figures").get_by_role("row").filter(has=page.get_by_role("rowheader", name="135 قتيلا"))
    assert row.get_by_role("cell").count() == 3  # a table for screen readers also where each row is shown as a card
    names = section(page, "figures").locator("td bdi").all()
    assert {name.evaluate("name => name.getClientRects().length") for name in names} == {1}
    assert no_sideways_scrolling(page)
    assert {"نحو 300 ألف شخص", "250 الف شخص"} <= printed.keys()
    link = rows.filter(has_text="250 الف شخص").locator("th a")
    link.click()
    page.wait_for_url(re.compile(r"/articles/.*#p\d+"))
    assert "250 الف شخص" in page.locator(page.evaluate("location.hash")).inner_text()


def test_what_did_he_say_in_other_words(page, archive):
    open_story(page, archive, "انفجار مرفأ بيروت")
    speaker = section(page, "said").locator(".said-by", has_text="حسان دياب")
    assert speaker.count() == 1
    utterance = speaker.locator(".utterance", has_text="المسؤولين عن الكارثة سيدفعون الثمن")
    utterance.locator("summary", has_text="بألفاظ أخرى").click()
    other = utterance.locator(".wording").last
    assert "ثمن ما حدث" in other.inner_text()
    assert other.locator("mark").count() > 0
    utterance.locator(".wordings .utterance__outlets a").first.click()
    page.wait_for_url(re.compile(r"/articles/.*#p\d+"))
    assert "وتوعّد" in page.locator(page.evaluate("location.hash")).inner_text()


def test_how_do_two_outlets_name_the_same_thing(page, archive):
    open_story(page, archive, "بوتين يعلن عملية عسكرية في أوكرانيا")
    page.locator(".story-compare button").click()
    page.wait_for_url("**/compare/**")
    row = section(page, "naming").locator("tbody tr").filter(has_text="أوكرانيا").first.inner_text()
    assert "العملية العسكرية في أوكرانيا" in row
    assert "الحرب" in row
    assert no_sideways_scrolling(page)
    named = section(page, "naming").locator("td a", has_text="العملية العسكرية").first
    box, window = named.bounding_box(), page.viewport_size["width"]
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= window
    named.click()
    page.wait_for_url("**/articles/**")
    marked = " ".join(page.locator("article mark").all_inner_texts())
    assert "العسكرية" in marked


def test_two_outlets_over_a_search_name_it_differently_too(page, archive):
    search(page, archive, "أوكرانيا")
    page.click("text=قارن مصدرين")
    page.wait_for_url("**/search/outlets/**")
    for name, outlet in (("left", "صحيفة المرفأ"), ("right", "مجلة الميزان")):
        select = page.locator(f"select[name={name}]")
        select.select_option(value=select.locator("option", has_text=outlet).get_attribute("value"))
    page.locator(".tool-form button").click()
    page.wait_for_url("**left=**")
    naming = section(page, "naming").inner_text()
    assert "العملية العسكرية في أوكرانيا" in naming
    assert "الحرب" in naming
    assert no_sideways_scrolling(page)
