"""Measuring commands that moved from manage.py to `python -m bench`."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.__main__ import COMMANDS

ROOT = Path(__file__).parent.parent
MOVED = {
    "bench": "engines",
    "measure_names": "names",
    "measure_recognition": "recognition",
    "measure_relevance": "relevance",
    "measure_variants": "variants",
    "time_pages": "pages",
    "train_recognizer": "train",
}


@pytest.mark.parametrize(("old", "new"), MOVED.items())
def test_a_command_that_moved_answers_with_one_line_naming_the_new_one(old, new):
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", old, "--help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f"`{old}` is now: python -m bench {new}\n"
    assert new in COMMANDS
