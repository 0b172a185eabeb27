"""Signing in, and making an account by invitation, in a browser with and without scripts."""

import pytest
from django.contrib.auth.models import User

from archive.desk.services import invitation_create

PASSWORD = "a long enough pass phrase"


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def reader(request, browser, page):
    """The page, or one of the same width whose browser runs no scripts."""
    if request.param:
        yield page
        return
    context = browser.new_context(viewport=page.viewport_size, locale="ar", java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_journalist_signs_in_comes_back_and_signs_out(reader, archive):
    User.objects.create_user("ليلى", password=PASSWORD)
    reader.goto(f"{archive}/me/tokens/")
    reader.get_by_label("اسم المستخدم").fill("ليلى")
    reader.get_by_label("كلمة المرور").fill("wrong")
    reader.get_by_role("button", name="ادخل").click()
    assert "غير صحيح" in reader.get_by_role("alert").inner_text()
    reader.get_by_label("كلمة المرور").fill(PASSWORD)
    reader.get_by_role("button", name="ادخل").click()
    reader.wait_for_url("**/me/tokens/")
    reader.get_by_role("link", name="ليلى").click()
    reader.wait_for_url("**/me/")
    reader.get_by_role("button", name="اخرج").click()
    reader.get_by_role("link", name="دخول", exact=True).wait_for()


def test_whoever_is_invited_makes_an_account_and_a_token(reader, archive):
    _, token = invitation_create(name="سامي", made_by=None)
    reader.goto(f"{archive}/accounts/invitation/{token}/")
    assert token not in reader.url
    reader.get_by_label("اسم المستخدم").fill("سامي")
    for label in ("كلمة المرور", "تأكيد كلمة المرور"):
        reader.get_by_label(label, exact=True).fill(PASSWORD)
    reader.get_by_role("button", name="افتح الحساب").click()
    reader.wait_for_url("**/me/")
    reader.get_by_role("link", name="رموز الوصول").click()
    reader.get_by_label("اسم الرمز").fill("جدول")
    reader.get_by_role("button", name="اصنع الرمز").click()
    assert reader.locator("#token").inner_text().startswith("khz_")
    assert reader.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
