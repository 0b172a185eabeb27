"""Articles like a given one: those that share its most telling words."""

from collections import Counter

import numpy as np

from archive.catalog.models import Article
from archive.search.engine import clauses as c
from archive.search.engine.snapshot import Snapshot
from archive.search.query.forms import word_levels
from archive.text import Term, analyze, is_stop_word

WORDS = 25
"""So many of the article's words are asked for."""
COMMON = 0.2
"""Words in more than this share of the archive tell nothing."""


def similar_clause(snapshot: Snapshot, pk: int) -> c.Clause:
    """Any of the article's words that are frequent in it and rare in the archive; not the article itself."""
    article = Article.objects.filter(pk=pk).prefetch_related("paragraphs").first()
    if article is None:
        return c.Nothing()
    counts: Counter[str] = Counter()
    terms: dict[str, Term] = {}
    for weight, text in [(3, article.title or ""), *((1, paragraph.text) for paragraph in article.paragraphs.all())]:
        for term in analyze(text):
            if len(term.spelling) > 2 and not term.spelling[0].isdigit() and not is_stop_word(term.spelling):
                counts[term.spelling] += weight
                terms.setdefault(term.spelling, term)
    ranked = []
    for spelling, count in counts.items():
        clause = c.Word(word_levels(terms[spelling], "spelling"))
        documents = sum(len(snapshot.postings("text", form)[0]) for form in clause.levels[-1])
        if documents and documents <= max(2, COMMON * snapshot.count):
            ranked.append((count * np.log1p(snapshot.count / documents), spelling, clause))
    best = tuple(clause for _, _, clause in sorted(ranked, key=lambda row: (-row[0], row[1]))[:WORDS])
    return c.And((c.Or(best), c.Not(c.Numbers((pk,))))) if best else c.Nothing()
