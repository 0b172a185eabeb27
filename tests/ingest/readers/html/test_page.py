import json

import pytest

from archive.ingest.identity import KeyScheme
from archive.ingest.readers.html.page import read_bytes
from archive.ingest.record import UnreadableError
from tests.ingest.readers.html.conftest import BODY, OTHERS, TITLE


@pytest.fixture
def read(gazetteer):
    def read(page, encoding="utf-8", **given):
        return read_bytes(page.encode(encoding), "page.html", gazetteer, **given)

    return read


def _texts(record):
    return tuple(text for _role, text in record.paragraphs)


def _ld(**fields):
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def test_headline_and_paragraphs_without_menus(read, make_page):
    record = read(make_page()).records[0]
    assert (record.title, _texts(record), record.state) == (TITLE, BODY, "")
    assert record.paragraphs[0][0] == "lede"


@pytest.mark.parametrize(
    "article",
    [
        "<br><br>".join(BODY),
        "".join(f"<div>{text}</div>" for text in BODY),
        f'<div class="lead"><b>{BODY[0]}</b></div>' + "".join(f"<p>{text}</p>" for text in BODY[1:]),
        f"<p>{BODY[0]}</p><p>{BODY[1].replace('سلمى الحداد', '<a href=/x>سلمى الحداد</a>')}</p><p>{BODY[2]}</p><p>{BODY[3]}</p>",
        f"<p>{BODY[0]}</p><ul class=share><li><a href=#>فيسبوك</a></li><li><a href=#>تويتر</a></li></ul>"
        + "".join(f"<p>{text}</p>" for text in BODY[1:]),
        f"<p>{BODY[0]}</p><p>{BODY[1]}</p><div class=related><h4>اقرأ أيضا</h4><a href=/1>{OTHERS[0]}</a></div><p>{BODY[2]}</p><p>{BODY[3]}</p>",
    ],
)
def test_paragraphs_are_whole_and_in_order_however_they_are_marked_up(read, make_page, article):
    record = read(make_page(article=article)).records[0]
    assert _texts(record) == BODY


def test_the_end_of_the_article_is_kept_however_short(read, make_page):
    article = (
        "".join(f"<p>{text}</p>" for text in BODY) + "<h2>خاتمة</h2><p>قتل 40 شخصا.</p><ul><li>لا جرحى بينهم.</li></ul>"
    )
    assert _texts(read(make_page(article=article)).records[0])[len(BODY) :] == (
        "خاتمة",
        "قتل 40 شخصا.",
        "لا جرحى بينهم.",
    )


def test_rows_of_a_table_are_lines(read, make_page):
    table = "<table><tr><th>المدينة</th><th>الأصوات</th></tr><tr><td>بعلبك</td><td>12,500</td></tr></table>"
    article = f"<p>{BODY[0]}</p><p>{BODY[1]}</p>{table}<p>{BODY[2]}</p><p>{BODY[3]}</p>"
    assert _texts(read(make_page(article=article)).records[0])[2:4] == ("المدينة | الأصوات", "بعلبك | 12,500")


@pytest.mark.parametrize("title", ["نشرة الحقول الإلكترونية", "Home", "أخبار اليوم"])
def test_the_printed_headline_comes_before_another_title_of_the_page(read, make_page, title):
    page = make_page().replace(f"<title>{TITLE} - نشرة الحقول</title>", f"<title>{title}</title>")
    assert read(page).records[0].title == TITLE


def test_the_name_of_the_site_is_no_headline(read, make_page):
    head = f'<meta property="og:site_name" content="نشرة الحقول"><meta property="og:title" content="{TITLE}">'
    page = make_page(head=head).replace(f"<h1>{TITLE}</h1>", "<h1>نشرة الحقول</h1>")
    assert read(page).records[0].title == TITLE


@pytest.mark.parametrize("declared", ["windows-1256", "iso-8859-1", "iso-8859-6"])
def test_utf_8_is_read_as_such_whatever_is_declared(read, make_page, declared):
    page = make_page().replace('charset="utf-8"', f'charset="{declared}"')
    assert _texts(read(page).records[0]) == BODY


def test_damaged_text_is_mended_or_refused(read, make_page):
    mended = read(make_page(article="".join(f"<p>{text.encode().decode('cp1256')}</p>" for text in BODY)))
    assert _texts(mended.records[0]) == BODY
    assert any("mended" in warning for warning in mended.warnings)
    lost = "".join("<p>" + "".join("?" if sign.isalpha() else sign for sign in text) + "</p>" for text in BODY)
    with pytest.raises(UnreadableError, match="unreadable"):
        read(make_page(title="????? ?? ???", article=lost))


