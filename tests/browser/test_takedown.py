"""A reader asks for a name to be taken out of sight, and a senior curator redacts it, in a browser; at both widths."""

import os
import re

import pytest
from django.contrib.auth.models import Group, User

from archive.catalog.models import Article, Redaction, TakedownDecision, TakedownRequest
from archive.catalog.services import article_save
from archive.curation.roles import roles_keep
from tests.browser.layout import no_sideways_scrolling

NAME = "غدير السمحان"
TEXT = f"كتبت {NAME} رسالة مفتوحة إلى البلدية، وسألتها البلدية أن تنتظر. ولغدير السمحان أخت تعمل في الصحافة."


@pytest.fixture
def article(archive):
    roles_keep()
    user = User.objects.create_user("senior", password="secret-words", is_staff=True)
    user.groups.add(Group.objects.get(name="senior_curator"))
    return article_save(
        article=Article(title=f"رسالة {NAME}", author="محرر الشؤون المحلية"),
        paragraphs=[("lede", TEXT), ("paragraph", "وقالت البلدية إنها تدرس الرسالة.")],
    )


def shot(page, name):
    """A picture for who looks at the pages (KHIZANA_SHOTS: a folder), in both themes."""
    if folder := os.environ.get("KHIZANA_SHOTS"):
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.screenshot(path=f"{folder}/{name}-{page.viewport_size['width']}-{theme}.png", full_page=True)
        page.emulate_media(color_scheme="light")


def test_from_the_request_to_the_redaction_and_back(archive, page, article):
    page.goto(f"{archive}/articles/{article.key}/")
    page.get_by_role("link", name="اطلب تصحيحًا أو حجبًا").click()
    assert page.get_by_label("المقال", exact=True).input_value().endswith(f"/articles/{article.key}/")
    page.get_by_label("ما الذي تطلبه؟").select_option("personal")
    page.get_by_label("اشرح طلبك").fill("في المقال اسمي، وقد مضت القضية. أرجو حجبه.")
    page.get_by_label("اسمك").fill("سائلة كريمة")
    page.get_by_label("بريدك").fill("asker@example.org")
    assert no_sideways_scrolling(page)
    shot(page, "form")
    page.get_by_role("button", name="أرسل الطلب").click()
    reference = page.locator("[data-reference]").inner_text()
    assert TakedownRequest.objects.get().reference == reference
    shot(page, "sent")
    assert no_sideways_scrolling(page)

    page.goto(f"{archive}/admin/login/")
    page.get_by_label("اسم المستخدم").fill("senior")
    page.get_by_label("كلمة المرور").fill("secret-words")
    page.locator("[type=submit]").click()
    page.get_by_role("link", name=re.compile("طلبات تصحيح وحجب")).first.click()
    page.get_by_role("link", name=reference).click()
    assert no_sideways_scrolling(page)
    shot(page, "request")
    page.get_by_role("link", name="احجب اسمًا في المقال…").click()
    page.get_by_label("صيغ أخرى كما طُبعت").fill(NAME)
    page.get_by_label("السبب", exact=False).first.fill("طلبت صاحبته، ولا شأن عامًا فيه.")
    page.get_by_role("button", name="اعرض ما يتغيّر").click()
    shot(page, "preview")
    preview = page.locator(".redaction__preview")
    assert preview.locator("del").all_inner_texts() == [NAME] * 3
    assert no_sideways_scrolling(page)
    page.get_by_role("button", name="احجب الاسم في هذه المواضع").click()
    assert TakedownDecision.objects.get().redaction == Redaction.objects.get()

    page.goto(f"{archive}/articles/{article.key}/")
    shot(page, "redacted")
    shown = page.locator("body").inner_text()
    assert "السمحان" not in shown
    assert "ول(حُذف الاسم) أخت" in shown
    assert "حُجب فيه اسم" in shown
    assert no_sideways_scrolling(page)

    page.goto(f"{archive}/admin/catalog/redaction/{Redaction.objects.get().pk}/change/")
    shot(page, "redaction")
    page.get_by_role("button", name="تراجع عن الحجب").click()
    page.goto(f"{archive}/articles/{article.key}/")
    assert TEXT.split("،", maxsplit=1)[0] in page.locator("body").inner_text()


def test_the_form_works_without_script(archive, browser, article):
    context = browser.new_context(java_script_enabled=False, locale="ar")
    page = context.new_page()
    page.goto(f"{archive}/takedown/")
    page.get_by_label("ما الذي تطلبه؟").select_option("correction")
    page.get_by_label("اشرح طلبك").fill("التاريخ في الفقرة الأولى خطأ، وصوابه 2023.")
    page.get_by_label("اسمك").fill("قارئ")
    page.get_by_label("بريدك").fill("reader@example.org")
    page.get_by_role("button", name="أرسل الطلب").click()
    assert page.locator("[data-reference]").inner_text() == TakedownRequest.objects.get().reference
    context.close()
