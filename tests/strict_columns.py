"""SQLite takes texts of any length and integers of any size in every column. In tests it refuses what PostgreSQL would: an archive
that holds such values could not be moved there, and the server's error would be seen by its users first."""

import json
import re
from typing import Any

import pytest
from django.db import DataError, models
from django.db.backends.base.base import BaseDatabaseWrapper

REFUSED = re.compile("[\0\ud800-\udfff]")
"""Characters that no text of PostgreSQL has: NUL and lone surrogates."""
LARGEST = {
    models.SmallIntegerField: 2**15 - 1,
    models.PositiveSmallIntegerField: 2**15 - 1,
    models.IntegerField: 2**31 - 1,
    models.PositiveIntegerField: 2**31 - 1,
}


def reason_to_refuse(field: models.Field, value: Any) -> str:
    """Why PostgreSQL would refuse this value in this column, "" if it takes it."""
    if isinstance(field, models.JSONField):
        return "characters" if REFUSED.search(json.dumps(value, ensure_ascii=False, default=str)) else ""
    if isinstance(value, str):
        if REFUSED.search(value):
            return "characters"
        is_bounded = isinstance(field, models.CharField) and field.max_length is not None
        return f"{len(value)} characters" if is_bounded and len(value) > field.max_length else ""
    largest = LARGEST.get(type(field))
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return "a number out of range" if largest is not None and is_number and abs(value) > largest else ""


def make_strict(patch: pytest.MonkeyPatch) -> None:
    prepare = models.Field.get_db_prep_save

    def prepared(field: models.Field, value: Any, connection: BaseDatabaseWrapper) -> Any:
        is_column = hasattr(field, "model")  # and no type that Django gives a part of an expression
        is_value = is_column and not hasattr(value, "resolve_expression")
        if is_value and (reason := reason_to_refuse(field, value)):
            raise DataError(f"{reason} in {field.model._meta.label}.{field.name}: {str(value)[:80]!r}")
        return prepare(field, value, connection)

    patch.setattr(models.Field, "get_db_prep_save", prepared)
