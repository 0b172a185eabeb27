"""Uploads of files that tests write, in a data folder of their own."""

import json

import pytest
from django.contrib.auth.models import User

from archive.ingest.upload_services import HandedIn, upload_add, upload_preview

TITLE = "افتتاح رصيف جديد في الميناء القديم"
LONG = "افتتح الميناء رصيفا جديدا للسفن الكبيرة بعد عامين من العمل المتواصل في المرفأ القديم، وحضر الافتتاح جمع من الصيادين."
OTHER = "بدأ موسم قطاف الزيتون مبكرا في قرى الجبل، وتوقع المزارعون محصولا وفيرا هذا الخريف بعد أمطار غزيرة في الربيع."
PAGE = f"{TITLE}\nتاريخ النشر: 3 أبريل 2019\n{LONG}\nوقالت سلمى الحداد إن الرصيف يخدم القوارب الصغيرة كذلك.\n"


@pytest.fixture(autouse=True)
def uploads_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    return settings.DATA_DIR / "uploads"


@pytest.fixture
def user(db):
    return User.objects.create_user("سلمى")


def handed_in(name, content):
    content = content if isinstance(content, bytes) else content.encode()
    return HandedIn(name, len(content), [content])


def lines(*rows):
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


@pytest.fixture
def hand_in(user):
    """A function that uploads files given as (name, content), and has their preview made unless `waits`."""

    def hand_in(*files, waits=False, **options):
        upload = upload_add(files=[handed_in(*file) for file in files], user=user, **options)
        if not waits:
            upload_preview({"pk": upload.pk, "attempt": upload.attempt})
            upload.refresh_from_db()
        return upload

    return hand_in
