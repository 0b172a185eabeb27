"""Writes to the record. Each change of an article adds a row to the outbox in the same transaction.

The background process (`manage.py work`) indexes what the outbox lists; callers of these services need not do anything.
`articles` writes articles with their paragraphs, `curated` what curators set of them, `revisions` what they said before,
`batches` what goes with a batch that is undone, `sources` sources, `outbox` the rows of the outbox.
"""

from archive.catalog.redactions import text_redact
from archive.catalog.services.articles import (
    ArticleText,
    ParagraphText,
    article_delete,
    article_save,
    articles_bulk_create,
    articles_bulk_update,
    content_hash,
    generate_title,
    tombstones_lift,
)
from archive.catalog.services.batches import (
    ArticleChangedError,
    articles_check_unchanged,
    articles_return_with_batch,
    articles_withdraw_with_batch,
    batch_set_undo_state,
    collisions_follow_batch,
)
from archive.catalog.services.collisions import collision_note, collision_settle
from archive.catalog.services.curated import (
    FIELD_COLUMNS,
    article_difference_keep,
    article_differences_note,
    article_field_release,
    article_fields_curate,
)
from archive.catalog.services.outbox import (
    outbox_add,
    outbox_first_priority,
    outbox_refuse,
    outbox_retry_refused,
    outbox_settle,
)
from archive.catalog.services.parents import articles_cut_from
from archive.catalog.services.redactions import redaction_add, redaction_undo, unredacted_forget
from archive.catalog.services.revisions import (
    ORIGINAL,
    REVISED_FIELDS,
    TextChange,
    digests,
    revision_set_hidden,
    revisions_take_back,
    text_fill,
    texts_read,
)
from archive.catalog.services.sources import source_get_or_create
from archive.catalog.services.split_doubts import split_doubt_note, split_doubt_settle
from archive.catalog.services.states import (
    GRADE_FIELDS,
    article_publish,
    article_set_state,
    article_withdraw,
    articles_following,
    children_follow,
    grade_tidy,
    state_decide,
)
from archive.catalog.services.takedowns import (
    TooManyRequestsError,
    takedown_answered,
    takedown_decide,
    takedown_erase,
    takedown_receive,
    takedowns_forget,
)

__all__ = [
    "FIELD_COLUMNS",
    "GRADE_FIELDS",
    "ORIGINAL",
    "REVISED_FIELDS",
    "ArticleChangedError",
    "ArticleText",
    "ParagraphText",
    "TextChange",
    "TooManyRequestsError",
    "article_delete",
    "article_difference_keep",
    "article_differences_note",
    "article_field_release",
    "article_fields_curate",
    "article_publish",
    "article_save",
    "article_set_state",
    "article_withdraw",
    "articles_bulk_create",
    "articles_bulk_update",
    "articles_check_unchanged",
    "articles_cut_from",
    "articles_following",
    "articles_return_with_batch",
    "articles_withdraw_with_batch",
    "batch_set_undo_state",
    "children_follow",
    "collision_note",
    "collision_settle",
    "collisions_follow_batch",
    "content_hash",
    "digests",
    "generate_title",
    "grade_tidy",
    "outbox_add",
    "outbox_first_priority",
    "outbox_refuse",
    "outbox_retry_refused",
    "outbox_settle",
    "redaction_add",
    "redaction_undo",
    "revision_set_hidden",
    "revisions_take_back",
    "source_get_or_create",
    "split_doubt_note",
    "split_doubt_settle",
    "state_decide",
    "takedown_answered",
    "takedown_decide",
    "takedown_erase",
    "takedown_receive",
    "takedowns_forget",
    "text_fill",
    "text_redact",
    "texts_read",
    "tombstones_lift",
    "unredacted_forget",
]
