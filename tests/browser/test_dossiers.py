"""Dossiers in a browser: marking a passage, ordering by keyboard and by dragging, and all of it without scripts."""

import pytest
from django.contrib.auth.models import User

from archive.catalog.models import Article
from archive.desk.models import Dossier
from archive.desk.selectors import live_items
from archive.desk.services import articles_keep, dossier_create
from tests.browser.layout import no_sideways_scrolling

WIDTHS = pytest.mark.parametrize("width", [1280, 390])


@pytest.fixture
def huda(db):
    return User.objects.create_user("huda", first_name="هدى")


@pytest.fixture
def owner(page, archive, huda, sign_in):
    return sign_in(page.context, huda)


@pytest.fixture
def plain(browser, archive, huda, sign_in):
    """A function that opens a page without scripts, signed in; with the user."""
    contexts = []

    def opened(width):
        context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
        contexts.append(context)
        return context.new_page(), sign_in(context, huda)

    yield opened
    for context in contexts:
        context.close()


def filled(user, count=4):
    """A dossier with so many articles of the sample."""
    made = dossier_create(user=user, title="جوائز نوبل")
    keys = Article.objects.published().articles().values_list("key", flat=True)[:count]
    articles_keep(user=user, key=made.key, articles=list(keys))
    return made


def order(dossier):
    return [str(pk) for pk in live_items(dossier).values_list("pk", flat=True)]


def shown_order(page):
    return [item.get_attribute("data-item") for item in page.locator(".dossier-item").all()]


SELECT = """([paragraph, skip, length]) => {
  const walker = document.createTreeWalker(document.getElementById(paragraph), NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(".permalink, .dateline") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const range = document.createRange();
  let place = 0;
  let text = "";
  while (walker.nextNode()) {
    const data = walker.currentNode.data;
    if (place <= skip && skip < place + data.length) range.setStart(walker.currentNode, skip - place);
    if (place < skip + length && skip + length <= place + data.length) range.setEnd(walker.currentNode, skip + length - place);
    place += data.length;
  }
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
  return document.getSelection().toString();
}"""


def test_a_marked_passage_comes_into_a_new_dossier(page, archive, owner):
    article = Article.objects.published().articles().order_by("pk").first()
    paragraph = article.paragraphs.order_by("position")[1]
    page.goto(f"{archive}/articles/{article.key}/")
    assert page.locator("[data-keep-passage]").is_hidden()
    marked = page.evaluate(SELECT, [f"p{paragraph.position + 1}", 12, 60])
    page.locator("[data-keep-passage]").click()
    page.wait_for_url("**/dossiers/add/**")
    assert page.locator(".passage").inner_text() == marked.strip()
    page.fill("[data-new-dossier]", "ملف من المتصفح")
    assert page.locator(".targets__new [type=radio]").is_checked()
    assert no_sideways_scrolling(page)
    page.locator("main button[type=submit]").click()
    page.wait_for_selector(".done")
    item = live_items(Dossier.objects.get(title="ملف من المتصفح")).get()
    assert item.quote == marked.strip()
    assert paragraph.text[item.start : item.end] == item.quote


def test_every_marked_paragraph_is_a_passage_as_it_was_printed(page, archive, owner):
    for article in Article.objects.published().articles().order_by("pk")[:8]:
        page.goto(f"{archive}/articles/{article.key}/")
        page.evaluate("document.getSelection().selectAllChildren(document.getElementById('text'))")
        link = page.locator("[data-keep-passage]")
        link.wait_for(state="visible")
        places = [part.split("&")[0].split(":") for part in link.get_attribute("href").split("passage=")[1:]]
        lengths = [
            (position + 1, 0, len(text)) for position, text in article.paragraphs.values_list("position", "text")
        ]
        assert [tuple(map(int, place)) for place in places] == sorted(lengths)


def test_items_are_ordered_by_keyboard_and_it_is_said(page, archive, owner):
    dossier = filled(owner)
    one, two, three, four = order(dossier)
    page.goto(f"{archive}/dossiers/{dossier.key}/")
    handle = page.locator(f"#item-{one} .dossier-item__handle")
    handle.focus()
    with page.expect_response("**/move/"):
        page.keyboard.press("ArrowDown")
    page.locator("#moved", has_text="في الموضع 2 من 4").wait_for(state="attached")
    assert page.evaluate("document.activeElement.className") == "dossier-item__handle"
    with page.expect_response("**/move/"):
        page.keyboard.press("ArrowDown")
    assert shown_order(page) == [two, three, one, four]
    assert page.locator(f"#item-{one} [data-place]").inner_text() == "3"
    page.reload()
    assert shown_order(page) == [two, three, one, four]
    assert no_sideways_scrolling(page)