def test_headings_and_captions_within_the_text_keep_their_roles(read, make_page):
    article = (
        f"<p>{BODY[0]}</p><figure><img src=a.jpg><figcaption>لقالق فوق برك السهل</figcaption></figure>"
        f"<p>{BODY[1]}</p><h2>ممر للطيور</h2><p>{BODY[2]}</p><p>{BODY[3]}</p>"
    )
    record = read(make_page(article=article)).records[0]
    assert [role for role, _ in record.paragraphs] == [
        "lede",
        "caption",
        "paragraph",
        "subhead",
        "paragraph",
        "paragraph",
    ]


@pytest.mark.parametrize(
    ("head", "before", "expected"),
    [
        (_ld(datePublished="2019-04-03T09:23:13+03:00"), "", ("2019-04-03", "stated")),
        ('<meta property="article:published_time" content="2019-04-03">', "", ("2019-04-03", "stated")),
        ("", '<meta itemprop="datePublished" content="2019-04-03T00:30:00+0300">', ("2019-04-03", "stated")),
        ("", "<span>تاريخ النشر: 3 أبريل 2019</span>", ("2019-04-03", "stated")),
        (_ld(datePublished="2019-04-02T22:10:00Z"), "<span>نشر في: 3 أبريل 2019</span>", ("2019-04-03", "stated")),
        (_ld(datePublished="2019-04-03"), "<span>نشر في: 3 أبريل 2009</span>", ("2019-04-03", "stated")),
        ('<link rel="canonical" href="https://a.example/2019/4/3/storks">', "", ("2019-04-03", "inferred")),
        ('<link rel="canonical" href="https://a.example/story/20190403-storks">', "", ("2019-04-03", "inferred")),
        ('<link rel="canonical" href="https://a.example/story/99120190403881">', "", None),
        ('<meta property="article:modified_time" content="2019-04-03">', "", None),
        (_ld(dateModified="2019-04-03", copyrightYear=2019), "", None),
        (_ld(datePublished="2019-13-45"), "", None),
    ],
)
def test_only_what_states_the_day_counts_and_an_address_lets_infer_it(read, make_page, head, before, expected):
    published = read(make_page(head=head, before=before)).records[0].published
    assert (published and (published.first.isoformat(), published.basis)) == expected


@pytest.mark.parametrize(("day", "kept"), [("1970-01-01", None), ("2999-12-31", None), ("9998-01-02", "9998-01-02")])
def test_a_placeholder_is_no_date_and_a_day_to_come_is_in_doubt(read, make_page, day, kept):
    document = read(make_page(head=_ld(datePublished=day)))
    published = document.records[0].published
    assert (published.first.isoformat() if published else None) == kept
    assert [day in warning for warning in document.warnings] == [True]


def test_an_address_that_is_too_long_is_left_out_and_named(read, make_page):
    document = read(make_page(head=f'<link rel="canonical" href="https://a.example/{"x" * 3000}">'))
    assert document.records[0].url == ""
    assert any("url left out" in warning for warning in document.warnings)


def test_metadata_give_the_other_fields(read, make_page):
    head = _ld(
        headline=TITLE, author=[{"@type": "Person", "name": "سلمى الحداد"}], publisher={"@type": "Organization", "name": "نشرة الحقول"},
        articleSection="بيئة", keywords="لقالق, البقاع",
    ) + '<link rel="canonical" href="https://www.fields.example/storks?utm_source=x">'  # fmt: skip
    record = read(make_page(head=head)).records[0]
    assert (record.author, record.source, record.section) == ("سلمى الحداد", "نشرة الحقول", "بيئة")
    assert record.tags == ("لقالق", "البقاع")
    assert (record.url, record.import_key) == (
        "https://www.fields.example/storks?utm_source=x",
        "page:fields.example/storks",
    )


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type": "NewsArticle", "headline": ',
        "[" * 5000,
        '{"@type": ["NewsArticle"], "author": 7, "keywords": {}}',
        "null",
        "<!-- -->",
    ],
)
def test_broken_metadata_change_nothing(read, make_page, broken):
    record = read(make_page(head=f'<script type="application/ld+json">{broken}</script>')).records[0]
    assert (record.title, _texts(record), record.published) == (TITLE, BODY, None)


