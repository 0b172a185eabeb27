"""The history of an article in a browser: changes in words, an earlier text put back, what colleagues did."""

import os

from django.contrib.auth.models import User

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.curation.history import because
from archive.curation.services import articles_set_state

PASSWORD = "a long enough pass phrase"
TEXT = "قال رئيس البلدية إن الجسر الجديد الذي يربط ضفتي النهر سيفتتح أمام السيارات صباح الاثنين المقبل، بعد أعمال دامت عامين كاملين."

SAID = "كتبنا أن الجسر يفتتح صباح الاثنين، والصواب مساء الثلاثاء، كما صححت الصحيفة في عدد لاحق."


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")


def shot(page, name):
    """A picture for who looks at the pages (KHIZANA_SHOTS: a folder), in both themes."""
    if folder := os.environ.get("KHIZANA_SHOTS"):
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.screenshot(path=f"{folder}/{name}-{theme}.png", full_page=True)
        page.emulate_media(color_scheme="light")


def test_an_earlier_text_is_compared_and_put_back(page, archive):
    width = page.viewport_size["width"]
    boss = User.objects.create_superuser("huda", password=PASSWORD)
    text = [("lede", TEXT), ("paragraph", "وحضر الافتتاح وفد من الأهالي.")]
    article = article_save(article=Article(title="افتتاح جسر المدينة"), paragraphs=text)
    with because("بطلب من الصحيفة"):
        articles_set_state(articles=[article], state="draft", user=boss)
    articles_set_state(articles=Article.objects.filter(pk=article.pk), state="published", user=boss)
    change = f"{archive}/admin/catalog/article/{article.pk}/change/"
    page.goto(change)
    page.fill("input[name=username]", "huda")
    page.fill("input[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url("**/change/")
    page.fill("#id_title", "افتتاح جسر القرية")
    page.fill("#id_paragraphs-0-text", TEXT.replace("صباح الاثنين", "مساء الثلاثاء"))
    page.fill("#id_change_reason", "صححت الصحيفة الموعد")
    page.fill("#id_public_correction", SAID)
    shot(page, f"form-{width}")
    page.click("[name=_save]")
    page.goto(f"{archive}{article.get_absolute_url()}")
    assert page.locator(".correction").inner_text().endswith(SAID)
    assert fits(page)
    shot(page, f"article-{width}")
    page.goto(change.replace("change/", "history/"))
    first = page.locator(".change", has=page.locator("dl")).first
    assert first.locator("ins").all_inner_texts() == ["القرية", "مساء الثلاثاء"]
    assert first.get_by_text("صححت الصحيفة الموعد").is_visible()
    assert fits(page)
    shot(page, f"history-{width}")
    first.get_by_role("link", name="قارن ما كان").click()
    page.locator("input[name=pick-title][value=theirs]").check()
    assert fits(page)
    shot(page, f"restore-{width}")
    page.get_by_role("button", name="استعد ما اخترت").click()
    page.wait_for_url("**/history/")
    article.refresh_from_db()
    assert (article.title, article.paragraphs.first().text) == ("افتتاح جسر القرية", TEXT)
    shot(page, f"restored-{width}")
    page.goto(f"{archive}/admin/curation/recordedchange/")
    assert page.locator("#result_list tbody tr").count() == 6  # the correction is told with the article and on its own
    assert fits(page)
    shot(page, f"colleagues-{width}")
    page.goto(f"{archive}/admin/catalog/article/")
    assert fits(page)
    shot(page, f"list-{width}")
