"""What may be read of what journalists keep: each function takes the user who asks."""

from archive.desk.selectors.access import NotAllowedError, dossier_for, name_of, role_in
from archive.desk.selectors.accounts import all_kept, invitation_find, token_find, tokens_of
from archive.desk.selectors.dossier_content import DossierContent, DossierEntry, Passage
from archive.desk.selectors.dossiers import (
    ITEMS_PER_PAGE,
    dossier_content,
    dossier_summaries,
    items_on_page,
    kept_dossiers,
    live_items,
    notes_of,
    removed_items,
)
from archive.desk.selectors.saved_searches import (
    arrival_before,
    finds_of_feed,
    found_pks,
    kept_searches,
    latest_mails,
    mails_in_trouble,
    new_in,
    public_pks,
    saved_searches,
    search_of_feed,
    searches_with_waiting_mail,
)
from archive.desk.selectors.second_factor import (
    SecondFactor,
    has_second_factor,
    second_factor_is_missing,
    second_factor_is_offered,
    second_factor_of,
)
from archive.desk.selectors.sessions import OpenSession, sessions_of
from archive.desk.selectors.shared import shared_article, shared_content, shared_link, shared_page
from archive.desk.selectors.visible import ShownItem, shown_items

__all__ = [
    "ITEMS_PER_PAGE",
    "DossierContent",
    "DossierEntry",
    "NotAllowedError",
    "OpenSession",
    "Passage",
    "SecondFactor",
    "ShownItem",
    "all_kept",
    "arrival_before",
    "dossier_content",
    "dossier_for",
    "dossier_summaries",
    "finds_of_feed",
    "found_pks",
    "has_second_factor",
    "invitation_find",
    "items_on_page",
    "kept_dossiers",
    "kept_searches",
    "latest_mails",
    "live_items",
    "mails_in_trouble",
    "name_of",
    "new_in",
    "notes_of",
    "public_pks",
    "removed_items",
    "role_in",
    "saved_searches",
    "search_of_feed",
    "searches_with_waiting_mail",
    "second_factor_is_missing",
    "second_factor_is_offered",
    "second_factor_of",
    "sessions_of",
    "shared_article",
    "shared_content",
    "shared_link",
    "shared_page",
    "shown_items",
    "token_find",
    "tokens_of",
]
