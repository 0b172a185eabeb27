"""The log tells what failed, and neither secrets nor what readers look for."""

import json
import logging
import logging.config
import multiprocessing
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings

from archive.log_lines import JsonLine, RotatedFile, TextLine, without_secrets
from archive.web.server.current_request import REQUEST_ID, serving

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/accounts/invitation/s3cr-et_/", "/accounts/invitation/…/"),
        ("/shared/s3cr-et_/articles/abc/", "/shared/…/articles/abc/"),
        ("/archive/shared/s3cr-et_/dossier.pdf", "/archive/shared/…/dossier.pdf"),
        ("/me/searches/s3cr-et_.atom", "/me/searches/….atom"),
        ("/me/searches/unsubscribe/abc:s3cr-et_/", "/me/searches/unsubscribe/…/"),
        ("/me/searches/abc/alert/", "/me/searches/abc/alert/"),
        ("/accounts/invitation/", "/accounts/invitation/"),
        ("/search/?q=secret&page=2", "/search/?…"),
        ("https://feeds.example/rss?key=s3cret.", "https://feeds.example/rss?…"),
        ("https://one:s3cret@search:9200/khizana", "https://…@search:9200/khizana"),
        ("Authorization: Bearer abcdefgh12345", "Authorization: Bearer …"),
        ("token khz_abc-DEF_123 is wrong", "token khz_… is wrong"),
        ("refused layla.h+x@news.example.org: no such user", "refused …@…: no such user"),
        ("ماذا بعد؟ What next? x = 1", "ماذا بعد؟ What next? x = 1"),
    ],
)
def test_secrets_are_left_out(path, shown):
    assert without_secrets(f"Service Unavailable: {path}") == f"Service Unavailable: {shown}"


def test_every_handler_of_the_log_writes_such_lines(capsys):
    logging.config.dictConfig(
        settings.LOGGING | {"root": {"handlers": []}, "loggers": {"khizana.trial": {"handlers": ["console"]}}}
    )
    logging.getLogger("khizana.trial").error("%s: %s", "/shared/s3cret/", "no index")
    assert capsys.readouterr().err == "/shared/…/: no index\n"
    assert settings.LOGGING["root"]["handlers"] == list(settings.LOGGING["handlers"])
    written = {
        settings.LOGGING["formatters"][handler["formatter"]]["()"] for handler in settings.LOGGING["handlers"].values()
    }
    assert written == {"archive.log_lines.TextLine"}


def failing(message):
    try:
        raise ValueError(message)
    except ValueError:
        return logging.LogRecord("archive.trial", logging.ERROR, "", 0, "It failed: %s", (message,), sys.exc_info())


@pytest.mark.parametrize("formatter", [TextLine(), TextLine(dated=True), JsonLine()])
def test_what_the_reader_looks_for_is_in_no_line_of_the_request_and_in_no_traceback(formatter):
    environ = {REQUEST_ID: "feedbeef00", "QUERY_STRING": f"q={quote('انقلاب كانو')}&sort=added&source={quote('صحيفة')}"}
    record = failing("the query «انقلاب كانو» of صحيفة, sort added, mail a@b.example")
    with serving(environ):
        line = formatter.format(record)
    assert "انقلاب" not in line
    assert "صحيفة" not in line
    assert "a@b.example" not in line
    assert "sort added" in line
    assert "feedbeef00" in line
    assert "ValueError" in line
    assert "feedbeef00" not in formatter.format(record)


def test_a_line_in_json_is_one_line_with_its_parts():
    record = failing("first\nsecond")
    record.route, record.status, record.ms = "search", 200, 12.5
    line = JsonLine().format(record)
    assert "\n" not in line
    said = json.loads(line)
    assert said["message"] == "It failed: first\nsecond"
    assert (said["level"], said["logger"]) == ("error", "archive.trial")
    assert (said["route"], said["status"], said["ms"]) == ("search", 200, 12.5)
    assert said["trace"].startswith("Traceback")
    assert said["time"].endswith("Z")


def write_lines(path, name):
    handler = RotatedFile(path)
    for number in range(200):
        handler.emit(logging.LogRecord(name, logging.WARNING, "", 0, f"{name} {number} {'x' * 20_000}", (), None))


def test_several_processes_write_whole_lines_while_the_file_is_rotated(tmp_path):
    path = tmp_path / "khizana.log"
    path.touch()
    fork = multiprocessing.get_context("fork")
    writers = [fork.Process(target=write_lines, args=(str(path), f"p{number}")) for number in range(3)]
    for writer in writers:
        writer.start()
    moved = 0
    while any(writer.is_alive() for writer in writers):
        if path.exists():
            path.rename(tmp_path / f"khizana.log.{moved}")
            moved += 1
        writers[0].join(0.01)
    lines = [line.split() for file in tmp_path.iterdir() for line in file.read_text().splitlines()]
    assert sorted((name, int(number)) for name, number, _ in lines) == [
        (f"p{writer}", number) for writer in range(3) for number in range(200)
    ]
    assert {len(rest) for _, _, rest in lines} == {20_000}
    assert {file.stat().st_mode & 0o077 for file in tmp_path.iterdir()} == {0}


def test_a_line_that_cannot_be_written_fails_nothing(tmp_path):
    RotatedFile(str(tmp_path / "gone" / "khizana.log")).handle(failing("x"))


def test_the_supervisor_writes_the_same_lines(tmp_path):
    path = tmp_path / "khizana.log"
    code = "from archive.log_lines import log_plainly; log_plainly('The background process ended.')"
    environment = {"ARCHIVE_LOG_FORMAT": "json", "ARCHIVE_LOG_FILE": str(path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    said = json.loads(done.stderr)
    assert said["message"] == "The background process ended."
    assert json.loads(path.read_text())["logger"] == "khizana.supervisor"
