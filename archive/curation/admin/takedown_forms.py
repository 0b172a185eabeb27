"""The form of a decision on a reader's request. Redacting has a page of its own, which shows every place first."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from archive.catalog.models import TakedownDecision, TakedownRequest
from archive.curation.roles import MAY_REDACT, MAY_WITHDRAW

Action = TakedownDecision.Action
LABELS = {
    Action.CORRECTED: "صحّح (يفتح المقال)",
    Action.WITHDRAWN: "اسحب المقال",
    Action.NOINDEX: "أبعده عن محركات البحث",
    Action.REFUSED: "ارفض الطلب",
}


class TakedownDecisionForm(forms.Form):
    """What the user may choose for this request; actions on an article are offered where one is known."""

    action = forms.ChoiceField(label="القرار", widget=forms.RadioSelect, error_messages={"required": "اختر القرار."})
    reason = forms.CharField(
        label="السبب",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="يبقى في سجل القرارات بعد محو بيانات صاحب الطلب، فلا تُذكر فيه",
        error_messages={"required": "اكتب سبب القرار."},
    )
    public_reason = forms.CharField(
        label="السبب المعلن للسحب",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="يقرؤه من يفتح عنوان المقال المسحوب؛ إن تُرك فارغًا قيل له إنه لا شيء هنا",
    )
    answer = forms.CharField(
        label="جواب لصاحب الطلب",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="يُرسل إلى بريده كما هو، بهذه الكلمات وحدها",
    )
    send = forms.BooleanField(label="أرسل هذا الجواب إلى بريده", required=False)

    def __init__(self, data: Any = None, *, user: Any, request: TakedownRequest) -> None:
        super().__init__(data)
        choices: Any = self.fields["action"]
        choices.choices = [(action.value, LABELS[action]) for action in actions_of(user, request)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("send") and not cleaned.get("answer", "").strip():
            self.add_error("answer", "اكتب الجواب الذي يُرسل، أو لا ترسل شيئًا.")
        return cleaned


def actions_of(user: Any, request: TakedownRequest) -> list[TakedownDecision.Action]:
    if request.article is None:
        return [Action.REFUSED]
    allowed = {Action.WITHDRAWN: user.has_perm(MAY_WITHDRAW)}
    return [action for action in LABELS if allowed.get(action, True)]


def redaction_address(user: Any, request: TakedownRequest) -> str:
    """The page that redacts a name in the article of a request, for those who may; else ""."""
    if request.article is None or not user.has_perm(MAY_REDACT):
        return ""
    query = urlencode({"articles": request.article.pk, "request": request.reference})
    return f"{reverse('admin:catalog_redaction_new')}?{query}"
