"""The form of an article in the admin: its paragraphs as rows, its tags and cited media as lists separated by commas."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from archive.catalog.models import MAX_CORRECTION_CHARS, Article, Paragraph
from archive.catalog.services import GRADE_FIELDS
from archive.text import language_tag

MAX_WHOLE_PARAGRAPHS, PART_PARAGRAPHS = 300, 100
"""Paragraphs of an article that is edited in one form, and of each part of a longer one."""
MAX_POSITION = 2**31 - 1
MAX_KEY_DIGITS = 18


class ParagraphForm(forms.ModelForm):
    class Meta:
        model = Paragraph
        fields = ("position", "role", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 4, "cols": 70, "dir": "auto"})}


class ParagraphFormSet(forms.BaseInlineFormSet):
    def validate_unique(self) -> None:
        """Nothing: positions only order the paragraphs here, which are renumbered on saving."""

    def ordered(self) -> list[tuple[str, str]]:
        """(role, text) of the paragraphs that were not deleted or emptied, by the positions typed."""
        kept = [
            (form.cleaned_data["position"], number, form.cleaned_data["role"], form.cleaned_data["text"].strip())
            for number, form in enumerate(self.forms)
            if form.cleaned_data and not form.cleaned_data.get("DELETE") and form.cleaned_data.get("text", "").strip()
        ]
        return [(role, text) for _, _, role, text in sorted(kept)]


class ParagraphInline(admin.TabularInline):
    model = Paragraph
    form = ParagraphForm
    formset = ParagraphFormSet
    extra = 1
    accessor, related_name, compared, stored_order = "paragraphs", "article", ("role", "text"), ("position",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Paragraph]:
        """The paragraphs of the part that is edited."""
        paragraphs = super().get_queryset(request)
        part = text_part(request)
        return paragraphs.filter(position__gte=part.first, position__lt=part.end) if part else paragraphs

    @staticmethod
    def is_edited(request: HttpRequest) -> bool:
        """Paragraphs are saved as a whole: whoever may not add, change and delete them only reads them."""
        return all(request.user.has_perm(f"catalog.{action}_paragraph") for action in ("add", "change", "delete"))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.is_edited(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.is_edited(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.is_edited(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who sees the article in the admin sees its text."""
        return True


@dataclass(frozen=True)
class TextPart:
    """Part `number` (from 1) of `count` of a long text: paragraphs `first` to before `end`."""

    number: int
    count: int

    @property
    def first(self) -> int:
        return (self.number - 1) * PART_PARAGRAPHS

    @property
    def end(self) -> int:
        """Beyond all paragraphs for the last part."""
        return self.number * PART_PARAGRAPHS if self.number < self.count else MAX_POSITION


def text_part(request: HttpRequest) -> TextPart | None:
    """The part of a long article that a request for its form is about; None for other articles, which are edited whole."""
    match = request.resolver_match
    key = str(match.kwargs.get("object_id", "")) if match else ""
    if not key.isdecimal() or len(key) > MAX_KEY_DIGITS:
        return None
    known: dict[str, int] = request.__dict__.setdefault("paragraph_counts", {})
    if key not in known:
        known[key] = Paragraph.objects.filter(article=int(key)).count()
    if known[key] <= MAX_WHOLE_PARAGRAPHS:
        return None
    count = -(-known[key] // PART_PARAGRAPHS)
    asked = request.GET.get("part", "1")
    return TextPart(min(max(int(asked) if asked.isdecimal() and len(asked) < 10 else 1, 1), count), count)


class ListField(forms.Field):
    """Short texts, such as tags, as a list separated by Arabic or Latin commas."""

    widget = forms.TextInput(attrs={"size": 80, "dir": "auto"})

    def prepare_value(self, value: Any) -> Any:
        return "، ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, list):
            return value
        return list(dict.fromkeys(tag.strip() for tag in (value or "").replace(",", "،").split("،") if tag.strip()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(data) != (initial or [])


class LanguageField(forms.CharField):
    """A language tag in whatever letters it is typed: `FR`, `ar_eg`."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return language_tag(text) or text


class TimeField(forms.DateTimeField):
    """A time of the archive's own zone (ARCHIVE_TIME_ZONE), to the minute."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": f"بتوقيت {settings.TIME_ZONE}", **kwargs})


def reason_field() -> Any:
    """As the model has it: label, length and hint."""
    field: Any = Article._meta.get_field("withdrawal_reason")
    return field.formfield(widget=forms.Textarea(attrs={"rows": 2, "cols": 70, "dir": "auto"}))


class WithdrawalForm(forms.Form):
    reason = reason_field()


class EmbargoForm(forms.Form):
    embargo_until = TimeField(label="يُنشر في")

    def clean_embargo_until(self) -> Any:
        return ahead(self.cleaned_data["embargo_until"])


def ahead(time: dt.datetime) -> dt.datetime:
    """Raises ValidationError for an end of an embargo that is over."""
    if time <= timezone.now():
        raise forms.ValidationError("مضى هذا الموعد؛ اختر موعدًا آتيًا، أو انشر المقال.")
    return time


class ArticleForm(forms.ModelForm):
    public_correction = forms.CharField(
        label="تصحيح يُعلن للقراء",
        required=False,
        max_length=MAX_CORRECTION_CHARS,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 70, "dir": "auto"}),
        help_text="يظهر على صفحة المقال بتاريخ اليوم: ما كان، وما صار. فارغ إن لم يكن في التعديل ما يهم القراء.",
    )
    embargo_until = TimeField(label="يُنشر في", required=False)
    withdrawal_reason = reason_field()
    language = LanguageField(
        label="اللغة", required=False, max_length=35, help_text="رمزها، مثل ar أو fr؛ فارغ إذا لم تُعرف"
    )
    tags = ListField(label="الوسوم", required=False, help_text="تفصل بينها فاصلة")
    cited = ListField(
        label="نقلًا عن",
        required=False,
        help_text="وسائل الإعلام التي ينقل النص عنها، لا ناشره ولا وكالته؛ تفصل بينها فاصلة",
    )

    def clean(self) -> dict[str, Any] | None:
        """What was typed for another state than the chosen one is an error, not forgotten in silence."""
        cleaned = super().clean() or self.cleaned_data
        state = cleaned.get("state", self.instance.state)
        is_embargoed, is_withdrawn = state == Article.State.EMBARGOED, state == Article.State.WITHDRAWN
        typed = {name: cleaned.get(name) for name in GRADE_FIELDS if name in self.changed_data}
        if typed.get("withdrawal_reason") and not is_withdrawn:
            self.add_error("withdrawal_reason", "اختر الحالة «مسحوب» ليُعلن سبب السحب، أو امحُ السبب.")
        if typed.get("embargo_until") and not is_embargoed:
            self.add_error("embargo_until", "اختر الحالة «مؤجَّل إلى موعد» ليُنشر المقال في موعده، أو امحُ الموعد.")
        time = cleaned.get("embargo_until")
        if is_embargoed and "embargo_until" not in self.errors and "embargo_until" in self.fields:
            is_following = bool(self.instance.returns_to) and "state" not in self.changed_data
            if time is None and not is_following:
                self.add_error("embargo_until", "متى يُنشر؟ المقال المؤجَّل يحتاج إلى موعد.")
            elif time is not None and {"state", "embargo_until"}.intersection(self.changed_data):
                self._check_ahead(time)
        return cleaned

    def _check_ahead(self, time: dt.datetime) -> None:
        try:
            ahead(time)
        except forms.ValidationError as error:
            self.add_error("embargo_until", error)
