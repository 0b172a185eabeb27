"""The shipped tables `data/*.tsv` as entities with their forms.

The tables are compiled for this project from general knowledge; their headers explain the columns. Country names come from CLDR
(babel) where the table gives none. The syntax of forms: `name_forms`. A preferred name that is also listed with context words
counts only with them.

Nothing is kept in memory: the tables are read on every call, in about 0.2 s.
"""

import csv
import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from archive.entities.authority.name_forms import bare_form, expand_alternatives

DATA = Path(__file__).parents[1] / "data"
TABLES = ("countries", "regions", "cities", "towns", "persons", "organizations", "metonyms")


@dataclass(frozen=True)
class AuthorityRow:
    """One shipped entity; `forms` are (text, relation) pairs with alternatives expanded. A capital and a seat of power are
    metonyms of their country."""

    key: str
    type: str
    name: str
    latin: str
    description: str
    wikidata: str | None
    forms: tuple[tuple[str, str], ...]
    agency: bool = False
    guarded: bool = False
    """Whether its forms count only with a second witness."""


def authority_rows() -> tuple[AuthorityRow, ...]:
    """The entities of the hand-made tables. Raises ValueError if two share a key."""
    rows = tuple(itertools.chain(_countries(), _regions(), _cities(), _persons(), _organizations()))
    keys: set[str] = set()
    for row in rows:
        if row.key in keys:
            raise ValueError(f"Two entities of the authority file share the key {row.key!r}.")
        keys.add(row.key)
    return rows


def guarded_rows() -> tuple[AuthorityRow, ...]:
    """Towns compiled from registries; guarded, since nobody has seen them in print."""
    return tuple(_cities("towns", guarded=True))


def country_keys() -> dict[str, str]:
    """ISO 3166-1 code → key."""
    return {row["code"]: row["key"] for row in _table("countries") if row["code"]}


def authority_version() -> str:
    """A digest that changes with the shipped tables and with the modules that read them."""
    digest = hashlib.sha256()
    for module in ("name_forms", "tables"):
        digest.update((Path(__file__).parent / f"{module}.py").read_bytes())
    for name in TABLES:
        digest.update((DATA / f"{name}.tsv").read_bytes())
    return digest.hexdigest()[:16]


def _table(name: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {column: (value or "").strip() for column, value in row.items() if column}


@cache
def _territories(language: str) -> dict[str, str]:
    """CLDR names by ISO 3166-1 code. babel takes 0.1 s to import, and only this needs it."""
    from babel import Locale

    return dict(Locale(language).territories)


def _forms(name: str, *columns: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The preferred name and the forms of columns given as (cell, relation), each once."""
    forms: dict[str, str] = {}
    for cell, relation in columns:
        for form in filter(None, (part.strip() for part in cell.split("|"))):
            for text in expand_alternatives(form):
                forms.setdefault(text, relation)
    needs_context = any(text != bare_form(text) and bare_form(text) == name for text in forms)
    if not needs_context:
        forms = {name: "name"} | forms
    return tuple(forms.items())


def _country_name(row: dict[str, str]) -> str:
    return row["name"] or _territories("ar")[row["code"]]


def _countries() -> Iterator[AuthorityRow]:
    seats = {row["key"]: row["seats"] for row in _table("metonyms")}
    for row in _table("countries"):
        name, capital = _country_name(row), row["capital"]
        description = row["description"] or ("دولة، عاصمتها " + capital if capital else "دولة")
        metonyms = "|".join(filter(None, (capital, seats.get(row["key"], ""))))
        forms = _forms(name, (row["forms"], "name"), (row["nationality"], "nationality"), (metonyms, "metonym"))
        latin = _territories("en").get(row["code"], "") if row["code"] else _title(row["key"])
        yield AuthorityRow(row["key"], "place", name, latin, description, row["wikidata"] or None, forms)


def _regions() -> Iterator[AuthorityRow]:
    for row in _table("regions"):
        forms = _forms(row["name"], (row["forms"], "name"), (row["adjective"], "nationality"))
        yield AuthorityRow(row["key"], "place", row["name"], "", row["description"], row["wikidata"] or None, forms)


def _cities(table: str = "cities", *, guarded: bool = False) -> Iterator[AuthorityRow]:
    countries = {row["key"]: _country_name(row) for row in _table("countries")}
    for row in _table(table):
        country = countries.get(row["country"])
        yield AuthorityRow(
            row["key"],
            "place",
            row["name"],
            "" if guarded else _title(row["key"]),
            row["description"] or (f"مدينة، {country}" if country else "مدينة"),
            row["wikidata"] or None,
            _forms(row["name"], (row["forms"], "name")),
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
            _forms(row["name"], (row["forms"], "name"), (row["latin"], "name")),
            agency=row["kind"] == "agency",
        )


def _title(key: str) -> str:
    """A key in Latin letters as a name: new-york → New York."""
    return key.replace("-", " ").title()
