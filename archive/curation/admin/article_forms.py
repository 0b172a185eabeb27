"""The form of an article in the admin: its paragraphs as rows, its tags and cited media as lists separated by commas."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from archive.catalog.models import Paragraph
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


class ArticleForm(forms.ModelForm):
    language = LanguageField(
        label="اللغة", required=False, max_length=35, help_text="رمزها، مثل ar أو fr؛ فارغ إذا لم تُعرف"
    )
    tags = ListField(label="الوسوم", required=False, help_text="تفصل بينها فاصلة")
    cited = ListField(
        label="نقلًا عن",
        required=False,
        help_text="وسائل الإعلام التي ينقل النص عنها، لا ناشره ولا وكالته؛ تفصل بينها فاصلة",
    )
