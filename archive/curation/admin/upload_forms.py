"""Forms through which material comes in: files, and text or HTML that is pasted."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator

from archive.catalog.models import Source
from archive.ingest.upload_services import FORMATS, max_upload_bytes

FORMAT_LABELS = {
    "auto": "بحسب اسم الملف",
    "text": "نص",
    "html": "صفحة HTML",
    "jsonl": "سجلات JSON، سجل في كل سطر",
    "json": "مصفوفة JSON",
    "csv": "جدول CSV",
    "tsv": "جدول TSV",
    "xlsx": "جدول Excel",
    "rss": "خلاصة RSS أو Atom",
    "warc": "أرشيف ويب WARC",
    "pdf": "PDF",
    "docx": "مستند Word",
    "odt": "مستند ODT",
    "eml": "رسالة بريد",
    "zip": "ملف ZIP فيه ملفات",
}
REFUSALS = {
    "none": "اختر ملفًا واحدًا على الأقل.",
    "too_many": "الملفات كثيرة: يُرفع ألف ملف معًا على الأكثر. ضعها في ملف ZIP.",
    "too_large": "الملفات أكبر مما يُقبل في رفع واحد ({limit} ميغابايت).",
    "kept_too_much": "الملفات المرفوعة المنتظرة بلغت حدّها. حمّل منها أو أهمل ما لا تحتاج إليه، ثم أعد الرفع.",
    "no_space": "لا تتسع مساحة القرص لهذه الملفات.",
}
"""By the code of an UploadError."""
MAX_SUGGESTED_SOURCES = 300
MAX_PASTED_CHARS = 1_000_000
"""In two bytes each, they fit into a form (DATA_UPLOAD_MAX_MEMORY_SIZE)."""


def format_choices() -> list[tuple[str, str]]:
    return [(name, FORMAT_LABELS.get(name, name)) for name in FORMATS]


def refusal(code: str) -> str:
    return REFUSALS.get(code, code).format(limit=max_upload_bytes() >> 20)


class _FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files. Empty ones are taken: the preview names them."""

    widget = _FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = [file for file in (data if isinstance(data, Sequence) else [data]) if file]
        if not files:
            raise forms.ValidationError(refusal("none"))
        return files


class _OriginForm(forms.Form):
    source = forms.CharField(
        label="المصدر",
        max_length=200,
        required=False,
        help_text="يُكتب لما لا يذكر مصدره بنفسه.",
        widget=forms.TextInput(attrs={"dir": "auto", "list": "known-sources", "class": "vTextField"}),
    )

    def known_sources(self) -> list[str]:
        return list(Source.objects.order_by("name").values_list("name", flat=True)[:MAX_SUGGESTED_SOURCES])


class FilesForm(_OriginForm):
    """Files of any format that an import reads."""

    documents = FilesField(label="الملفات", error_messages={"required": REFUSALS["none"]})
    given_format = forms.ChoiceField(label="الصيغة", required=False, choices=format_choices)
    namespace = forms.CharField(
        label="نطاق الأرقام",
        max_length=200,
        required=False,
        help_text="لسجلات لها أرقام وقد تتكرر أرقامها في غيرها. يُترك فارغًا في العادة.",
        widget=forms.TextInput(attrs={"dir": "auto", "class": "vTextField"}),
    )
    field_order = ("documents", "source", "given_format", "namespace")

    def clean_given_format(self) -> str:
        return self.cleaned_data["given_format"] or "auto"


class PasteForm(_OriginForm):
    """Text or HTML. The address is only noted: nothing is fetched from there."""

    text = forms.CharField(
        label="النص أو شيفرة HTML",
        max_length=MAX_PASTED_CHARS,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 16, "class": "vLargeTextField"}),
        error_messages={"required": "ألصق نصًا أولًا."},
    )
    kind = forms.ChoiceField(
        label="ما ألصقته", choices=(("text", "نص"), ("html", "شيفرة HTML")), initial="text", widget=forms.RadioSelect
    )
    title = forms.CharField(
        label="العنوان",
        max_length=1000,
        required=False,
        help_text="إن لم يكن في النص نفسه.",
        widget=forms.TextInput(attrs={"dir": "auto", "class": "vTextField"}),
    )
    date = forms.CharField(
        label="تاريخ النشر",
        max_length=60,
        required=False,
        help_text="إن لم يكن في النص، مثل: 20 يونيو 2024.",
        widget=forms.TextInput(attrs={"dir": "auto", "class": "vTextField"}),
    )
    address = forms.CharField(
        label="الرابط",
        max_length=2000,
        required=False,
        help_text="عنوان الصفحة التي نُقل منها النص. يُسجَّل كما هو، ولا يُجلب منه شيء.",
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url", "class": "vTextField"}),
    )
    field_order = ("text", "kind", "title", "source", "date", "address")

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if address:
            check = URLValidator(schemes=["http", "https"], message="اكتب الرابط كاملًا، مبدوءًا بـ https:// أو http://.")
            check(address)
        return address

    def clean_date(self) -> str:
        """Any form that readers know; one in ISO form must be a day that exists."""
        date: str = " ".join(self.cleaned_data["date"].split())
        if len(date) == 10 and date.count("-") == 2 and date.replace("-", "").isdecimal():
            try:
                dt.date.fromisoformat(date)
            except ValueError as error:
                raise forms.ValidationError("لا يوم بهذا التاريخ.") from error
        return date
