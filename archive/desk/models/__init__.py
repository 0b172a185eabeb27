"""What journalists keep. Writes go through `services`, reads through `selectors`."""

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

__all__ = [
    "MAX_NOTE_CHARS",
    "MAX_QUOTE_CHARS",
    "MAX_TITLE_CHARS",
    "Colleague",
    "Dossier",
    "DossierItem",
    "DossierNote",
    "Role",
    "SharedLink",
]
