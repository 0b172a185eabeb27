"""Addresses as curators type and paste them."""

import pytest

from archive.ingest.feeds.address import AddressError, parse_address, readable, same_site


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("https://news.example/rss", "https://news.example/rss"),
        ("  news.example/rss.xml ", "https://news.example/rss.xml"),
        ("HTTP://News.Example:80", "http://news.example/"),
        ("https://news.example:443/a?b=1#top", "https://news.example/a?b=1"),
        ("news.example:8000/rss", "https://news.example:8000/rss"),
        ("feed://news.example/rss", "https://news.example/rss"),
        ("feed:http://news.example/rss", "http://news.example/rss"),
        ("https://news.example./rss", "https://news.example/rss"),
        ("\u200fhttps://news.example/rss\u200e", "https://news.example/rss"),
        ("https://news.example/أخبار/عاجل?قسم=رياضة", None),
        ("https://news.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1", "https://news.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"),
        ("https://news.example/a b", "https://news.example/a%20b"),
        ("https://موقع.وزارة-الاتصالات.مصر/rss", "https://xn--4gbrim.xn----ymcbaaajlc6dj7bxne2c.xn--wgbh1c/rss"),
        ("http://[::FFFF:10.0.0.1]/", "http://[::ffff:a00:1]/"),
    ],
)  # fmt: skip
def test_an_address_is_stored_in_one_form(typed, stored):
    address = str(parse_address(typed))
    assert address.isascii()
    assert stored in (None, address)


def test_arabic_letters_are_encoded_for_the_request_and_shown_again():
    typed = "https://أخبار.مصر/قسم/عاجل?لغة=عربية"
    stored = str(parse_address(typed))
    assert stored.startswith("https://xn--")
    assert readable(stored) == typed


@pytest.mark.parametrize(
    "stored", ["https://a.example/%E2%80%AEtxt", "https://a.example/%FF%FE", "https://a.example/%0A", "x"]
)
def test_what_would_mislead_or_is_no_text_is_shown_encoded(stored):
    assert readable(stored) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ftp://news.example/rss",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "gopher://news.example",
        "https://user:secret@news.example/rss",
        "https://user@news.example/rss",
        "http://good.example\\@evil.example/",
        "https://",
        "https:///rss",
        "https://news example/rss",
        "http://[fe80::1%eth0]/rss",
        "https://news.example:port/",
        "https://news.example:99999/",
        "http://[::1",
        "http://[zz]/",
        "https://-a.example/",
        "https://a..example/",
        "https://" + "a" * 300 + ".example/",
        "https://news.example/" + "a" * 1000,
        "https://news.example\n.evil.example/",
    ],
)
def test_what_is_no_web_address_is_refused_with_an_arabic_sentence(typed):
    with pytest.raises(AddressError) as refused:
        parse_address(typed)
    assert str(refused.value).endswith(".")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("/b", "https://news.example/b"),
        ("c?d", "https://news.example/a/c?d"),
        ("//other.example/x", "https://other.example/x"),
        ("http://other.example", "http://other.example/"),
        ("/خبر", "https://news.example/%D8%AE%D8%A8%D8%B1"),
    ],
)
def test_relative_addresses_are_read_against_the_one_before(location, leads_to):
    assert str(parse_address(location, parse_address("https://news.example/a/b"))) == leads_to


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("https://rss.news.com/a", "http://www.news.com/b", True),
        ("https://news.com.eg/a", "https://other.com.eg/b", False),
        ("https://one.blogspot.com/a", "https://two.blogspot.com/b", False),
        ("http://127.0.0.1/a", "http://127.0.0.1/b", True),
        ("http://127.0.0.1/a", "http://127.0.0.1:81/b", False),
        ("http://127.0.0.1/a", "http://127.0.0.2/b", False),
        ("http://localhost/a", "http://news.com/b", False),
    ],
)
def test_a_site_is_a_registered_domain(one, other, is_same):
    assert same_site(parse_address(one), parse_address(other)) is is_same
