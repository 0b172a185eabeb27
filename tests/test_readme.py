"""Commands, settings and files that the README documents."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import resolve

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


ARABIC = (ROOT / "README.ar.md").read_text(encoding="utf-8")


def test_commands_of_the_arabic_readme_exist():
    named = set(re.findall(r"manage\.py (\w+)", ARABIC))
    assert {"ingest", "search", "rebuild_index", "createsuperuser"} <= named
    assert named <= set(get_commands())


def test_settings_of_the_arabic_readme_are_those_of_the_english_one():
    named = set(re.findall(r"ARCHIVE_\w+", ARABIC))
    assert {"ARCHIVE_DATA_DIR", "ARCHIVE_SECRET_KEY"} <= named
    assert [name for name in sorted(named) if f"`{name}`" not in README] == []


def test_targets_and_files_of_the_arabic_readme_are_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^make (\w+)", ARABIC, re.MULTILINE)
    assert targets == ["run", "test"]
    assert all(f"\n{target}:" in makefile for target in targets)
    assert all((ROOT / name).exists() for name in re.findall(r"\]\((\S+?)\)", ARABIC))


def test_addresses_of_the_arabic_readme_lead_somewhere():
    addresses = re.findall(r"`(/[\w/]*)`", ARABIC)
    assert {"/about/", "/help/"} <= set(addresses)
    assert [str(resolve(address)) for address in addresses]


def test_the_english_readme_leads_to_the_arabic_one():
    assert "(README.ar.md)" in README
