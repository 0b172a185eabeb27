"""Which word table serves: base counts, the archive's own counts and the protected names, compiled into one file.

Only `compile_stems` and `rebuild_index` change the table in use, never an import. Index and queries carry its version.
"""

from collections import Counter
from pathlib import Path

from django.conf import settings

from archive import text
from archive.catalog.models import Paragraph
from archive.entities.selectors import protected_names
from archive.text.stemming import BASE_TABLE, CompiledLexicon, base_counts, compile_lexicon, save_lexicon


def table_path() -> Path:
    """Where the table of this archive lies (it may not be there: then the base table serves)."""
    return Path(settings.DATA_DIR) / "stems.table"


def archive_counts() -> Counter[str]:
    """How often each printed word occurs in the published articles; streams, so memory holds only the words."""
    counts: Counter[str] = Counter()
    paragraphs = Paragraph.objects.filter(article__state="published").values_list("text", flat=True)
    for printed in paragraphs.iterator(chunk_size=5_000):
        counts.update(text.words(printed))
    return counts


def compile_archive_table() -> CompiledLexicon:
    """Compile counts and names as they are now, save the table, and analyse with it from now on."""
    table = compile_lexicon(base_counts(), extra=archive_counts(), protected=protected_names())
    save_lexicon(table, table_path())
    text.use_table(table_path())
    return table


def compile_base_table() -> CompiledLexicon:
    """Compile the table that serves where an archive has none of its own: base counts and the names we ship."""
    table = compile_lexicon(base_counts(), protected=protected_names(shipped=True))
    save_lexicon(table, BASE_TABLE)
    text.use_table(table_path())
    return table
