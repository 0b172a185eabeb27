"""Commands, settings and files that the README documents."""

import re
from pathlib import Path

import pytest

from bench.__main__ import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
OURS = {path.stem for path in ROOT.glob("archive/*/management/commands/*.py")} - {"__init__", "check"}


@pytest.mark.parametrize("command", sorted(OURS))
def test_every_command_is_in_the_readme(command):
    assert f"`{command}" in README


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_benchmark_is_in_the_readme(command):
    assert f"`{command} " in README or f"`{command}`" in README


@pytest.mark.parametrize("target", ["run", "test", "check", "bench", "help"])
def test_every_target_that_the_readme_names_is_in_the_makefile(target):
    assert f"\n{target}:" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_file_that_the_readme_names_is_there():
    named = set(re.findall(r"(?:docs|tests|static|archive)/[\w./-]*\w/?|\b[A-Z]+\.md", README))
    assert {"docs/img/results.png", "docs/analysis.md", "CHANGELOG.md"} <= named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_readme_names_every_page_of_the_docs():
    assert [path.name for path in sorted((ROOT / "docs").glob("*.md")) if f"docs/{path.name}" not in README] == []
