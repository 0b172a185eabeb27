"""Query expansion: what a query's names and field values mean in this archive, looked up once per request.

`expand_query` parses a query and returns an immutable `ExpandedQuery` for `archive.search.query.compile_query`. In mode wide
countries also match their nationalities (`countries`), and names their other spellings (`name_variants`, of which
`sound_alikes` judges those that no authority file lists). Field values become facet keys (`field_values`). `vocabulary`
answers questions about the words of the index.
"""

from archive.search.expansion.countries import country_spans
from archive.search.expansion.field_values import field_keys
from archive.search.expansion.name_variants import NameVariants
from archive.search.expansion.vocabulary import Vocabulary
from archive.search.query import (  # fmt: skip
    ExpandedQuery,
    Expander,
    Expansion,
    Node,
    date_spans,
    field_values,
    find_spans,
    number_spans,
    parse,
    unexpanded,
    unfielded_words,
)
from archive.search.request import Mode

__all__ = ["NameVariants", "Vocabulary", "expand_query", "expand_tree"]

MAX_LISTED_VARIANTS = 6
"""How many variants of a query's names are shown to the reader."""


def expand_query(query: str, *, mode: Mode = "wide", names: NameVariants | None = None) -> ExpandedQuery:
    """Parse and expand. `names`: the source of spelling variants, None for a search without them. Reads the database."""
    if not query.strip():
        return unexpanded(query)
    parsed = parse(query)
    return expand_tree(parsed.tree, notes=parsed.notes, mode=mode, names=names)


def expand_tree(
    tree: Node | None, *, notes: tuple[str, ...] = (), mode: Mode = "wide", names: NameVariants | None = None
) -> ExpandedQuery:
    """Expand a tree, however it was made."""
    if tree is None:
        return ExpandedQuery(None, notes)
    keys = {(name, text): found for name, text in field_values(tree) if (found := field_keys(name, text))}
    spans = {}
    if mode == "wide":
        expanders: list[Expander] = [date_spans, number_spans, country_spans, *([names.spans] if names else [])]
        spans = {words: find_spans(words, expanders) for words in dict.fromkeys(unfielded_words(tree))}
    expansions = [span for found in spans.values() for span in found if isinstance(span, Expansion)]
    variants = dict.fromkeys(variant for expansion in expansions for variant in expansion.variants)
    return ExpandedQuery(tree, notes, spans=spans, keys=keys, variants=tuple(variants)[:MAX_LISTED_VARIANTS])
