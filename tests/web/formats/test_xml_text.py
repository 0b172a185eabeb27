import io
from xml.etree import ElementTree

from openpyxl import load_workbook

from archive.web.formats.export_files import text_workbook
from archive.web.formats.xml_text import xml_text

ALL_OF_THE_FIRST_PLANE = "".join(map(chr, range(0x10000)))


def test_every_character_that_is_kept_is_read_again_and_the_others_are_replaced():
    kept = xml_text(ALL_OF_THE_FIRST_PLANE).replace("&", "").replace("<", "")
    assert ElementTree.fromstring(f"<a>{kept}</a>").text == kept.replace("\r", "\n")
    assert {"\t", "\n", "م", "\ufffd"} < set(kept)
    assert xml_text("قبل\x0bبعد\ufffe", "?") == "قبل?بعد?"
    assert xml_text("😀") == "😀"


def test_a_workbook_holds_any_text():
    book = load_workbook(
        io.BytesIO(text_workbook("ورقة", [[ALL_OF_THE_FIRST_PLANE[:30], "قبل\ufffe\uffff\ud800بعد", "=1+1"]]))
    )
    [row] = book.active.iter_rows()
    assert [row[1].value, row[2].value, row[2].data_type] == ["قبل   بعد", "=1+1", "s"]
