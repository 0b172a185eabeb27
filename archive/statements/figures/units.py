"""Units of measure and money: data/units.tsv has each with its printed forms, the dual among them."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from archive.text import fold

TABLE = Path(__file__).parents[1] / "data" / "units.tsv"
PERCENT, PERCENTAGE_POINT = "%", "نقطة مئوية"
TIME, CURRENCY = "time", "currency"
SYMBOLS = {"%": PERCENT, "٪": PERCENT, "$": "دولار", "€": "يورو", "£": "جنيه إسترليني"}


class Unit(NamedTuple):
    """`name` is the singular, as it is shown."""

    name: str
    kind: str
    is_dual: bool = False


@cache
def unit_forms() -> dict[str, Unit]:
    """Folded form → unit."""
    forms: dict[str, Unit] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            for form in row["forms"].split():
                dual = form.endswith(("ين", "ان")) and form != row["unit"] and form not in ("سنين", "ثوان")
                forms.setdefault(fold(form), Unit(row["unit"], row["kind"], dual))
    return forms
