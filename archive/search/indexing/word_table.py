"""The word table: base counts, counts of the archive's words and protected names, compiled into one file.

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
    """The file of this archive's table; without it the base table is used."""
    return Path(settings.DATA_DIR) / "stems.table"


def archive_counts() -> Counter[str]:
    """Occurrences of each printed word in published articles; paragraphs are streamed."""
    counts: Counter[str] = Counter()
    paragraphs = Paragraph.objects.filter(article__state="published").values_list("text", flat=True)
    for printed in paragraphs.iterator(chunk_size=5_000):
        counts.update(text.words(printed))
    return counts


def compile_archive_table() -> CompiledLexicon:
    """Compile current counts and names, save the table, and use it from now on."""
    table = compile_lexicon(base_counts(), extra=archive_counts(), protected=protected_names())
    save_lexicon(table, table_path())
    text.use_table(table_path())
    return table


def compile_base_table() -> CompiledLexicon:
    """Compile the table for archives without their own: base counts and shipped names."""
    table = compile_lexicon(base_counts(), protected=protected_names(shipped=True))
    save_lexicon(table, BASE_TABLE)
    text.use_table(table_path())
    return table
