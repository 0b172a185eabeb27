#!/usr/bin/env python3
"""يتحقق من أن شيئًا في هذا المجلد لم يتغير منذ صُدّر. Checks that nothing in this folder has changed since it was exported.

    python3 verify.py            هذا المجلد / this folder
    python3 verify.py FOLDER     مجلد آخر / another folder

Plain Python 3.8 or newer, without network and packages. The folder is a bag (BagIt 1.0, RFC 8493): manifest-sha256.txt has
the SHA-256 of every file under data/, tagmanifest-sha256.txt that of every other file. Exit status: 0 nothing has changed,
1 something has, 2 it cannot be checked. Whoever changes a file can write new manifests too: compare the seal that is printed
with the one that was noted when the folder was handed over.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import sys
import unicodedata

PAYLOAD, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
LINE = re.compile("([0-9a-f]{64})  (.+)")


def digest(path: str) -> str:
    found = hashlib.sha256()
    with open(path, "rb") as file:
        for chunk in iter(lambda: file.read(1 << 20), b""):
            found.update(chunk)
    return found.hexdigest()


def decoded(name: str) -> str:
    """A path of a manifest: RFC 8493 writes %, CR and LF as %25, %0D and %0A."""
    return name.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")


def read_manifest(folder: str, name: str) -> tuple[dict[str, str], list[str]]:
    """SHA-256 by path, and the lines that are none."""
    with open(os.path.join(folder, name), "rb") as file:
        content = file.read()
    sums: dict[str, str] = {}
    wrong: list[str] = []
    lines = content.split(b"\n")
    if lines.pop() != b"":
        wrong.append(f"{name}: السطر الأخير غير تام / last line is incomplete")
    for number, line in enumerate(lines, 1):
        try:
            match = LINE.fullmatch(line.decode("utf-8"))
        except UnicodeDecodeError:
            match = None
        path = unicodedata.normalize("NFC", decoded(match.group(2))) if match else ""
        unsafe = path.startswith("/") or ".." in path.split("/")
        if match is None or unsafe or path in sums or path.startswith("data/") != (name == PAYLOAD):
            wrong.append(f"{name}: السطر {number} / line {number}")
        else:
            sums[path] = match.group(1)
    return sums, wrong


def files_in(folder: str) -> dict[str, str]:
    """Paths relative to the folder (in NFC, with slashes) and where they are; links are not followed."""
    found: dict[str, str] = {}
    for where, folders, names in os.walk(folder):
        linked = [name for name in folders if os.path.islink(os.path.join(where, name))]
        for name in names + linked:
            path = os.path.join(where, name)
            relative = unicodedata.normalize("NFC", os.path.relpath(path, folder).replace(os.sep, "/"))
            while relative in found:
                relative += " (2)"
            found[relative] = path
    return found


def is_plain(path: str) -> bool:
    """A file of its own: no link, and no pipe or device, which would never end."""
    return os.path.isfile(path) and not os.path.islink(path)


def differences(folder: str) -> tuple[list[tuple[str, str]], int]:
    """(what in Arabic and English, path), in the order of paths; and the number of files."""
    tags, wrong = read_manifest(folder, TAGS)
    payload, wrong_payload = read_manifest(folder, PAYLOAD)
    expected = dict(tags)
    expected.update(payload)
    found = files_in(folder)
    seal = found.pop(TAGS, None)
    reports = [("سطر تالف / damaged line", line) for line in wrong + wrong_payload]
    if seal is None or not is_plain(seal):
        reports.append(("تغيّر / changed", TAGS))
    for path in sorted(set(expected) | set(found)):
        if path not in found:
            reports.append(("مفقود / missing", path))
        elif path not in expected:
            reports.append(("زائد / extra", path))
        elif not is_plain(found[path]) or digest(found[path]) != expected[path]:
            reports.append(("تغيّر / changed", path))
    for path in ("bagit.txt", PAYLOAD, "verify.py"):
        if path not in tags:
            reports.append((f"غير مسجل / not in {TAGS}", path))
    return reports, len(expected) + 1


def main(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    folder = arguments[0] if arguments else os.path.dirname(os.path.abspath(__file__))
    try:
        reports, count = differences(folder)
        seal = digest(os.path.join(folder, TAGS))
    except OSError as error:
        print(f"تعذّر التحقق / cannot be checked: {error}", file=sys.stderr)
        return 2
    for what, path in reports:
        print(f"{what}: {path}")
    print(f"الختم / seal: {seal}")
    if reports:
        print(f"ليس كما صُدّر: {len(reports)} / not as exported: {len(reports)}")
        return 1
    print(f"كل شيء كما صُدّر، عدد الملفات {count} / everything is as exported, files: {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
