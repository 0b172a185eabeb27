"""Who said what about a word: from the results to the ledger, to one speaker, and to the paragraph that prints it."""

import re

from tests.browser.layout import no_sideways_scrolling


def test_from_the_results_to_what_was_said_to_one_speaker_to_the_passage(page, archive):
    page.goto(f"{archive}/search/?q=زلزال")
    page.click("text=من قال ماذا")
    page.wait_for_url("**/search/quotes/**")
    assert page.locator(".utterance").count() > 0
    assert all(re.search("زلز|زلاز", word) for word in page.locator(".utterance mark").all_inner_texts())
    assert no_sideways_scrolling(page)
    speaker = page.locator(".quotes-speakers a bdi").first.inner_text()
    page.locator(".quotes-speakers a").first.click()
    page.wait_for_url(re.compile("speaker="))
    assert set(page.locator(".utterance__speaker > a").all_inner_texts()) == {speaker}
    said = page.locator(".utterance__said p").first.inner_text().strip("«»")
    page.locator(".utterance__outlets a").first.click()
    page.wait_for_url(re.compile(r"/articles/.*#p\d+"))
    paragraph = page.locator(page.evaluate("location.hash")).inner_text()
    assert said.split()[0] in paragraph
    assert said.split()[-1] in paragraph


def test_quotations_and_stories_are_walked_through_with_the_keys_of_a_list(page, archive):
    page.goto(f"{archive}/search/quotes/?q=زلزال")
    links = page.locator(".utterance > .utterance__outlets li:first-child > a:first-child")
    assert links.count() > 1
    for key, place in (("j", 0), ("j", 1), ("k", 0)):
        page.keyboard.press(key)
        assert links.nth(place).evaluate("link => link === document.activeElement")
    page.goto(f"{archive}/stories/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/stories/\w+/"))
    page.keyboard.press("j")
    assert page.locator(".story-timeline h3 a").first.evaluate("link => link === document.activeElement")
