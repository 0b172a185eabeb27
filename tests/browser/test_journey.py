"""A journalist's way: search, narrow, turn the page, read. And a curator's: edit, and it is found by the new word."""

import re

import pytest
from django.contrib.auth.models import User

from archive import search
from archive.catalog.models import Article
from tests.browser.layout import no_sideways_scrolling

PASSWORD = "a long enough pass phrase"


def ask(page, archive, query):
    page.goto(archive + "/")
    page.fill("input[name=q]", query)
    page.press("input[name=q]", "Enter")
    page.wait_for_url("**/search/**")


def open_facets(page):
    """On a telephone the facets are folded away behind their heading."""
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")


def test_the_home_page_is_right_to_left_and_offers_the_search(page, archive):
    page.goto(archive + "/")
    assert page.get_attribute("html", "dir") == "rtl"
    assert page.get_attribute("html", "lang") == "ar"
    assert page.is_visible("input[name=q]")
    assert no_sideways_scrolling(page)


def test_a_name_is_found_behind_its_clitics_and_marked_whole(page, archive):
    ask(page, archive, "بوتين")
    marked = page.locator("mark").all_inner_texts()
    assert {"بوتين", "وبوتين", "لبوتين"} & set(marked)
    assert all(re.search("بوت", word) for word in marked)
    assert no_sideways_scrolling(page)


def result_count(page):
    """The number in the heading of the results: of all articles found, not only of those on the page."""
    word = page.locator(".results-head__count").inner_text().split()[0].replace(",", "")
    return {"نتيجة": 1, "نتيجتان": 2}.get(word) or int(word)


def test_a_facet_narrows_to_the_count_it_shows_and_removing_its_chip_widens_again(page, archive):
    ask(page, archive, "الأمم المتحدة")
    before = result_count(page)
    open_facets(page)
    places = page.locator("a.facet__value[href*='place=']")
    counts = [int(count) for count in places.locator(".count").all_inner_texts()]
    narrowing = next(number for number, count in enumerate(counts) if 2 < count < before)
    places.nth(narrowing).click()
    page.wait_for_url(re.compile("place="))
    assert result_count(page) == counts[narrowing]
    page.locator(".chip--filter .chip__x").first.click()
    page.wait_for_url(lambda address: "place=" not in address)
    assert result_count(page) == before


def test_a_click_on_the_chart_narrows_by_year(page, archive):
    ask(page, archive, "الرئيس")
    before = result_count(page)
    bar = page.locator(".chart__bars a").first
    year = re.search(r"\d{4}", bar.get_attribute("aria-label"))[0]
    bar.click()
    page.wait_for_url(re.compile(f"from={year}&to={year}"))
    assert 0 < result_count(page) < before
    assert all(year in date for date in page.locator("article time").all_inner_texts())


def test_the_next_page_shows_other_articles(page, archive):
    page.goto(archive + "/search/")
    first = set(page.locator("article h2, article h3").all_inner_texts())
    page.locator("a[rel=next]").first.click()
    page.wait_for_url(re.compile("page=2"))
    second = set(page.locator("article h2, article h3").all_inner_texts())
    assert second
    assert not first & second


def test_a_result_opens_the_article_as_printed_with_its_provenance(page, archive):
    ask(page, archive, "هانوي")
    page.locator("article h2 a, article h3 a").first.click()
    page.wait_for_url(re.compile("/articles/"))
    article = Article.objects.get(key=page.url.split("/articles/")[1].split("/")[0])
    text = page.inner_text("main")
    assert article.display_title in text
    assert article.paragraphs.first().text.split()[0] in text
    assert "SHA-256" in page.content()
    assert no_sideways_scrolling(page)


def test_everything_works_without_scripts(browser, archive):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(archive + "/")
    page.fill("input[name=q]", "كأس العالم")
    page.press("input[name=q]", "Enter")
    page.wait_for_url("**/search/**")
    assert "كأس" in page.locator("article mark").all_inner_texts()
    context.close()


@pytest.mark.parametrize("address", ["/articles/nowhere/", "/search/?mode=nonsense", "/search/?q=قطعًالايوجدهذا"])
def test_error_and_empty_pages_have_the_site_design(browser, archive, address):
    context = browser.new_context()
    page = context.new_page()
    page.goto(archive + address)
    assert page.get_attribute("html", "dir") == "rtl"
    assert page.locator("h1").count() == 1
    assert page.is_visible("input[name=q]")
    context.close()


def test_a_curator_edits_an_article_and_it_is_found_by_the_new_word(browser, archive):
    User.objects.create_superuser("curator", password=PASSWORD)
    article = Article.objects.published().articles().first()
    context = browser.new_context(locale="ar")
    page = context.new_page()
    page.goto(f"{archive}/admin/catalog/article/{article.pk}/change/")
    page.fill("input[name=username]", "curator")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_selector("textarea[name=paragraphs-0-text]")
    assert page.get_attribute("html", "dir") == "rtl"
    page.fill("textarea[name=paragraphs-0-text]", "وصلت قافلة الزنجبيل إلى الميناء.")
    page.click("input[name=_save]")
    page.wait_for_selector(".messagelist .success")
    search.drain()  # in place of the background process
    page.goto(f"{archive}/search/?q=الزنجبيل")
    assert page.locator("article").count() == 1
    context.close()
