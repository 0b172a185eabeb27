"""The authority file that ships with Khizana: tables under `data/`, read as entities with their printed forms."""

from archive.entities.authority.tables import (
    DATA,
    AuthorityRow,
    authority_rows,
    authority_version,
    bare_form,
    country_keys,
    guarded_rows,
)

__all__ = [
    "DATA",
    "AuthorityRow",
    "authority_rows",
    "authority_version",
    "bare_form",
    "country_keys",
    "guarded_rows",
]
