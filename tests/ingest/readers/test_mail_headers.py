"""Headers of mails: what Python's mail library writes comes back, and headers of other programs are read as the standard says."""

import email
import email.policy
from email.header import Header
from email.message import EmailMessage

import pytest

from archive.ingest.readers.mail_headers import header_text

SUBJECTS = (
    "العراق يخطف كأس آسيا من الأخضر السعودي برأسية يونس محمود",
    "أوباما من القاهرة: دعوة إلى بداية جديدة مع العالم الإسلامي",
    "عودة اللقالق إلى سهل البقاع بعد غياب طويل",
    "رصد طيور اللقلق في مصب نهر العاصي والخبراء يطالبون بحماية الأعشاش في القرى القريبة من المصب",
)


def parsed(raw):
    return email.message_from_bytes(raw, policy=email.policy.default)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_written_by_python_comes_back(subject):
    message = EmailMessage()
    message["Subject"] = subject
    assert header_text(parsed(message.as_bytes() + b"\nx"), "subject") == subject


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_folded_as_the_standard_says_comes_back(subject):
    raw = f"Subject: {Header(subject, 'utf-8').encode()}\nFrom: a@b.example\n\nx"
    assert header_text(parsed(raw.encode()), "subject") == subject


def test_a_missing_field_and_a_damaged_one_are_text():
    assert header_text(parsed(b"From: a@b.example\n\nx"), "subject") == ""
    assert isinstance(header_text(parsed(b"Subject: =?utf-8?b?2KfZ?=\n  =?utf-9?x?zz?=\n\nx"), "subject"), str)


def test_of_a_field_with_a_hundred_thousand_addresses_only_the_beginning_is_read():
    message = email.message_from_string("From: " + "a@b.example, " * 100_000 + "\n\n", policy=email.policy.default)
    assert 0 < len(header_text(message, "from")) <= 10_000
