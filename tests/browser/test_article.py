"""Selecting a passage, switching names off, and reading beside the original, in a real browser."""

import re

import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save

SELECT = """([number, from, to]) => {
  const walker = document.createTreeWalker(document.getElementById(`p${number}`), NodeFilter.SHOW_TEXT,
    (node) => node.parentElement.closest(".dateline, .permalink, .visually-hidden") ? 2 : 1);
  const range = document.createRange();
  let before = 0, started = false;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!started && from < before + node.length) { range.setStart(node, from - before); started = true; }
    if (started && to <= before + node.length) { range.setEnd(node, to - before); break; }
    before += node.length;
  }
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
  return range.toString();
}"""


@pytest.fixture
def article(archive):
    """One with names in its text and no dateline, so that offsets are those of the paragraph."""
    published = (
        Article.objects.published().articles().filter(dateline="", mentions__paragraph=0, paragraphs__position=2)
    )
    return published.distinct().order_by("pk").first()


def test_a_selected_passage_gets_a_link_that_works_without_scripts(page, browser, archive, article):
    page.goto(f"{archive}{article.get_absolute_url()}")
    tools = page.get_by_role("group", name="المقطع المحدد")
    assert not tools.is_visible()
    quote = page.evaluate(SELECT, [1, 3, 40]).strip()
    tools.wait_for()
    link = tools.get_by_role("link", name="رابط لهذا المقطع").get_attribute("href")
    assert re.fullmatch(r"/articles/\w+/\?passage=1:\d+:\d+:[0-9a-f]{8}:1#passage", link)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{archive}{link}")
    assert "".join(plain.locator("mark.passage").all_text_contents()) == quote
    assert plain.get_by_text("رابط المقطع غير صحيح").count() == 0
    context.close()


def test_the_quotation_is_copied_with_its_source(page, archive, article):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{archive}{article.get_absolute_url()}")
    quote = page.evaluate(SELECT, [1, 0, 20]).strip()
    page.get_by_role("button", name="انسخ الاقتباس مع مصدره").click()
    page.get_by_text("نُسخ الاقتباس مع مصدره").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert copied[0] == f"«{quote}»"
    assert article.key in copied[1]
    assert "?passage=1:0:" in copied[2]


def test_a_selection_over_two_paragraphs_is_one_passage(page, archive, article):
    page.goto(f"{archive}{article.get_absolute_url()}")
    page.evaluate("""() => {
      const range = document.createRange();
      range.setStart(document.getElementById("p1").firstChild, 0);
      range.setEndAfter(document.getElementById("p2"));
      document.getSelection().addRange(range);
    }""")
    tools = page.get_by_role("group", name="المقطع المحدد")
    tools.wait_for()
    page.goto(f"{archive}{tools.get_by_role('link', name='رابط').get_attribute('href')}")
    texts = list(article.paragraphs.values_list("text", flat=True)[:2])
    assert "".join(page.locator("mark.passage").all_text_contents()) == "".join(texts)


def test_names_are_switched_off_by_keyboard_and_stay_off(page, archive, article):
    page.goto(f"{archive}{article.get_absolute_url()}")
    switch = page.get_by_role("button", name="الأسماء", exact=True)
    assert switch.get_attribute("aria-pressed") == "true"
    assert page.locator("#text a.mention[href]").count()
    switch.focus()
    page.keyboard.press("Enter")
    assert switch.get_attribute("aria-pressed") == "false"
    assert page.locator("#text a.mention[href]").count() == 0
    page.reload()
    assert page.get_by_role("button", name="الأسماء", exact=True).get_attribute("aria-pressed") == "false"
    assert page.locator("#text a.mention[href]").count() == 0


def test_related_lists_come_when_the_reader_does(page, archive, article):
    page.goto(f"{archive}{article.get_absolute_url()}")
    page.locator("[data-related]").scroll_into_view_if_needed()
    page.get_by_role("heading", name="بألفاظه").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_line_of_the_original_marks_its_paragraph(page, archive, article):
    page.goto(f"{archive}{article.get_absolute_url()}")
    page.get_by_role("link", name=re.compile("من أي سطر")).click()
    page.wait_for_url(re.compile("/original/"))  # and for its scripts
    link = page.locator(".original__to a").first
    link.focus()
    target = page.locator(link.get_attribute("href"))
    assert "is-near" in target.get_attribute("class")
    link.press("Enter")
    assert page.url.endswith(link.get_attribute("href"))
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_one_bar_offers_all_that_can_be_done_with_a_selection(page, archive, article):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{archive}{article.get_absolute_url()}")
    page.evaluate(SELECT, [1, 0, 20])
    tools = page.get_by_role("group", name="المقطع المحدد")
    tools.wait_for()
    fixed = "[...document.body.querySelectorAll('*')].filter((one) => getComputedStyle(one).position === 'fixed' && one.offsetHeight)"
    assert page.evaluate(f"{fixed}.length") == 1
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    tools.get_by_role("link", name="رابط لهذا المقطع").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-passage-tools]') !== null")
    assert "passage=1:0:" in tools.get_by_role("link", name="إلى ملف").get_attribute("href")
    page.evaluate("document.getSelection().removeAllRanges()")
    tools.wait_for(state="hidden")


def test_of_a_selection_too_long_for_a_link_each_paragraph_can_be_kept(page, archive):
    found = Article.objects.published().articles().order_by("pk").first()
    article_save(article=found, paragraphs=[("paragraph", "كلام طويل جدا " * 300)] * 2)
    page.goto(f"{archive}{found.get_absolute_url()}")
    page.evaluate("document.getSelection().selectAllChildren(document.getElementById('text'))")
    page.get_by_role("link", name="أضف المقاطع المظلّلة إلى ملف").wait_for()
    assert page.get_by_role("link", name="رابط لهذا المقطع").is_hidden()