@pytest.mark.parametrize("name", ["نشرة الحقول", "admin", "https://www.facebook.com/fields", "فريق التحرير 24"])
def test_the_site_and_addresses_are_no_authors(read, make_page, name):
    head = f'<meta property="og:site_name" content="نشرة الحقول"><meta name="author" content="{name}">'
    record = read(make_page(head=head)).records[0]
    assert record.author in ("", "فريق التحرير 24")


def test_a_headline_without_the_name_of_the_site(read):
    paragraphs = "".join(f"<p>{text}</p>" for text in BODY)
    page = (
        f'<html><head><title>{TITLE} | نشرة الحقول</title><meta property="og:site_name" content="نشرة الحقول"></head>'
        f"<body><article>{paragraphs}</article></body></html>"
    )
    assert read(page).records[0].title == TITLE


def test_a_page_is_known_by_its_address_else_by_its_bytes(read, make_page):
    keys = KeyScheme(source="الحقول")
    same = [
        read(make_page(head=f'<link rel="canonical" href="{address}">'), keys=keys).records[0].import_key
        for address in ("http://a.example/x/", "https://www.a.example/x?fbclid=1#top", "https://a.example/%78")
    ]
    assert len(set(same)) == 1
    assert read(make_page(), keys=keys).records[0].import_key.startswith("text:")
    assert read(make_page(), keys=keys, address="https://a.example/x").records[0].import_key == same[0]


@pytest.mark.parametrize(
    ("encoding", "declared"), [("cp1256", "windows-1256"), ("utf-16", "utf-16"), ("utf-8", "windows-1256x")]
)
def test_encodings_are_read_as_declared_or_recognised(read, make_page, encoding, declared):
    page = make_page().replace('charset="utf-8"', f'charset="{declared}"')
    assert _texts(read(page, encoding).records[0]) == BODY


def test_a_page_without_an_article_is_a_draft_or_refused(read):
    links = "".join(
        f"<li><a href=/{number}>{name}</a></li>" for number, name in enumerate([*OTHERS, "الرئيسية", "سياسة"] * 4)
    )
    document = read(f"<html><body><ul>{links}</ul></body></html>")
    assert document.records[0].state == "draft"
    assert document.warnings
    with pytest.raises(UnreadableError):
        read("<html><body></body></html>")


@pytest.mark.parametrize(
    "page", ["<div>" * 20_000 + "x", "<" * 50_000, "<p>" + "س" * 100_000, "<a href=" + "x" * 100_000, "\x00<html>"]
)
def test_hostile_pages_end_with_a_record_or_a_reason(read, page):
    try:
        ends_well = bool(read(page).records)
    except UnreadableError as error:
        ends_well = bool(str(error))
    assert ends_well


def test_the_language_a_page_declares_is_checked_against_its_text(read, make_page):
    french = (
        "Le ministre a annoncé que les travaux du pont commenceront après la fête et que la circulation ne sera pas coupée "
        "pour les habitants de la ville, qui attendent ce pont depuis de longues années."
    )
    page = make_page()
    assert read(page).records[0].language == "ar"
    assert read(page.replace("<html", '<html lang="en-US"', 1)).records[0].language == "ar"
    told = f'<html lang="ar"><body><article><h1>Le pont rouvert</h1>{f"<p>{french}</p>" * 3}</article></body></html>'
    assert read(told).records[0].language == "fr"


def test_a_picture_in_the_metadata_has_its_credit(read, make_page):
    head = _ld(image=[{"@type": "ImageObject", "creditText": "سلمى الحداد"}], headline=TITLE)
    assert read(make_page(head=head)).records[0].photo_credit == "سلمى الحداد"


def test_an_element_of_thousands_of_attributes_is_a_reason(read, make_page):
    tag = "<div " + " ".join(f'a{number}="نص > نص"' for number in range(2_500)) + ">"
    with pytest.raises(UnreadableError, match="an element of more than 2,000 attributes"):
        read(make_page().replace("<body>", f"<body>{tag}"))


def test_a_picture_in_an_attribute_is_no_attribute_more(read, make_page):
    page = make_page().replace("<body>", f'<body><img src="data:image/png;base64,{"QUJD = " * 20_000}">')
    assert read(page).records[0].title == TITLE


def test_a_page_of_a_million_tags_is_a_reason(read):
    with pytest.raises(UnreadableError, match="more than 200,000 tags"):
        read("<html><body>" + "<p>نص" * 250_000)
