import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bench.reliability import trials
from bench.reliability.command import made_records
from bench.reliability.tried_site import sentence


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ('{"error": "البحث متوقف الآن."}', "البحث متوقف الآن."),
        ("لا مكان على القرص.\n", "لا مكان على القرص."),
        ("<html><head><title>x</title></head><main><h1>خطأ</h1> <p>لم يُحفظ شيء.</p></main></html>", "خطأ لم يُحفظ شيء."),
        ('<main>قائمة<p class="errornote">لا مكان &amp; لا حفظ</p></main>', "لا مكان & لا حفظ"),
        ('<p class="errornote">صحح الخطأ.</p><ul class="errorlist nonfield"><li>لا مكان.</li></ul>', "لا مكان."),
        ('<main><p class="notice__number">503</p><p class="notice__sentence">لا مكان.</p></main>', "لا مكان."),
    ],
)
def test_the_sentence_of_an_answer(page, said):
    assert sentence(page) == said


def test_records_are_all_different(tmp_path):
    lines = [json.loads(line) for line in made_records(tmp_path / "r.jsonl", 40).read_text().splitlines()]
    assert len({line["body"] for line in lines}) == len({line["id"] for line in lines}) == 40


def test_a_damaged_page_is_damage(tmp_path):
    path = tmp_path / "archive.sqlite3"
    with sqlite3.connect(path) as opened:
        opened.execute("CREATE TABLE catalog_paragraph (text)")
        opened.executemany("INSERT INTO catalog_paragraph VALUES (?)", [("نص " * 200,)] * 50)
    opened.close()
    trials.damage_page(path)
    opened = sqlite3.connect(path)
    with pytest.raises(sqlite3.DatabaseError):
        opened.execute("SELECT COUNT(text) FROM catalog_paragraph").fetchall()
    opened.close()


@pytest.mark.skipif(shutil.which("cc") is None or sys.platform != "linux", reason="a C compiler makes the clock")
def test_the_clock_moves_under_a_running_process(tmp_path):
    library, shift = tmp_path / "moved_clock.so", tmp_path / "shift"
    source = Path(trials.__file__).with_name("moved_clock.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"], check=True)
    shift.write_bytes((0).to_bytes(8, "little", signed=True))
    code = (
        "import datetime, sys, time\n"
        "before = time.time(), time.monotonic()\n"
        f"open({str(shift)!r}, 'r+b').write((-86400).to_bytes(8, 'little', signed=True))\n"
        "after = time.time(), time.monotonic()\n"
        "day = datetime.datetime.now(datetime.UTC).timestamp() - before[0]\n"
        "print(round((after[0] - before[0]) / 3600), round((after[1] - before[1]) / 3600), round(day / 3600))"
    )
    environment = {"LD_PRELOAD": str(library), "KHIZANA_CLOCK": str(shift)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["-24", "0", "-24"]


@pytest.mark.skipif(shutil.which("cc") is None or sys.platform != "linux", reason="a C compiler makes the library")
def test_a_folder_becomes_read_only_under_a_running_process(tmp_path):
    folder, switch = tmp_path / "data", tmp_path / "switch"
    folder.mkdir()
    switch.write_bytes(b"\0")
    code = """
import os, sqlite3, sys
from pathlib import Path
folder, switch, other = map(Path, sys.argv[1:])
opened = sqlite3.connect(folder / "db", isolation_level=None)
opened.execute("CREATE TABLE words (word)")
attempts = [
    lambda: opened.execute("INSERT INTO words VALUES (1)"),
    lambda: (folder / "new").write_text("x"),
    lambda: (folder / "db").rename(folder / "aside"),
    lambda: (folder / "inside").mkdir(),
    lambda: os.utime(folder / "db"),
]
for value in (1, 0):
    with switch.open("r+b") as file:
        file.write(bytes([value]))
    refused = 0
    for attempt in attempts[: 2 if value == 0 else None]:
        try:
            attempt()
        except (OSError, sqlite3.OperationalError):
            refused += 1
    (other / "new").write_text("x")
    print(refused, len(opened.execute("SELECT * FROM words").fetchall()), os.access(folder, os.W_OK))
"""
    environment = {
        "LD_PRELOAD": str(trials.preloaded(tmp_path, "unwritable.c")),
        "KHIZANA_UNWRITABLE": str(switch),
        "KHIZANA_UNWRITABLE_FOLDER": str(folder),
    }
    command = [sys.executable, "-c", code, str(folder), str(switch), str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["5 0 False", "0 1 True"]
