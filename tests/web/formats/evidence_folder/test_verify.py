"""The verifier as it is used: by a Python without our packages, in a folder that was unpacked."""

import ast
import datetime as dt
import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from archive.web.formats.evidence_folder import bag, folder

VERIFIER = Path(folder.__file__).parent / "verify.py"
MOMENT = dt.datetime(2026, 11, 29, 14, 30, tzinfo=dt.UTC)
FILES = [
    ("verify.py", VERIFIER.read_bytes()),
    ("README.txt", b"read"),
    ("data/evidence.json", b"{}"),
    ("data/articles/0001-مقال أول.txt", "نص".encode()),
    ("data/originals/0001-a.bin", bytes(range(256))),
    ("data/originals/0002-empty.bin", b""),
]


@pytest.fixture
def unpacked(tmp_path):
    made = bag.Bag("evidence", MOMENT)
    chunks = [chunk for path, content in FILES for chunk in made.added(path, [content])]
    chunks += made.closed([])
    zipfile.ZipFile(io.BytesIO(b"".join(chunks))).extractall(tmp_path)
    return tmp_path / "evidence"


def run(where, *, by=None):
    """Exit status and what is printed; `by` is a verifier elsewhere."""
    command = [sys.executable, "-I", str(by or where / "verify.py"), *([str(where)] if by else [])]
    answer = subprocess.run(command, capture_output=True, env={}, timeout=60, check=False)
    return answer.returncode, answer.stdout.decode() + answer.stderr.decode()


def test_an_untouched_folder_passes_and_prints_its_seal(unpacked):
    status, printed = run(unpacked)
    assert status == 0, printed
    assert "كل شيء كما صُدّر" in printed
    assert "everything is as exported, files: 10" in printed
    assert not (unpacked / "__pycache__").exists()


def test_one_changed_byte_is_named_in_every_file_in_turn(unpacked):
    seen = 0
    for path in sorted(each for each in unpacked.rglob("*") if each.is_file() and each.stat().st_size):
        content = path.read_bytes()
        for place in {0, len(content) // 2, len(content) - 1}:
            changed = bytearray(content)
            changed[place] ^= 0x20
            path.write_bytes(changed)
            status, printed = run(unpacked, by=VERIFIER)
            name = str(path.relative_to(unpacked))
            assert status == 1, (name, place)
            assert name in printed or name == "tagmanifest-sha256.txt", (name, printed)
        path.write_bytes(content)
        seen += 1
    assert seen == 9
    assert run(unpacked)[0] == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda root: (root / "data/originals/0001-a.bin").unlink(), "missing: data/originals/0001-a.bin"),
        (lambda root: (root / "bagit.txt").unlink(), "missing: bagit.txt"),
        (lambda root: (root / "data/جديد.txt").write_text("x"), "extra: data/جديد.txt"),
        (lambda root: (root / "extra.txt").write_text(""), "extra: extra.txt"),
        (lambda root: (root / "data/evidence.json").rename(root / "data/e.json"), "missing: data/evidence.json"),
        (
            lambda root: (root / "data/originals/0002-empty.bin").write_bytes(b"\0"),
            "changed: data/originals/0002-empty.bin",
        ),
        (lambda root: (root / "data/link.txt").symlink_to(root / "README.txt"), "extra: data/link.txt"),
    ],
)
def test_missing_added_renamed_and_grown_files_are_named(unpacked, change, told):
    change(unpacked)
    status, printed = run(unpacked)
    assert status == 1
    assert told in printed


def test_a_file_in_the_place_of_which_there_is_a_link_has_changed(unpacked):
    copy = unpacked.parent / "copy.bin"
    shutil.move(unpacked / "data/originals/0001-a.bin", copy)
    (unpacked / "data/originals/0001-a.bin").symlink_to(copy)
    assert "changed: data/originals/0001-a.bin" in run(unpacked)[1]


def test_a_manifest_cannot_lead_out_of_the_folder_nor_leave_the_texts_out(unpacked):
    with (unpacked / "manifest-sha256.txt").open("a") as file:
        file.write(f"{'0' * 64}  data/../../secret\n")
    status, printed = run(unpacked)
    assert status == 1
    assert "manifest-sha256.txt" in printed
    tags = unpacked / "tagmanifest-sha256.txt"
    tags.write_text("".join(line for line in tags.read_text().splitlines(True) if "manifest-" not in line))
    assert "not in tagmanifest-sha256.txt: manifest-sha256.txt" in run(unpacked)[1]


def test_without_manifests_it_cannot_be_checked(unpacked):
    (unpacked / "manifest-sha256.txt").unlink()
    status, printed = run(unpacked)
    assert status == 2
    assert "cannot be checked" in printed


def test_it_is_python_of_old_and_imports_the_standard_library_alone():
    tree = ast.parse(VERIFIER.read_text(), feature_version=(3, 8))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported == {"__future__", "hashlib", "io", "os", "re", "sys", "unicodedata"}


def test_a_pipe_in_place_of_a_file_and_a_linked_manifest_are_changes(unpacked, tmp_path):
    (unpacked / "README.txt").unlink()
    os.mkfifo(unpacked / "README.txt")
    tags = unpacked / bag.TAGS
    tags.rename(tmp_path / "elsewhere.txt")
    tags.symlink_to(tmp_path / "elsewhere.txt")
    status, printed = run(unpacked)
    assert status == 1
    assert "changed: README.txt" in printed
    assert f"changed: {bag.TAGS}" in printed
