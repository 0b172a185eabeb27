"""Documents of word processors: what a few bytes of them stand for is bounded."""

import io
import zipfile

import pytest

from archive.ingest.readers import office
from archive.ingest.record import UnreadableError
from tests.ingest.readers.written import odt_bytes


@pytest.mark.parametrize("count", ["2000000000", "9" * 5_000, "x"])
def test_a_paragraph_of_thousands_of_millions_of_spaces_is_a_reason(tmp_path, gazetteer, count):
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(io.BytesIO(odt_bytes())) as read, zipfile.ZipFile(path, "w") as written:
        for name in read.namelist():
            content = read.read(name)
            if name == "content.xml":
                content = content.replace(b"</text:p>", f'<text:s text:c="{count}"/></text:p>'.encode())
            written.writestr(name, content)
    with pytest.raises(UnreadableError, match="a paragraph of more than 200,000 spaces"):
        office.read_file(path, "odt", gazetteer)
