import pytest

from archive.ingest.encoding import MAX_BYTES, decode
from archive.ingest.record import UnreadableError

TEXT = "افتتحت المكتبة العامة في المدينة معرضا للكتب القديمة، وقال المدير إن الدخول مجاني طوال الأسبوع المقبل."


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "utf-32-be",
        "cp1256",
        "iso8859_6",
        "mac_arabic",
    ],
)
def test_it_reads(encoding):
    assert decode(TEXT.encode(encoding))[0] == TEXT


def test_a_byte_order_mark_is_no_part_of_the_text():
    content = b"\xfe\xff" + TEXT.encode("utf-16-be")
    assert decode(content) == (TEXT, "utf-16")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20, "control characters"),
        (TEXT.encode() + b"\x00", "control characters"),
        ("سهل".encode("iso-8859-6"), "unknown encoding"),
        ("سهل".encode("mac_arabic"), "unknown encoding"),
        ("Fran\xe7ois a d\xe9clar\xe9 que la conf\xe9rence \xe9tait utile.".encode("cp1252"), "unknown encoding"),
        (bytes(range(128, 256)) * 30, "unknown encoding"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1], "damaged"),
        (b"a" * (MAX_BYTES + 1), "larger than 10 MB"),
    ],
)
def test_it_refuses_with_one_line(content, reason):
    with pytest.raises(UnreadableError, match=reason) as refused:
        decode(content)
    assert "\n" not in str(refused.value)


def test_the_three_encodings_of_arabic_bytes_are_told_apart():
    for encoding in ("cp1256", "iso8859_6", "mac_arabic"):
        assert decode((TEXT * 3).encode(encoding)) == (TEXT * 3, encoding)


def test_a_text_that_reads_the_same_in_two_is_taken_for_the_standard_one():
    content = TEXT.encode("iso8859_6")
    assert content.decode("mac_arabic") == TEXT
    assert decode(content) == (TEXT, "iso8859_6")


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6", "mac_arabic"])
def test_markup_around_the_letters_does_not_hide_them(encoding):
    page = f"<html><head><style>{'p { margin: 0 }' * 300}</style></head><body><p>{TEXT}</p></body></html>"
    assert decode(page.encode(encoding)) == (page, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_latin_letters_without_a_mark_are_read_too(encoding):
    assert decode("Le pont de la ville est rouvert.".encode(encoding)) == ("Le pont de la ville est rouvert.", encoding)


def test_words_that_no_lexicon_knows_are_still_read_as_windows_1256():
    names = "الشنفرى والحطيئة والأخطل والفرزدق وابن المقفع والمتنبي والبحتري والجاحظ والأصمعي"
    assert decode(names.encode("cp1256")) == (names, "cp1256")
