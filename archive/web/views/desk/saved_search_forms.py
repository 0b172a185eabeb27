"""What a journalist fills in: name and note of a saved search, and when its mails come."""

from typing import Any

from django import forms

from archive.desk.models import MAX_SEARCH_NAME, MAX_SEARCH_NOTE, SavedSearch

_TOO_LONG = "أطول من %(limit_value)d حرف؛ اختصره."
_UNKNOWN = {"required": "اختر من القائمة.", "invalid_choice": "اختر من القائمة."}


class NameForm(forms.Form):
    """Line breaks in a name become spaces: it is the subject of mails, too."""

    name = forms.CharField(
        max_length=MAX_SEARCH_NAME, error_messages={"required": "سمِّ البحث باسم تعرفه به.", "max_length": _TOO_LONG}
    )
    note = forms.CharField(max_length=MAX_SEARCH_NOTE, required=False, error_messages={"max_length": _TOO_LONG})

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())


LONGEST = {"name": MAX_SEARCH_NAME, "note": MAX_SEARCH_NOTE}
"""Letters of each field."""


class AlertForm(forms.Form):
    rhythm = forms.ChoiceField(choices=SavedSearch.Rhythm.choices, error_messages=_UNKNOWN)
    hour = forms.TypedChoiceField(
        choices=[(hour, f"{hour:02}:00") for hour in range(24)], coerce=int, error_messages=_UNKNOWN
    )
    weekday = forms.TypedChoiceField(choices=SavedSearch.Weekday.choices, coerce=int, error_messages=_UNKNOWN)


def sentences(form: forms.Form) -> dict[str, str]:
    """The first error of each field."""
    return {name: str(errors[0]) for name, errors in form.errors.items()}


def typed(form: forms.Form) -> dict[str, Any]:
    """What was typed, to be shown again."""
    return {name: form.data.get(name, "") for name in form.fields}
