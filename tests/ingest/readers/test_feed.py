from xml.sax.saxutils import escape

import pytest

from archive.ingest.identity import KeyScheme
from archive.ingest.readers.feed import read_bytes
from archive.ingest.record import DocumentRecord, Failure, UnreadableError

BODY = (
    "عادت أسراب اللقالق البيضاء إلى سهل البقاع هذا الأسبوع بعد غياب دام تسع سنوات، وفق ما قاله مراقبون للطيور في المنطقة.",
    "وقالت سلمى الحداد إن الأمطار الغزيرة ملأت البرك التي تتغذى منها الطيور المهاجرة في طريقها.",
)
HTML = "".join(f"<p>{text}</p>" for text in BODY)


def _item(
    *extra,
    title="عودة اللقالق",
    link="https://fields.example/storks",
    text=HTML,
    date="Wed, 03 Apr 2019 00:30:00 +0300",
):
    parts = [f"<title>{escape(title)}</title>", f"<description>{escape(text)}</description>"]
    parts += [f"<link>{link}</link>"] if link else []
    parts += [f"<pubDate>{date}</pubDate>"] if date else []
    return f"<item>{''.join(parts)}{''.join(extra)}</item>"


def _rss(*items, title="نشرة الحقول"):
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title><link>https://fields.example/</link>{''.join(items)}</channel></rss>"
    )


@pytest.fixture
def read(gazetteer):
    def read(feed, **given):
        content = feed if isinstance(feed, bytes) else feed.encode()
        return list(read_bytes(content, "feed.xml", gazetteer, KeyScheme(**given)))

    return read


@pytest.fixture
def record(read):
    return lambda *items, **given: read(_rss(*items), **given)[0].records[0]


@pytest.mark.parametrize(
    "text", [HTML, escape(HTML), "<br/>".join(BODY), f"<div><strong>{BODY[0]}</strong></div><div>{BODY[1]}</div>"]
)
def test_paragraphs_come_from_markup_escaped_once_or_twice(record, text):
    assert record(_item(text=text)).paragraphs == (("lede", BODY[0]), ("paragraph", BODY[1]))


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("Wed, 03 Apr 2019 00:30:00 +0300", "2019-04-03"),
        ("Wed, 03 Apr 2019 23:30:00 -0800", "2019-04-03"),
        ("3 Apr 2019 00:10 GMT", "2019-04-03"),
        ("2019-04-03T00:30:00+03:00", "2019-04-03"),
        ("الأربعاء 3 أبريل 2019", "2019-04-03"),
    ],
)
def test_the_day_is_the_one_written_in_its_own_zone(record, date, day):
    published = record(_item(date=date)).published
    assert (published.first.isoformat(), published.basis) == (day, "stated")


@pytest.mark.parametrize("date", ["Thu, 01 Jan 1970 00:00:00 +0000", "Wed, 33 Apr 2019 00:30:00 +0300", "قريبا", ""])
def test_no_day_is_made_up(read, date):
    (document,) = read(_rss(_item(date=date)))
    assert document.records[0].published is None
    assert len(document.warnings) == bool(date)


def test_a_date_of_change_is_none_of_publication(read):
    entry = f'<entry><title>عودة</title><id>https://a.example/1</id><updated>2019-04-03T00:00:00Z</updated><content type="html">{escape(HTML)}</content></entry>'
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>نشرة</title>{entry}</feed>'
    assert read(feed)[0].records[0].published is None
    dated = feed.replace("<updated>", "<published>2018-01-02T23:00:00-05:00</published><updated>")
    assert read(dated)[0].records[0].published.first.isoformat() == "2018-01-02"


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("سلمى الحداد", ("سلمى الحداد", "", "")),
        ("سلمى الحداد - بيروت", ("سلمى الحداد", "", "بيروت")),
        ("رويترز- بيروت", ("", "رويترز", "بيروت")),
        ("news@a.example (Salma Haddad)", ("Salma Haddad", "", "")),
        ("admin", ("", "", "")),
        ("news@a.example", ("", "", "")),
    ],
)
def test_author_agency_and_place(record, author, expected):
    found = record(_item(f"<dc:creator>{author}</dc:creator>"))
    assert (found.author, found.agency, found.dateline) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (HTML, "article"),
        ("", "stub"),
        ("قالت الجمعية إن الطيور عادت.", "stub"),
        (f"{BODY[0]} {BODY[1]} […]", "stub"),
        (f"{HTML}<a href='/x'>اقرأ المزيد</a>", "stub"),
    ],
)
def test_what_only_announces_an_article_is_a_stub(record, text, kind):
    assert record(_item(text=text)).kind == kind


