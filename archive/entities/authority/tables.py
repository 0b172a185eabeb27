"""The authority file that comes with Khizana: rows of `data/*.tsv` as entities with their printed forms.

Country names come from CLDR (through babel) where the table gives none. The tables are compiled for this project from
general knowledge; their headers explain the columns.

Syntax of a form: `{a,b}` stands for either; `(words)` must be printed beside it but are no part of the name, as in
`(مدينة) صور`. A name that stands among its own forms with such a condition counts only with it.
"""

import csv
import hashlib
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale

DATA = Path(__file__).parents[1] / "data"
FILES = ("countries", "regions", "cities", "towns", "persons", "organizations", "metonyms")
_ALTERNATIVES = re.compile(r"\{([^{}]*)\}")
_CONDITION = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class AuthorityRow:
    """One entity as shipped: `forms` are (text, relation) pairs, alternatives written out. A capital, or a seat of power, is a
    metonym of its country."""

    key: str
    type: str
    name: str
    latin: str
    description: str
    wikidata: str | None
    forms: tuple[tuple[str, str], ...]
    agency: bool = False
    place_name: bool = False
    guarded: bool = False
    """Whether its names count only with a second witness."""


def bare_form(form: str) -> str:
    """A form without the words that must stand beside it."""
    return " ".join(_CONDITION.sub(" ", form).split())


def written_out(form: str) -> Iterator[str]:
    """The forms that `{a,b}` stands for."""
    parts = _ALTERNATIVES.split(form)
    choices = [part.split(",") if place % 2 else [part] for place, part in enumerate(parts)]
    for chosen in itertools.product(*choices):
        yield " ".join("".join(chosen).split())


@cache
def authority_rows() -> tuple[AuthorityRow, ...]:
    """All rows that are shipped. Raises ValueError where two share a key."""
    rows = tuple(itertools.chain(_countries(), _regions(), _cities(), _persons(), _organizations()))
    keys: set[str] = set()
    for row in rows:
        if row.key in keys:
            raise ValueError(f"Two entities of the authority file share the key {row.key!r}.")
        keys.add(row.key)
    return rows


@cache
def guarded_rows() -> tuple[AuthorityRow, ...]:
    """Towns compiled from registries: a name that stands in no text of ours yet counts only with a second witness."""
    return tuple(_cities("towns", guarded=True))


def country_keys() -> dict[str, str]:
    """ISO 3166-1 code → key."""
    return {row["code"]: row["key"] for row in _table("countries") if row["code"]}


def authority_version() -> str:
    """Changes with every change of the shipped tables and of this module."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for name in FILES:
        digest.update((DATA / f"{name}.tsv").read_bytes())
    return digest.hexdigest()[:16]


def _table(name: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {column: (value or "").strip() for column, value in row.items() if column}


def _forms(name: str, *columns: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The preferred name and the forms of columns given as (cell, relation), each once."""
    forms: dict[str, str] = {}
    for cell, relation in columns:
        for form in filter(None, (part.strip() for part in cell.split("|"))):
            for text in written_out(form):
                forms.setdefault(text, relation)
    conditional = any(text != bare_form(text) and bare_form(text) == name for text in forms)
    if not conditional:
        forms = {name: "name"} | forms
    return tuple(forms.items())


def _countries() -> Iterator[AuthorityRow]:
    territories = Locale("ar").territories
    seats = {row["key"]: row["seats"] for row in _table("metonyms")}
    for row in _table("countries"):
        name = row["name"] or territories[row["code"]]
        capital = row["capital"]
        description = row["description"] or ("دولة، عاصمتها " + capital if capital else "دولة")
        metonyms = "|".join(filter(None, (capital, seats.get(row["key"], ""))))
        forms = _forms(name, (row["forms"], "name"), (row["nationality"], "nationality"), (metonyms, "metonym"))
        latin = Locale("en").territories.get(row["code"], "") if row["code"] else row["key"].replace("-", " ").title()
        yield AuthorityRow(
            row["key"], "place", name, latin, description, row["wikidata"] or None, forms, place_name=True
        )


def _regions() -> Iterator[AuthorityRow]:
    for row in _table("regions"):
        forms = _forms(row["name"], (row["forms"], "name"), (row["adjective"], "nationality"))
        yield AuthorityRow(
            row["key"], "place", row["name"], "", row["description"], row["wikidata"] or None, forms, place_name=True
        )


def _cities(table: str = "cities", *, guarded: bool = False) -> Iterator[AuthorityRow]:
    countries = {row["key"]: row["name"] or Locale("ar").territories[row["code"]] for row in _table("countries")}
    for row in _table(table):
        country = countries.get(row["country"])
        yield AuthorityRow(
            row["key"],
            "place",
            row["name"],
            "" if guarded else row["key"].replace("-", " ").title(),
            row["description"] or (f"مدينة، {country}" if country else "مدينة"),
            row["wikidata"] or None,
            _forms(row["name"], (row["forms"], "name")),
            place_name=True,
            guarded=guarded,
        )


def _persons() -> Iterator[AuthorityRow]:
    for row in _table("persons"):
        forms = _forms(row["name"], (row["forms"], "name"), (row["surname"], "name"))
        yield AuthorityRow(
            row["key"], "person", row["name"], row["latin"], row["description"], row["wikidata"] or None, forms
        )


def _organizations() -> Iterator[AuthorityRow]:
    for row in _table("organizations"):
        yield AuthorityRow(
            row["key"],
            "organization",
            row["name"],
            row["latin"],
            row["description"],
            row["wikidata"] or None,
            _forms(row["name"], (row["forms"], "name")),
            agency=row["kind"] == "agency",
        )
