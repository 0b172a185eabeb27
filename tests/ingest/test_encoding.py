import pytest

from archive.ingest.encoding import MAX_BYTES, decode
from archive.ingest.record import UnreadableError

TEXT = "افتتحت المكتبة العامة في المدينة معرضا للكتب القديمة، وقال المدير إن الدخول مجاني طوال الأسبوع المقبل."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
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
        (TEXT.encode("iso-8859-6", "replace") * 4, "unknown encoding"),
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