def test_an_item_is_known_by_its_address_before_its_guid(record):
    guid = '<guid isPermaLink="false">77</guid>'
    assert record(_item(guid)).import_key == "page:fields.example/storks"
    assert (
        record(_item("<guid>http://www.fields.example/storks/</guid>", link="")).import_key
        == "page:fields.example/storks"
    )
    bare = record(_item(guid, link="")).import_key
    assert bare.startswith("record:")
    assert bare != record(_item(guid, link=""), namespace="أخرى").import_key


def test_repeated_items_are_one_and_named(read):
    (document,) = read(_rss(_item(), _item(), _item(link="https://fields.example/2")))
    assert len(document.records) == 2
    assert ["the same item again" in warning for warning in document.warnings] == [True]


def test_another_item_under_the_same_address_stands_beside_it(read):
    (document,) = read(_rss(_item(title="أول"), _item(title="ثان"), _item(title="ثان")))
    assert [record.title for record in document.records] == ["أول", "ثان"]
    assert any("the address of another item" in warning for warning in document.warnings)


def test_a_feed_that_is_cut_off_says_so(read):
    whole = _rss(_item(), _item(title="ثان", link="https://fields.example/2"))
    found = read(whole[: whole.rindex("</description>")])
    assert any(isinstance(one, Failure) and "damaged feed" in one.reason for one in found)
    assert any(isinstance(one, DocumentRecord) for one in found)


def test_the_source_is_the_feeds_unless_another_is_given(record):
    assert record(_item()).source == "نشرة الحقول"
    assert record(_item(), source="الحقول").source == ""


@pytest.mark.parametrize(
    "content", [b"<html><body>x</body></html>", b"", b"/etc/passwd", b"http://127.0.0.1/feed", b"\x00\x01", b"<rss"]
)
def test_what_is_no_feed_is_refused(read, content):
    with pytest.raises(UnreadableError, match="not a feed"):
        read(content)


def test_an_item_without_any_text_is_a_failure_and_the_rest_loads(read):
    found = read(_rss(_item(title="", text=""), _item()))
    assert [type(one) for one in found] == [Failure, DocumentRecord]
    assert "item 1" in str(found[0])


def test_entities_do_not_expand_without_bound(read):
    entities = '<!ENTITY a0 "aaaaaaaaaa">' + "".join(
        f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 9)
    )
    feed = _rss(_item(title="TITLE")).replace("?>", f"?><!DOCTYPE rss [{entities}]>", 1).replace("TITLE", "&a8;")
    found = read(feed)
    documents = [one for one in found if isinstance(one, DocumentRecord)]
    assert all(len(record.title or "") <= 1000 for one in documents for record in one.records)


def test_an_item_has_the_language_of_its_text_or_the_one_its_feed_declares(read):
    french = "Le ministre a annoncé que les travaux du pont commenceront après la fête et que la circulation ne sera pas coupée."
    feed = _rss(_item(text=french, title="Le pont"), _item(link="https://fields.example/2"))
    declared = feed.replace("<channel>", "<channel><language>fr-FR</language>")
    assert [record.language for record in read(feed)[0].records] == ["fr", "ar"]
    assert [record.language for record in read(declared)[0].records] == ["fr", "ar"]
    short = _rss(_item(text="Pont rouvert", title="Pont")).replace("<channel>", "<channel><language>fr-FR</language>")
    assert read(short)[0].records[0].language == "fr"


def test_an_item_cites_media_and_credits_its_picture(record):
    credit = '<media:credit xmlns:media="http://search.yahoo.com/mrss/">سلمى الحداد</media:credit>'
    found = record(_item(credit, text=f"<p>ذكرت صحيفة «الضفة» ذلك، وأضافت نشرة الحقول.</p>{HTML}"))
    assert (found.cited, found.photo_credit) == (("الضفة",), "سلمى الحداد")