def test_the_buttons_move_in_place(page, archive, owner):
    dossier = filled(owner)
    one, two, three, four = order(dossier)
    page.goto(f"{archive}/dossiers/{dossier.key}/")
    with page.expect_response("**/move/"):
        page.locator(f"#item-{four} .moves [value='-1']").press("Enter")
    with page.expect_response("**/move/"):
        page.locator(f"#item-{four} .moves [value='-1']").press("Enter")
    assert shown_order(page) == [one, four, two, three]
    assert order(dossier) == [one, four, two, three]
    with page.expect_response("**/move/"):
        page.locator(f"#item-{four} .moves [value='-1']").press("Enter")
    assert shown_order(page) == [four, one, two, three]
    arrows = [item.locator(".moves button:visible").all_inner_texts() for item in page.locator(".dossier-item").all()]
    assert arrows == [["↓"], ["↑", "↓"], ["↑", "↓"], ["↑"]]
    assert page.evaluate("document.activeElement.matches('.moves [value=\"1\"]')")


def test_an_item_is_dragged(page, archive, owner):
    dossier = filled(owner)
    one, _, three, _ = order(dossier)
    page.goto(f"{archive}/dossiers/{dossier.key}/")
    start = page.locator(f"#item-{one} .dossier-item__handle").bounding_box()
    target = page.locator(f"#item-{three}").bounding_box()
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(start["x"] + 5, target["y"] + 20, steps=8)
    with page.expect_response("**/move/"):
        page.mouse.move(start["x"] + 5, target["y"] + target["height"] - 10, steps=4)
        page.mouse.up()
    assert shown_order(page) == order(dossier)
    assert order(dossier).index(one) >= 1


def test_an_order_that_is_not_saved_is_undone_and_said(page, archive, owner):
    dossier = filled(owner)
    page.goto(f"{archive}/dossiers/{dossier.key}/")
    before = shown_order(page)
    page.locator(".dossier-item__handle").first.focus()
    page.route("**/move/", lambda route: route.fulfill(status=200, body="{}"))
    page.keyboard.press("ArrowDown")
    page.locator("#moved", has_text="لم يُحفظ الترتيب").wait_for(state="attached")
    assert shown_order(page) == before


@WIDTHS
def test_without_scripts_items_are_moved_noted_removed_and_put_back(plain, archive, width):
    page, user = plain(width)
    dossier = filled(user)
    one, two, three, four = order(dossier)
    page.goto(f"{archive}/dossiers/{dossier.key}/")
    assert page.locator(".dossier-item__handle").first.is_hidden()
    page.locator(f"#item-{one} .moves [value='1']").click()
    assert shown_order(page) == [two, one, three, four]
    page.locator(f"#item-{one} .edit summary").first.click()
    page.locator(f"#item-{one} textarea").fill("ملاحظة بلا نصوص برمجية")
    page.locator(f"#item-{one} .edit button[type=submit]").first.click()
    assert "ملاحظة بلا نصوص برمجية" in page.locator(f"#item-{one} .item-note").inner_text()
    page.locator(f"#item-{one} .quiet").click()
    assert shown_order(page) == [two, three, four]
    page.locator(".done button").click()
    assert shown_order(page) == [two, one, three, four]
    assert no_sideways_scrolling(page)


@WIDTHS
def test_without_scripts_chosen_results_come_into_a_dossier_or_a_file(plain, archive, width):
    page, user = plain(width)
    page.goto(f"{archive}/search/?q=نوبل")
    assert no_sideways_scrolling(page)
    boxes = page.locator(".hit__choose input")
    chosen = [boxes.nth(number).get_attribute("value") for number in (0, 2)]
    page.locator(".chosen button[formaction$='.csv']").click()
    assert "لم تختر" in page.locator("body").inner_text()
    page.go_back()
    for number in (0, 2):
        boxes.nth(number).check()
    with page.expect_download() as download:
        page.locator(".chosen button[formaction$='.csv']").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert all(key in text for key in chosen)
    assert boxes.nth(1).get_attribute("value") not in text
    page.locator(".chosen button").first.click()
    page.locator("[data-new-dossier]").fill("من البحث")
    page.locator("main button[type=submit]").click()
    assert page.locator(".dossier-item").count() == 2
    kept = live_items(Dossier.objects.get(owner=user))
    assert [item.article.key for item in kept] == chosen
