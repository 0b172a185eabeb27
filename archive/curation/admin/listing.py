"""Lists of the admin: sorted alike by every database."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, F, Q
from django.db.models.expressions import OrderBy
from django.http import HttpRequest


class Listing(ChangeList):
    """Rows without a value come before all others upwards, and after them downwards.

    PostgreSQL does the opposite unasked: who sorts by the day would first see every article without one.
    """

    def get_ordering(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> list[Any]:
        ordering = super().get_ordering(request, queryset)
        return [part for given in ordering for part in _empty_as_least(self.model, given)]


def _empty_as_least(model: type[models.Model], given: Any) -> Iterator[Any]:
    if isinstance(given, OrderBy) and isinstance(given.expression, F):
        name, is_descending = str(getattr(given.expression, "name", "")), given.descending
    else:
        name, is_descending = str(given).removeprefix("-"), str(given).startswith("-")
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:  # a path, an annotation or another expression
        yield given
        return
    if not getattr(field, "null", False):
        yield given
    elif field.is_relation:
        # sorted by the ordering of the other model
        is_empty = ExpressionWrapper(Q(**{f"{name}__isnull": True}), output_field=BooleanField())
        yield OrderBy(is_empty, descending=not is_descending)
        yield given
    else:
        yield F(name).desc(nulls_last=True) if is_descending else F(name).asc(nulls_first=True)
