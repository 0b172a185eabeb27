"""What changes what journalists keep: each function is one transaction and takes the user who asks.

Raised where the user may not: Dossier.DoesNotExist (he does not know the dossier), `selectors.NotAllowedError` (his role is a
lesser one).
"""

from archive.desk.anchors import Place
from archive.desk.services.alert_lock import AlertsBusyError
from archive.desk.services.alert_mails import Letter
from archive.desk.services.alert_run import TURN_S, AlertRun, Looked, Mailing, alerts_run
from archive.desk.services.arrivals import arrivals_record
from archive.desk.services.colleagues import colleague_invite, colleague_remove, dossier_hand_over, dossier_leave
from archive.desk.services.dossier_items import (
    Added,
    articles_keep,
    item_note_write,
    item_remove,
    item_restore,
    items_copy,
    passages_keep,
)
from archive.desk.services.dossiers import (
    dossier_change,
    dossier_create,
    dossier_delete,
    link_make,
    link_withdraw,
    note_add,
    note_delete,
    note_write,
)
from archive.desk.services.editing import EditConflictError, RefusedError
from archive.desk.services.form_rate import form_send
from archive.desk.services.invitations import (
    DAYS,
    MAX_DAYS,
    InvitationGoneError,
    invitation_accept,
    invitation_create,
    invitation_withdraw,
)
from archive.desk.services.kept import AccountStaysError, account_close, account_may_close, kept_delete
from archive.desk.services.mail_address import mail_address_change
from archive.desk.services.order import item_move, item_move_before, item_step
from archive.desk.services.saved_searches import (
    alert_choose,
    alert_feed_renew,
    alert_feed_withdraw,
    alert_unsubscribe,
    saved_search_add,
    saved_search_delete,
    saved_search_open,
    saved_search_rename,
)
from archive.desk.services.second_factor import second_factor_turn_off
from archive.desk.services.sessions import session_end, session_note, sessions_end
from archive.desk.services.sign_in import account_unlock, address_digest
from archive.desk.services.tokens import TokenRefusedError, token_create, token_mark_used, token_withdraw

__all__ = [
    "DAYS",
    "MAX_DAYS",
    "TURN_S",
    "AccountStaysError",
    "Added",
    "AlertRun",
    "AlertsBusyError",
    "EditConflictError",
    "InvitationGoneError",
    "Letter",
    "Looked",
    "Mailing",
    "Place",
    "RefusedError",
    "TokenRefusedError",
    "account_close",
    "account_may_close",
    "account_unlock",
    "address_digest",
    "alert_choose",
    "alert_feed_renew",
    "alert_feed_withdraw",
    "alert_unsubscribe",
    "alerts_run",
    "arrivals_record",
    "articles_keep",
    "colleague_invite",
    "colleague_remove",
    "dossier_change",
    "dossier_create",
    "dossier_delete",
    "dossier_hand_over",
    "dossier_leave",
    "form_send",
    "invitation_accept",
    "invitation_create",
    "invitation_withdraw",
    "item_move",
    "item_move_before",
    "item_note_write",
    "item_remove",
    "item_restore",
    "item_step",
    "items_copy",
    "kept_delete",
    "link_make",
    "link_withdraw",
    "mail_address_change",
    "note_add",
    "note_delete",
    "note_write",
    "passages_keep",
    "saved_search_add",
    "saved_search_delete",
    "saved_search_open",
    "saved_search_rename",
    "second_factor_turn_off",
    "session_end",
    "session_note",
    "sessions_end",
    "token_create",
    "token_mark_used",
    "token_withdraw",
]
