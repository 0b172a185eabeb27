"""The wheel, built once, and installed once in a clean environment, far from the checkout."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEBIANS = Path("/usr/bin/python3")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, "."], cwd=ROOT, check=True
    )
    [path] = folder.glob("khizana-*.whl")
    return path


@pytest.fixture(scope="session", params=[DEBIANS if DEBIANS.exists() else Path(sys.executable)])
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
    run.environment = clean_environment()
    return run


def clean_environment():
    return {name: value for name, value in os.environ.items() if not name.startswith(("ARCHIVE_", "PYTHON", "DJANGO_"))}


@pytest.fixture(scope="session")
def archive(khizana, tmp_path_factory):
    folder = tmp_path_factory.mktemp("news") / "archive"
    assert f"The archive is in {folder}" in khizana("init", folder).stdout
    return folder
