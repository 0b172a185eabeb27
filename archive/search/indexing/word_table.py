"""The word table: word counts of wordfreq and of the archive, protected names, and the levels of frequent words, in one file.

Only `compile_stems` and `rebuild_index` change the analysis, never an import. Index and queries carry its version.
"""

import logging
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from archive import text
from archive.catalog.models import Paragraph
from archive.entities.selectors import protected_names
from archive.text.stemming import (
    BASE_TABLE,
    CompiledLexicon,
    LexiconError,
    base_counts,
    compile_lexicon,
    load_lexicon,
)

log = logging.getLogger(__name__)
MIN_BASE_COUNT = 40
"""Occurrences in 4·10⁸ words (one in ten million) that make a word frequent: 203,000 words, and .94 of those on a page."""
MIN_ARCHIVE_COUNT = 5
"""Likewise, in the archive."""


def table_path() -> Path:
    """The file of this archive's table; if it is missing the base table is in use."""
    return Path(settings.DATA_DIR) / "stems.table"


def archive_counts() -> Counter[str]:
    """How often each printed word occurs in the published articles; streams, so memory holds only the words."""
    counts: Counter[str] = Counter()
    paragraphs = Paragraph.objects.filter(article__state="published").values_list("text", flat=True)
    for printed in paragraphs.iterator(chunk_size=5_000):
        counts.update(text.words(printed))
    return counts


def compile_archive_table() -> CompiledLexicon:
    """Compile the counts and names as they are now, save the table, and analyze with it from now on."""
    base, archive = base_counts(), archive_counts()
    lexicon = compile_lexicon(base, extra=archive, protected=protected_names())
    text.save_table(lexicon, table_path(), _frequent_words(base, archive))
    text.use_table(table_path())
    return lexicon


def compile_base_table() -> CompiledLexicon:
    """Compile the table for archives that have none of their own: base counts and the names that we ship."""
    base = base_counts()
    lexicon = compile_lexicon(base, protected=protected_names(shipped=True))
    text.save_table(lexicon, BASE_TABLE, _frequent_words(base))
    BASE_TABLE.chmod(0o644)  # part of the program, which another user may have installed
    text.use_table(table_path())
    return lexicon


def refresh_levels() -> bool:
    """Bring the table in use up to today's rules; returns whether it was saved.

    A table compiled under an older version of the rules is compiled anew, since words are counted by their folded letters. One
    saved without the levels of frequent words, or by other code, gets them again and keeps its version, as do all results:
    without them the first pages of a process take longer.
    """
    path = table_path() if table_path().exists() else BASE_TABLE
    try:
        lexicon = load_lexicon(path)
        if lexicon.is_outdated:
            compile_base_table() if path == BASE_TABLE else compile_archive_table()
            return True
        if lexicon.has_levels:
            return False
        text.save_table(lexicon, path, _frequent_words(base_counts()))
    except LexiconError as error:
        log.warning("%s It is compiled anew, as by `manage.py compile_stems`.", error)
        compile_base_table() if path == BASE_TABLE else compile_archive_table()
        return True
    except OSError as error:
        log.warning("The levels of frequent words were not saved: %s", error)
        return False
    text.use_table(table_path())
    return True


def mend_table() -> bool:
    """Compile this archive's table anew if its file is damaged, and rebuild the index if it was made with another one by now.

    Returns whether it was damaged.
    """
    try:
        load_lexicon(table_path())
    except FileNotFoundError:
        return False
    except (OSError, LexiconError) as error:
        log.warning("%s It is compiled anew, as by `manage.py compile_stems`.", error)
        compile_archive_table()
        return True
    return False


def _frequent_words(base: Mapping[str, int], archive: Mapping[str, int] | None = None) -> list[str]:
    frequent = {word for word, count in base.items() if count >= MIN_BASE_COUNT}
    return sorted(frequent.union(word for word, count in (archive or {}).items() if count >= MIN_ARCHIVE_COUNT))
