"""What a mail of an alert says, and its headers."""

import re
from email import message_from_bytes, policy

import pytest
from django.contrib.auth.models import User

from archive import search
from archive.desk import services
from archive.desk.services import Letter
from archive.web.formats import alert_mail


@pytest.fixture
def letter(db, settings, make_article):
    settings.ARCHIVE_SITE_URL = "https://archive.example/khizana"
    user = User.objects.create_user("huda", email="huda@example.org")
    saved = services.saved_search_add(user=user, name="وفد <التجارة>", query="q=التجارة&not_section=رياضة")
    articles = [make_article(title="وفد <b>التجارة</b>"), make_article(title="عودة الوفد")]
    search.drain()
    services.arrivals_record()
    return Letter(saved, "<stable@archive.example>", user.email, tuple(article.pk for article in articles))


def parsed(letter):
    message = message_from_bytes(alert_mail.alert_mail(letter).message().as_bytes(), policy=policy.default)
    return message, *(message.get_body((kind,)).get_content() for kind in ("plain", "html"))


def test_it_is_arabic_from_right_to_left_and_marks_what_was_searched(letter):
    message, text, html = parsed(letter)
    assert message["Subject"].strip() == "خِزانة، وفد <التجارة>: مقالان جديدان"
    assert '<html lang="ar" dir="rtl">' in html
    assert "<mark>التجارة</mark>" in html
    assert "وفد &lt;التجارة&gt;" in html
    assert "<b>" not in html
    assert "وفد <b>التجارة</b>" in text
    assert "<mark>" not in text
    for part in (text, html):
        assert "صحيفة المرفأ" in part
        assert "20 يونيو 2024" in part
        assert "عدا قسم" in part


def test_its_addresses_are_absolute_and_its_message_id_is_that_of_the_delivery(letter):
    message, text, html = parsed(letter)
    assert message["Message-ID"] == "<stable@archive.example>"
    for address in re.findall('href="(.*?)"', html) + re.findall(r"\S+://\S+", text):
        assert address.startswith("https://archive.example/khizana/")


def test_it_can_be_ended_by_one_click(letter):
    message, text, html = parsed(letter)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = message["List-Unsubscribe"].strip().strip("<>")
    assert alert_mail.unsubscribed_key(address.rstrip("/").rpartition("/")[2]) == letter.search.key
    assert address in text
    assert address in html


def test_a_long_mail_lists_some_and_says_how_many_more_there_are_and_where(letter, monkeypatch):
    monkeypatch.setattr(alert_mail, "MAX_LISTED", 1)
    _, text, html = parsed(letter)
    assert html.count("<li>") == 1
    assert "والباقي: مقال جديد" in html
    assert f"/me/searches/{letter.search.key}/news/?after=0" in text


def test_a_query_that_was_corrected_says_so(letter):
    letter.search.query = "q=hgldkhx"  # الميناء on a Latin keyboard
    _, text, html = parsed(letter)
    assert "لم نجد «hgldkhx»؛ هذه نتائج «الميناء»" in text
    assert "هذه نتائج «<bdi>الميناء</bdi>»" in html


def test_a_search_that_is_no_longer_understood_still_tells_of_what_it_found(letter):
    letter.search.query = "colour=red"
    _, text, _ = parsed(letter)
    assert "عودة الوفد" in text
