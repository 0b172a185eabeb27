"""The form of an article in the admin: its paragraphs as rows, its tags as a list separated by commas."""

from typing import Any

from django import forms
from django.contrib import admin

from archive.catalog.models import Paragraph


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
    accessor, compared, stored_order = "paragraphs", ("role", "text"), ("position",)


class TagsField(forms.Field):
    """Tags as a list separated by Arabic or Latin commas."""

    widget = forms.TextInput(attrs={"size": 80, "dir": "auto"})

    def prepare_value(self, value: Any) -> Any:
        return "، ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, list):
            return value
        return list(dict.fromkeys(tag.strip() for tag in (value or "").replace(",", "،").split("،") if tag.strip()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(data) != (initial or [])


class ArticleForm(forms.ModelForm):
    tags = TagsField(label="الوسوم", required=False, help_text="تفصل بينها فاصلة")
