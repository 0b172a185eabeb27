"""The wheel holds every file that the program opens, and the program looks for none of them outside of its package."""

import ast
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKED = {"templates": "archive/assets/templates", "static": "archive/assets/static"}
"""Folders at the top of the checkout, and their places in the wheel."""
SINGLE = {"docs/handbook.ar.md": "archive/assets/docs/handbook.ar.md", "LICENSE": "archive/assets/LICENSE"}
MADE = "archive/text/data/base.table"


def tracked(*folders):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *folders],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.dist
def test_each_file_of_the_package_templates_and_static_files_is_in_it_byte_for_byte(wheel):
    expected = {name: name for name in (*tracked("archive"), MADE)} | SINGLE
    for folder, place in PACKED.items():
        expected |= {name: place + name.removeprefix(folder) for name in tracked(folder)}
    assert len(expected) > 500
    with zipfile.ZipFile(wheel) as packed:
        inside = set(packed.namelist())
        assert sorted(set(expected.values()) - inside) == []
        assert [place for name, place in expected.items() if packed.read(place) != (ROOT / name).read_bytes()] == []
        others = {name for name in inside - set(expected.values()) if ".dist-info/" not in name}
    assert others == set(), "nothing else is in it"


@pytest.mark.dist
def test_every_path_that_a_module_names_exists_where_it_is_installed(khizana, archive):
    """Constants of modules alone; `{}` in a name stands for what is filled in."""
    code = """
import importlib, pkgutil, sys
from pathlib import Path
import archive
from django.conf import settings
package = Path(archive.__file__).parent
assert "site-packages" in package.parts
missing, seen = [], set()
for found in pkgutil.walk_packages([str(package)], "archive."):
    if ".migrations." in found.name or found.name.endswith(("__main__", ".process", "wsgi")):
        continue
    module = importlib.import_module(found.name)
    for name, value in vars(module).items():
        if isinstance(value, Path) and value.is_absolute() and value.is_relative_to(package.parent):
            seen.add(value)
            if not value.exists():
                missing.append(f"{found.name}.{name}: {value}")
for folder in (*settings.STATICFILES_DIRS, *settings.LOCALE_PATHS, *(one for each in settings.TEMPLATES for one in each["DIRS"])):
    if not Path(folder).is_dir():
        missing.append(str(folder))
print(len(seen), missing)
"""
    count, missing = khizana("shell", "--no-imports", "-c", code, cwd=archive).stdout.splitlines()[-1].split(" ", 1)
    assert int(count) > 10
    assert missing == "[]"


def test_no_module_looks_for_assets_at_the_top_of_the_checkout():
    """`settings.ASSETS` is where templates and static files lie, installed or not; BASE_DIR is that of a checkout alone."""
    outside = ("static", "templates", "docs", "LICENSE", "README.md", "bench", "tests")
    found = []
    for path in (ROOT / "archive").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and isinstance(node.right, ast.Constant):
                base = ast.unparse(node.left)
                if str(node.right.value).startswith(outside) and "BASE_DIR" in base:
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []
