"""Makes the pictures of the help from the sample archive (`make pictures`). No test: it is run by its name alone."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from PIL import Image

from archive.catalog.models import Article
from archive.desk import services

FOLDER = Path(settings.BASE_DIR) / "static" / "img" / "help"
SIZE = {"width": 720, "height": 450}
PLACES = {
    "results": ("/search/?q=زلزال المغرب -تركيا&mode=spelling", ".results-head"),
    "advanced": ("/search/advanced/?q=زلزال «مجلس الأمن» -باريس", ".advanced"),
    "timeline": ("/search/timeline/?q=زلزال المغرب", ".timeline-body"),
    "compare": ("/search/compare/?q=زلزال&q=حريق", ".lines-figure"),
}
"""Address, and the element at which the picture begins."""

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def begin_at(page, selector):
    page.evaluate("document.documentElement.style.scrollPaddingBlockStart = '0'")
    page.locator(selector).first.evaluate(
        "element => window.scrollTo(0, element.getBoundingClientRect().top + scrollY - 24)"
    )


def saved(user):
    search = services.saved_search_add(user=user, name="زلزال المغرب", query="q=زلزال المغرب&from=2023")
    services.alert_choose(user=user, key=search.key, rhythm="weekly", hour=7, weekday=6)
    return search.key


def dossier(user):
    made = services.dossier_create(user=user, title="زلزال الحوز", description="ما نُشر في أيامه الأولى.")
    found = Article.objects.published().articles().filter(title__contains="زلزال").values_list("key", flat=True)[:2]
    services.articles_keep(user=user, key=made.key, articles=list(found), note="للمراجعة مع المصدر الرسمي.")
    return made.key


def save(page, name, scheme):
    page.wait_for_timeout(300)
    picture = Image.open(io.BytesIO(page.screenshot()))
    FOLDER.mkdir(parents=True, exist_ok=True)
    picture.convert("RGB").save(FOLDER / f"{name}-{scheme}.webp", "WEBP", quality=70, method=6)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_are_made(browser, archive, sign_in, scheme):
    context = browser.new_context(viewport=SIZE, color_scheme=scheme, locale="ar", reduced_motion="reduce")
    page = context.new_page()
    for name, (address, selector) in PLACES.items():
        page.goto(archive + address)
        begin_at(page, selector)
        save(page, name, scheme)
    page.goto(f"{archive}/search/?q=زلزال المغرب")
    page.locator(".hit__title a").first.click()
    page.wait_for_selector(".story")
    begin_at(page, ".story")
    save(page, "article", scheme)
    begin_at(page, ".record")
    save(page, "citation", scheme)
    page.goto(f"{archive}/search/")
    page.locator("#q").press_sequentially("الم")
    page.locator(".suggestions__option").first.wait_for()
    save(page, "suggestions", scheme)
    user = sign_in(context, User.objects.create_user("huda", first_name="هدى", email="huda@example.org"))
    page.goto(f"{archive}/me/searches/{saved(user)}/")
    begin_at(page, "main h1")
    save(page, "saved", scheme)
    page.goto(f"{archive}/dossiers/{dossier(user)}/")
    begin_at(page, ".desk-head")
    save(page, "dossier", scheme)
    context.close()
