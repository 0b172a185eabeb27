"""What journalists keep. Writes go through `services`, reads through `selectors`."""

from archive.desk.models.accounts import ApiToken, Invitation
from archive.desk.models.dossiers import (
    MAX_NOTE_CHARS,
    MAX_QUOTE_CHARS,
    MAX_TITLE_CHARS,
    Colleague,
    Dossier,
    DossierItem,
    DossierNote,
    Role,
    SharedLink,
)
from archive.desk.models.searches import MAX_SEARCH_NAME, MAX_SEARCH_NOTE, Arrival, Delivery, Find, SavedSearch
from archive.desk.models.second_factor import RecoveryCode
from archive.desk.models.sign_in import KnownAddress, SignInFailures

__all__ = [
    "MAX_NOTE_CHARS",
    "MAX_QUOTE_CHARS",
    "MAX_SEARCH_NAME",
    "MAX_SEARCH_NOTE",
    "MAX_TITLE_CHARS",
    "ApiToken",
    "Arrival",
    "Colleague",
    "Delivery",
    "Dossier",
    "DossierItem",
    "DossierNote",
    "Find",
    "Invitation",
    "KnownAddress",
    "RecoveryCode",
    "Role",
    "SavedSearch",
    "SharedLink",
    "SignInFailures",
]
