"""The form with which readers ask for a correction or for something to be taken out of sight."""

import re
from typing import Any

from django import forms

from archive.catalog.models import MAX_TEXT_CHARS, Article, TakedownRequest
from archive.catalog.selectors import key_given

TRAP = "website"
"""A field that people do not see and programs fill in."""
MIN_TEXT_CHARS = 10
_KEY = re.compile(r"[a-z0-9]{6,32}")


class TakedownForm(forms.Form):
    article = forms.CharField(label="المقال", required=False, max_length=500)
    kind = forms.ChoiceField(label="ما الذي تطلبه؟", choices=TakedownRequest.Kind.choices)
    text = forms.CharField(
        label="اشرح طلبك",
        max_length=MAX_TEXT_CHARS,
        min_length=MIN_TEXT_CHARS,
        error_messages={"min_length": "اكتب جملة على الأقل: ما الخطأ أو ما الذي يُحجب، ولماذا."},
    )
    name = forms.CharField(label="اسمك", max_length=150)
    email = forms.EmailField(label="بريدك", max_length=254)
    website = forms.CharField(required=False)

    def is_trapped(self) -> bool:
        return bool(self.data.get(TRAP))

    def found_article(self) -> Article | None:
        """The article that was named, whatever its state: nothing of it is shown."""
        return article_of(self.cleaned_data["article"])

    def values(self) -> dict[str, Any]:
        """What is stored, besides the article."""
        cleaned = self.cleaned_data
        return {
            "article_given": cleaned["article"],
            **{name: cleaned[name] for name in ("kind", "text", "name", "email")},
        }


def article_of(given: str) -> Article | None:
    """The article with this key, or with the key in this address."""
    key = key_given(given)
    return Article.objects.filter(key=key).first() if _KEY.fullmatch(key) else None
