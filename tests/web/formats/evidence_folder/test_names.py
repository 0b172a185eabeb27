import pytest

from archive.web.formats.evidence_folder.names import safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("بيان القمة.html", "0007-بيان-القمة.html"),
        ("../../etc/passwd", "0007-etc-passwd"),
        ("C:\\temp\\a.TXT", "0007-C-temp-a.txt"),
        ("https://a.example/x?y=1&z", "0007-https-a.example-x-y=1&z"),
        ("a\u202egpj.exe\x00\n", "0007-agpj.exe"),
        ("...", "0007"),
        ("", "0007"),
        ("100%.txt", "0007-100.txt"),
    ],
)
def test_a_name_is_one_visible_component_that_every_system_takes(name, safe):
    assert safe_name(7, name) == safe


def test_long_names_are_cut_between_letters_and_keep_their_ending():
    name = safe_name(12, "ملف" * 100, ".txt")
    assert len(name.encode()) <= 130
    assert name.startswith("0012-ملف")
    assert name.endswith(".txt")
