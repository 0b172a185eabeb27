"""The first page of an account: what it keeps, and where that is looked after."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.desk.selectors import second_factor_is_offered


@dataclass(frozen=True)
class Section:
    """A box on the page. `view` is the name of an address without arguments; `permission` is asked for where it is set."""

    view: str
    title: str
    sentence: str
    permission: str = ""


SECTIONS = (
    Section("saved-searches", "أبحاثي المحفوظة", "ما حفظتَه من أبحاث، وجديدها منذ زيارتك، وتنبيهاتها بالبريد والخلاصة."),
    Section("dossiers", "الملفات", "مقالات ومقاطع في موضوع واحد، بترتيبك وملاحظاتك، لك ولزملائك."),
    Section("tokens", "رموز الوصول", "لبرامجك: تسأل الواجهة البرمجية وتصدّر النتائج باسم حسابك."),
    Section("password-change", "كلمة المرور", "غيّرها متى شئت؛ تنتهي الجلسات المفتوحة في الأجهزة الأخرى."),
    Section("second-factor", "التحقق بخطوتين", "رمز من هاتفك بعد كلمة المرور: لا يدخل حسابك من عرفها وحدها."),
    Section("sessions", "جلساتي المفتوحة", "الأجهزة التي دخلتَ منها إلى حسابك؛ أنهِ ما لا تعرفه أو لا تستعمله."),
    Section("mail-address", "عنوان بريدي", "العنوان الذي تصل إليه تنبيهات أبحاثك المحفوظة."),
    Section("kept", "بياناتي", "نزّل كل ما يحفظه الأرشيف لك، أو احذفه، أو أغلق حسابك."),
    Section(
        "admin:desk_invitation_changelist",
        "الدعوات",
        "ادعُ صحفيًا برابط، أو اسحب رابطًا لم يُستعمل.",
        "desk.add_invitation",
    ),
)
"""In the order of the page."""


@require_safe
@login_required
def me(request: HttpRequest) -> HttpResponse:
    shown = [section for section in SECTIONS if not section.permission or request.user.has_perm(section.permission)]
    if not second_factor_is_offered():
        shown = [section for section in shown if section.view != "second-factor"]
    return render(request, "desk/me.html", {"sections": shown})
