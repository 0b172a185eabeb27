"""A curator sets up a second factor, signs in with it, uses a recovery code and turns it off, with and without scripts."""

import pytest
from django.contrib.auth.models import User

from archive.desk.selectors import second_factor_of
from tests.browser.layout import no_sideways_scrolling

PASSWORD = "a long enough pass phrase"
TO_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def reader(request, browser, page):
    """The page, or one of the same width whose browser runs no scripts."""
    if request.param:
        yield page
        return
    context = browser.new_context(viewport=page.viewport_size, locale="ar", java_script_enabled=False)
    yield context.new_page()
    context.close()


def sign_in(page, archive, path):
    page.goto(f"{archive}{path}")
    page.get_by_label("اسم المستخدم").fill("سارة")
    page.get_by_label("كلمة المرور").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("رمز التحقق").wait_for()


def sign_out(page, button):
    """The answer has come before the next page is asked for, which would break the request off."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def confirm(page, button, code):
    form = page.locator("form").filter(has=page.get_by_role("button", name=button))
    form.get_by_label("كلمة المرور").fill(PASSWORD)
    form.get_by_label("رمز التحقق").fill(code)
    page.keyboard.press("Enter")


def test_a_curator_goes_all_the_way(reader, archive, authenticator):
    sara = User.objects.create_superuser("سارة", password=PASSWORD)
    reader.goto(f"{archive}/admin/")
    reader.get_by_label("اسم المستخدم").fill("سارة")
    reader.get_by_label("كلمة المرور").fill(PASSWORD)
    reader.keyboard.press("Enter")
    reader.get_by_role("link", name="التحقق بخطوتين").click()
    assert no_sideways_scrolling(reader)
    picture = reader.get_by_role("img", name="رمز مربّع")
    assert picture.evaluate("image => image.naturalWidth") >= 200
    authenticator.read(reader.locator(".second-factor__key").inner_text())

    confirm(reader, "شغّل التحقق بخطوتين", authenticator.wrong_code())
    reader.get_by_text("الرمز غير صحيح").wait_for()
    assert no_sideways_scrolling(reader)
    confirm(reader, "شغّل التحقق بخطوتين", authenticator.code().translate(TO_ARABIC))
    reader.get_by_role("heading", name="رموز الاسترداد", exact=True).wait_for()
    assert no_sideways_scrolling(reader)
    codes = reader.locator(".recovery__codes code").all_inner_texts()
    assert len(codes) == 10
    reader.get_by_role("link", name="تابع إلى العمل").click()
    reader.wait_for_url(f"{archive}/admin/")
    sign_out(reader, "تسجيل الخروج")

    authenticator.wait(2)
    sign_in(reader, archive, "/admin/")
    assert no_sideways_scrolling(reader)
    code = reader.get_by_label("رمز التحقق")
    assert code.evaluate("field => field === document.activeElement")
    assert (code.get_attribute("autocomplete"), code.get_attribute("inputmode")) == ("one-time-code", "numeric")
    code.fill(authenticator.wrong_code())
    reader.keyboard.press("Enter")
    reader.get_by_text("الرمز غير صحيح").wait_for()
    assert no_sideways_scrolling(reader)
    reader.get_by_label("رمز التحقق").fill(authenticator.code().translate(TO_ARABIC))
    reader.keyboard.press("Enter")
    sign_out(reader, "تسجيل الخروج")

    sign_in(reader, archive, "/accounts/sign-in/?next=/admin/second-factor/")
    assert no_sideways_scrolling(reader)
    reader.get_by_label("رمز التحقق").fill(codes[0])
    reader.get_by_role("button", name="تحقّق وادخل").click()
    reader.get_by_text("بقي لك 9 رموز استرداد.").wait_for()
    assert no_sideways_scrolling(reader)
    confirm(reader, "أوقف التحقق بخطوتين", codes[1])
    reader.get_by_text("أُوقف التحقق بخطوتين. انتهت جلساتك").wait_for()
    assert second_factor_of(sara) is None


def test_where_it_is_required_nothing_else_comes_before_it(reader, archive, authenticator, settings):
    settings.ARCHIVE_SECOND_FACTOR = "required"
    User.objects.create_superuser("سارة", password=PASSWORD)
    reader.goto(f"{archive}/admin/catalog/source/")
    reader.get_by_label("اسم المستخدم").fill("سارة")
    reader.get_by_label("كلمة المرور").fill(PASSWORD)
    reader.keyboard.press("Enter")
    reader.get_by_text("هذا الأرشيف يطلب من قيّميه التحقق بخطوتين.").wait_for()
    assert no_sideways_scrolling(reader)
    authenticator.read(reader.locator(".second-factor__key").inner_text())
    confirm(reader, "شغّل التحقق بخطوتين", authenticator.code())
    reader.get_by_role("link", name="تابع إلى العمل").click()
    reader.wait_for_url("**/admin/catalog/source/")


def test_a_journalist_sets_it_up_on_his_own_page(reader, archive, authenticator):
    User.objects.create_user("سارة", password=PASSWORD)
    reader.goto(f"{archive}/accounts/sign-in/")
    reader.get_by_label("اسم المستخدم").fill("سارة")
    reader.get_by_label("كلمة المرور").fill(PASSWORD)
    reader.get_by_role("button", name="ادخل").click()
    reader.get_by_role("link", name="التحقق بخطوتين").click()
    assert no_sideways_scrolling(reader)
    authenticator.read(reader.locator("#key").inner_text())
    confirm(reader, "شغّل التحقق بخطوتين", authenticator.code())
    reader.get_by_role("heading", name="رموز الاسترداد", exact=True).wait_for()
    assert no_sideways_scrolling(reader)
    reader.get_by_role("link", name="حسابي", exact=True).click()
    sign_out(reader, "اخرج")
    authenticator.wait(2)
    sign_in(reader, archive, "/accounts/sign-in/")
    reader.get_by_label("رمز التحقق").fill(authenticator.code())
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/me/")
