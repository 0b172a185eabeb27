"""Arabic sentences of the admin that stand in for those of Django."""

from itertools import pairwise
from pathlib import Path

import pytest
from django.utils.translation import gettext, override

from archive import curation
from archive.catalog.models import Source

FOLDER = Path(curation.__file__).parent / "locale" / "ar" / "LC_MESSAGES"


def entries():
    lines = (FOLDER / "django.po").read_text(encoding="utf-8").splitlines()
    pairs = pairwise(lines)
    return [(a[7:-1], b[8:-1]) for a, b in pairs if a.startswith("msgid ") and b.startswith("msgstr ") and len(a) > 8]


@pytest.mark.parametrize(("english", "arabic"), entries())
def test_what_is_compiled_is_what_is_written_and_comes_before_the_words_of_django(english, arabic):
    with override("ar"):
        assert gettext(english) == arabic


@pytest.mark.django_db
def test_a_change_is_not_called_an_addition(admin_client):
    source = Source.objects.create(name="الميناء")
    address = f"/admin/catalog/source/{source.pk}/change/"
    page = admin_client.get(address)
    assert "من فعل ماذا" in page.content.decode()
    fields = {name: value or "" for name, value in page.context["adminform"].form.initial.items()}
    shown = admin_client.post(address, {**fields, "name": "صحيفة الميناء"}, follow=True).content.decode()
    assert "حُفظت التغييرات (مصدر)" in shown
