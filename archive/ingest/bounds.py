"""Bounds of what an import takes, beyond which files are no articles and pages and searches of them would be slow.

The longest of 41,279 real articles has 34,000 characters in 800 paragraphs, the longest paragraph 23,000.
"""

from archive.ingest.record import ArticleRecord, DocumentRecord, UnreadableError

MAX_TEXT_LINES = 20_000
"""Of a text file: reading them takes some 20 s."""
MAX_STUBS = 300
"""Cards of related stories in a text file: more are a list, not a page."""
MAX_PARAGRAPHS, MAX_PARAGRAPH_CHARS, MAX_ARTICLE_CHARS = 5_000, 200_000, 2_000_000


def check_text(text: str) -> None:
    """Raises UnreadableError for a text file that is too long, before its lines are looked at."""
    lines = text.count("\n") + text.count("\r") + 1
    if lines > MAX_TEXT_LINES and (lines := len(text.splitlines())) > MAX_TEXT_LINES:
        raise UnreadableError(f"{lines:,} lines, more than {MAX_TEXT_LINES:,}: split it into articles")
    longest = max(map(len, text.splitlines()), default=0)
    if longest > MAX_PARAGRAPH_CHARS:
        raise UnreadableError(_too_long_paragraph(longest))
    check_length(len(text))


def check_length(chars: int) -> None:
    """Raises UnreadableError for an article of too many characters."""
    if chars > MAX_ARTICLE_CHARS:
        raise UnreadableError(f"{chars:,} characters, more than {MAX_ARTICLE_CHARS:,} in one article")


def problem(document: DocumentRecord) -> str:
    """Why a document is not taken; empty if it is within the bounds."""
    stubs = sum(record.kind == "stub" for record in document.records)
    if stubs > MAX_STUBS:
        return f"{stubs:,} short texts without prose, more than {MAX_STUBS:,}: a list, not a page with an article"
    return next((found for record in document.records if (found := _problem(record))), "")


def _problem(record: ArticleRecord) -> str:
    if len(record.paragraphs) > MAX_PARAGRAPHS:
        return f"{len(record.paragraphs):,} paragraphs, more than {MAX_PARAGRAPHS:,} in one article"
    longest = max((len(text) for _, text in record.paragraphs), default=0)
    if longest > MAX_PARAGRAPH_CHARS:
        return _too_long_paragraph(longest)
    try:
        check_length(sum(len(text) for _, text in record.paragraphs))
    except UnreadableError as error:
        return str(error)
    return ""


def _too_long_paragraph(chars: int) -> str:
    return f"a paragraph of {chars:,} characters, more than {MAX_PARAGRAPH_CHARS:,}"
