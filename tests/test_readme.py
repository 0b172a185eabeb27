"""What can be used is documented."""

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
    for name in ("docs/img/results.png", "docs/analysis.md", "docs/performance.md", "docs/entities.md", "CHANGELOG.md"):
        assert name in README
        assert (ROOT / name).exists()
