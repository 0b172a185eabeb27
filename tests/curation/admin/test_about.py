"""Curators write the page about the archive."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, transaction
from django.urls import reverse

from archive.catalog.models import AboutPage
from archive.curation.history import recorded_values

pytestmark = pytest.mark.django_db
ADD = "admin:catalog_aboutpage_add"
TEXTS = {"holds": "صحف المدينة.", "reading": "", "corrections": "", "email": "desk@example.org"}


def test_a_curator_writes_it_once_and_then_changes_it(sign_in):
    boss = sign_in("boss", is_superuser=True)
    assert boss.post(reverse(ADD), TEXTS).status_code == 302
    page = AboutPage.objects.get()
    assert page.paragraphs("holds") == ["صحف المدينة."]
    assert boss.get(reverse(ADD)).status_code == 403
    assert boss.post(reverse("admin:catalog_aboutpage_delete", args=[page.pk])).status_code == 403
    changed = TEXTS | {"holds": "صحف المدن."}
    assert boss.post(reverse("admin:catalog_aboutpage_change", args=[page.pk]), changed).status_code == 302
    (values,) = recorded_values(LogEntry.objects.first())
    assert values == ("ما في الأرشيف", "صحف المدينة.", "صحف المدن.")


def test_who_has_no_permission_does_not(sign_in):
    assert sign_in("reader").get(reverse(ADD)).status_code == 403


def test_there_is_one_row():
    AboutPage.objects.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        AboutPage.objects.create(id=2)
