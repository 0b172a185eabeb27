import datetime as dt
import hashlib
import io
import zipfile

from archive.web.formats.evidence_folder.bag import Bag

MOMENT = dt.datetime(2026, 11, 29, 14, 30, tzinfo=dt.UTC)


def made(files):
    bag = Bag("folder", MOMENT)
    chunks = [chunk for path, parts in files for chunk in bag.added(path, parts)]
    return [*chunks, *bag.closed([("External-Description", "سطر\nمكسور")])]


def test_it_is_a_bag_with_the_hash_of_every_file():
    file = zipfile.ZipFile(io.BytesIO(b"".join(made([("data/ملف.txt", [b"a", b"b"]), ("README.txt", [b"c"])]))))
    assert file.testzip() is None
    read = {name.removeprefix("folder/"): file.read(name) for name in file.namelist()}
    assert read["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert read["manifest-sha256.txt"].decode() == f"{hashlib.sha256(b'ab').hexdigest()}  data/ملف.txt\n"
    tags = dict(line.split("  ")[::-1] for line in read["tagmanifest-sha256.txt"].decode().splitlines())
    assert tags.keys() == {"README.txt", "bagit.txt", "bag-info.txt", "manifest-sha256.txt"}
    assert all(hashlib.sha256(read[name]).hexdigest() == digest for name, digest in tags.items())
    assert "Payload-Oxum: 2.1\n" in read["bag-info.txt"].decode()
    assert "External-Description: سطر مكسور\n" in read["bag-info.txt"].decode()


def test_the_same_files_give_the_same_bytes():
    files = [("data/a.txt", [b"a"]), ("b.txt", [b"b"])]
    assert made(files) == made(files)


def test_a_file_is_passed_on_while_it_is_read():
    bag, asked = Bag("folder", MOMENT), []

    def parts():
        for number in range(40):
            asked.append(number)
            yield hashlib.sha512(str(number).encode()).digest() * 2_000

    passed = 0
    for chunk in bag.added("data/a.bin", parts()):
        passed += len(chunk)
        if len(asked) == 20:
            break
    assert len(asked) == 20
    assert passed > 0
