"""One address configures a cluster; errors say what is wrong in it."""

import pytest

from archive.search.engine.opensearch.address import parse_address


def test_the_shortest_address_is_a_host():
    address = parse_address("http://127.0.0.1")
    assert address.hosts == (("127.0.0.1", 9200),)
    assert address.index == "khizana"
    assert (address.secure, address.user, address.shards, address.copies) == (False, "", 1, "0-1")


def test_the_longest_address_has_machines_credentials_index_shards_and_copies(tmp_path):
    ca = tmp_path / "ca.pem"
    ca.write_text("")
    address = parse_address(f"https://us%40er:p%3Aw@one:9201,[::1],three/news-1?shards=3&copies=0-all&ca={ca}")
    assert address.hosts == (("one", 9201), ("[::1]", 443), ("three", 443))
    assert (address.user, address.password) == ("us@er", "p:w")
    assert (address.index, address.shards, address.copies, address.ca) == ("news-1", 3, "0-all", str(ca))


def test_messages_contain_no_credentials():
    assert str(parse_address("https://user:secret@one:9200/news")) == "https://one:9200/news"


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("", "understood"),
        ("one:9200", "understood"),
        ("ftp://one", "understood"),
        ("http://", "understood"),
        ("http://one:9200/News", "News"),
        ("http://one:9200/a/b", "a/b"),
        ("http://one:port/news", "one:port"),
        ("http://one:70000", "one:70000"),
        ("http://one,,two", "host"),
        ("http://one?shards=0", "shards"),
        ("http://one?shards=many", "shards"),
        ("http://one?copies=all", "copies"),
        ("http://one?replicas=2", "replicas"),
        ("https://one?ca=/nowhere/ca.pem", "/nowhere/ca.pem"),
    ],
)
def test_an_error_names_what_is_wrong(url, word):
    with pytest.raises(ValueError, match=r"^[^\n]+$") as refusal:
        parse_address(url)
    assert word in str(refusal.value)


def test_no_error_repeats_a_password():
    with pytest.raises(ValueError, match="host") as refusal:
        parse_address("https://user:secret@one:no")
    assert "secret" not in str(refusal.value)
