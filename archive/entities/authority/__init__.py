"""The authority file that ships with Khizana: its tables, the syntax of name forms, the inflection of nationalities, and the
compilation of the gazetteer tables."""

from archive.entities.authority.name_forms import FormRow, bare_form, split_form
from archive.entities.authority.nationality import nationality_forms
from archive.entities.authority.tables import (
    DATA,
    AuthorityRow,
    authority_rows,
    authority_version,
    country_keys,
    guarded_rows,
)

__all__ = [
    "DATA",
    "AuthorityRow",
    "FormRow",
    "authority_rows",
    "authority_version",
    "bare_form",
    "country_keys",
    "guarded_rows",
    "nationality_forms",
    "split_form",
]
