"""The wheel in a clean environment, made from another folder than the checkout: installed, initialised, served, searched."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.dist
ROOT = Path(__file__).parents[2]
DEBIANS = Path("/usr/bin/python3")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, "."], cwd=ROOT, check=True
    )
    [path] = folder.glob("khizana-*.whl")
    return path


@pytest.fixture(scope="module", params=[DEBIANS if DEBIANS.exists() else Path(sys.executable)])
def khizana(request, wheel, tmp_path_factory):
    """A function that runs the installed program in a folder that knows nothing of the checkout."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([request.param, "-m", "venv", folder / "venv"], check=True)
    subprocess.run([folder / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet", wheel], check=True)

    def run(*given, cwd=folder, check=True):
        done = subprocess.run(
            [folder / "venv" / "bin" / "khizana", *map(str, given)],
            cwd=cwd, env=clean_environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0 or not check, done.stderr
        return done

    run.program = folder / "venv" / "bin" / "khizana"
    return run


def clean_environment():
    return {name: value for name, value in os.environ.items() if not name.startswith(("ARCHIVE_", "PYTHON", "DJANGO_"))}


@pytest.fixture(scope="module")
def archive(khizana, tmp_path_factory):
    folder = tmp_path_factory.mktemp("news") / "archive"
    assert f"The archive is in {folder}" in khizana("init", folder).stdout
    return folder


def test_an_archive_is_made_checked_and_searched_from_its_folder(khizana, archive):
    assert "index: sound" in khizana("verify", cwd=archive).stdout
    assert "السويس" in khizana("search", "--plain", "الميناء", cwd=archive).stdout


def test_where_no_archive_is_a_sentence_says_so(khizana, archive, tmp_path):
    done = khizana("search", "x", cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (1, f"There is no archive in {tmp_path}. Make one with: khizana init DIR\n")
    (tmp_path / "mine.txt").write_text("of somebody")
    done = khizana("init", tmp_path, check=False)
    assert done.returncode == 1
    assert "is not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_it_is_served_with_its_styles_and_searched(khizana, archive, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = subprocess.Popen(
        [khizana.program, "run", archive, "--port", str(port), "--workers", "1"],
        cwd=tmp_path, env=clean_environment(), start_new_session=True,
    )  # fmt: skip
    try:
        site = f"http://127.0.0.1:{port}"
        wait_for(f"{site}/readyz", served)
        found = json.load(urllib.request.urlopen(f"{site}/api/v1/search?q={quote('الميناء')}"))
        assert found["count"] > 0
        page = urllib.request.urlopen(f"{site}/").read().decode()
        assert 'dir="rtl"' in page
        sheet = next(part for part in page.split('"') if "base" in part and part.endswith(".css"))
        assert b"line-height" in urllib.request.urlopen(site + sheet).read()
        assert urllib.request.urlopen(f"{site}/admin/login/").status == 200
    finally:
        served.send_signal(signal.SIGTERM)
        assert served.wait(60) == 0


def wait_for(address, process, seconds=120):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None
        try:
            if urllib.request.urlopen(address).status == 200:
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"{address} is not ready")
