"""The readers' page about the archive: one row, which is written and never deleted."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from archive.catalog.models import ABOUT_DEFAULTS, AboutPage
from archive.curation.admin.curated import CuratedAdmin

BLANK = "فارغ: يظهر النص الذي يأتي مع خِزانة. وبين الفقرات سطر فارغ."


class AboutPageForm(forms.ModelForm):
    class Meta:
        model = AboutPage
        fields = ("holds", "reading", "corrections", "email")
        help_texts = {"holds": BLANK, "reading": BLANK, "corrections": BLANK, "email": "يظهر للقراء."}
        widgets = {
            **{
                part: forms.Textarea(attrs={"rows": 8, "cols": 90, "dir": "auto", "placeholder": text})
                for part, text in ABOUT_DEFAULTS.items()
            },
            "email": forms.EmailInput(attrs={"size": 40, "dir": "ltr"}),
        }


@admin.register(AboutPage)
class AboutPageAdmin(CuratedAdmin):
    form = AboutPageForm
    fields = ("holds", "reading", "corrections", "email")
    actions = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not AboutPage.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
