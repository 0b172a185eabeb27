"""Makes the pictures of the curators' handbook from the sample archive (`make pictures`). No test: it is run by its name alone."""

import datetime as dt
import io
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from PIL import Image

from archive.catalog.models import Article, Paragraph, Source
from archive.catalog.services import article_save
from archive.coverage.models import Story, StoryMember
from archive.curation.handbook import PICTURE_HEIGHT, PICTURE_WIDTH
from archive.curation.roles import role_set

FOLDER = Path(settings.BASE_DIR) / "static" / "img" / "handbook"
BODY = "افتتح الميناء رصيفا جديدا للسفن الكبيرة بعد عامين من العمل المتواصل في المرفأ القديم، وحضر الافتتاح جمع من الصيادين."

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()


def bridge_story():
    """Three papers on one opening, and a report of another."""
    told = {
        "صحيفة المرفأ": "افتتاح رصيف جديد في الميناء القديم",
        "جريدة الضفة": "الميناء القديم يستقبل أولى السفن على رصيفه الجديد",
        "صحيفة القرية": "افتتاح جسر القرية بعد ترميمه",
    }
    story = Story.objects.create(first_day="2019-04-03", last_day="2019-04-03")
    nearest = None
    for sureness, (source, title) in zip((0.93, 0.9, 0.52), told.items(), strict=True):
        article = Article(
            title=title, source=Source.objects.get_or_create(name=source)[0], published_on=dt.date(2019, 4, 3),
            published_precision="day", published_basis="stated",
        )  # fmt: skip
        article_save(article=article, paragraphs=[(Paragraph.Role.LEDE, BODY)])
        StoryMember.objects.create(article=article, story=story, basis="words", sureness=sureness, nearest=nearest)
        nearest = nearest or article
    return story


def save(page, name, scheme, selector):
    """The window from this element on."""
    page.locator(selector).first.evaluate(
        "element => window.scrollTo(0, element.getBoundingClientRect().top + scrollY - 16)"
    )
    page.wait_for_timeout(300)
    picture = Image.open(io.BytesIO(page.screenshot()))
    FOLDER.mkdir(parents=True, exist_ok=True)
    picture.convert("RGB").save(FOLDER / f"{name}-{scheme}.webp", "WEBP", quality=70, method=6)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_are_made(browser, archive, sign_in, scheme):
    size = {"width": PICTURE_WIDTH, "height": PICTURE_HEIGHT}
    context = browser.new_context(viewport=size, color_scheme=scheme, locale="ar", reduced_motion="reduce")
    user = sign_in(context, User.objects.create_user("huda", first_name="هدى"))
    role_set(user=user, key="curator")
    page = context.new_page()
    page.goto(f"{archive}/admin/")
    save(page, "dashboard", scheme, ".index-queues")
    page.goto(f"{archive}/admin/entities/mention/queue/")
    save(page, "queue", scheme, ".queue__left")
    page.goto(f"{archive}/admin/ingest/upload/paste/")
    page.fill("[name=text]", BODY)
    page.fill("[name=title]", "رصيف جديد في الميناء القديم")
    page.fill("[name=source]", "صحيفة المرفأ")
    page.fill("[name=date]", "2019-04-03")
    page.locator(".upload-actions button").first.click()
    page.locator("[value=load]").wait_for()
    save(page, "preview", scheme, ".upload-title")
    story = bridge_story()
    page.goto(f"{archive}/admin/coverage/story/{story.pk}/change/")
    page.locator(".story-page__members input").last.check()
    save(page, "story", scheme, "#members-title")
    article = article_save(article=Article(title="افتتاح جسر القرية"), paragraphs=[(Paragraph.Role.LEDE, BODY)])
    page.goto(f"{archive}/admin/catalog/article/{article.pk}/change/")
    page.fill("#id_title", "افتتاح رصيف الميناء")
    page.fill("#id_change_reason", "كما في الأصل")
    page.click("[name=_save]")
    page.goto(f"{archive}/admin/catalog/article/{article.pk}/history/")
    save(page, "history", scheme, "#change-history")
    context.close()
