"""What SQLite and PostgreSQL would do differently is left to neither: the place of NULLs, and values that one of them refuses."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DataError

from archive.catalog.models import Article, Batch, Paragraph

ROOT = Path(__file__).parents[2]


def nullable_names():
    """Names of columns that may be NULL in every model that has one of this name; relations aside, whose model says the order."""
    nulls, others = set(), set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if not field.is_relation:
                (nulls if field.null else others).add(field.name)
    return nulls - others


def orderings(tree):
    """The strings that rows are ordered by, with their lines."""
    for node in ast.walk(tree):
        given = []
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"order_by", "earliest", "latest"}
        ):
            given = node.args
        if isinstance(node, ast.Assign) and "ordering" in {getattr(target, "id", "") for target in node.targets}:
            given = getattr(node.value, "elts", [])
        yield from (
            (one.value, one.lineno) for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)
        )


def test_where_rows_without_a_value_stand_is_always_said():
    names = nullable_names()
    assert {"published_on", "first_line", "removed_at"} <= names
    left_open = [
        f"{path.relative_to(ROOT)}:{line} {given}"
        for path in (ROOT / "archive").rglob("*.py")
        if "migrations" not in path.parts
        for given, line in orderings(ast.parse(path.read_text(encoding="utf-8")))
        if given.removeprefix("-").rpartition("__")[2] in names
    ]
    assert left_open == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "row",
    [
        lambda: Article(title="خبر", agency="و" * 201),
        lambda: Article(title="خ\0بر"),
        lambda: Article(title="خبر", first_line=2**31),
        lambda: Batch(label="دفعة", failures=[{"reason": "سطر \ud800"}]),
        lambda: Paragraph(text="نص\0"),
    ],
)
def test_values_that_postgresql_refuses_are_refused_in_tests_everywhere(row):
    with pytest.raises(DataError):
        row().save()
