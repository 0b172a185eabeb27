"""What may be read of what journalists keep: each function takes the user who asks."""

from archive.desk.selectors.access import NotAllowedError, dossier_for, dossiers_known_to, role_in
from archive.desk.selectors.accounts import all_kept, invitation_find, token_find, tokens_of
from archive.desk.selectors.dossier_content import DossierContent, DossierEntry, Passage
from archive.desk.selectors.dossiers import (
    ITEMS_PER_PAGE,
    DossierSummary,
    dossier_content,
    dossier_summaries,
    items_on_page,
    kept_dossiers,
    live_items,
    notes_of,
    removed_items,
    shared_article,
    shared_content,
    shared_link,
)
from archive.desk.selectors.shown_items import ShownItem, shown_items

__all__ = [
    "ITEMS_PER_PAGE",
    "DossierContent",
    "DossierEntry",
    "DossierSummary",
    "NotAllowedError",
    "Passage",
    "ShownItem",
    "all_kept",
    "dossier_content",
    "dossier_for",
    "dossier_summaries",
    "dossiers_known_to",
    "invitation_find",
    "items_on_page",
    "kept_dossiers",
    "live_items",
    "notes_of",
    "removed_items",
    "role_in",
    "shared_article",
    "shared_content",
    "shared_link",
    "shown_items",
    "token_find",
    "tokens_of",
]
