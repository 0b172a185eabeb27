"""Articles similar to a given one: those that share its most distinctive words (TF-IDF)."""

import math
from collections import Counter
from typing import NamedTuple

from django.db.models import Prefetch

from archive.catalog.models import Article, Paragraph
from archive.search.engine import clauses as c
from archive.search.engine.contract import View
from archive.search.query import word_levels
from archive.text import Term, analyze, is_stop_word

MAX_WORDS = 25
"""How many words of the article are searched."""
MAX_PARAGRAPHS = 300
"""Paragraphs that are read for them: the beginning of a long article tells what it is about."""
MAX_DOC_SHARE = 0.2
"""Words in a larger share of the archive are ignored."""


class DistinctiveWord(NamedTuple):
    """A word frequent in the article and rare in the archive, as it is first printed there."""

    printed: str
    clause: c.Clause


def similar_clause(view: View, pk: int) -> c.Clause:
    """Matches any of the article's distinctive words, and not the article itself."""
    words = distinctive_words(view, pk)
    return c.And((c.Or(tuple(word.clause for word in words)), c.Not(c.DocIds((pk,))))) if words else c.MatchNone()


def distinctive_words(view: View, pk: int) -> list[DistinctiveWord]:
    """At most MAX_WORDS, the most distinctive first; none of an article that is not there."""
    read = Prefetch("paragraphs", Paragraph.objects.filter(position__lt=MAX_PARAGRAPHS))
    article = Article.objects.filter(pk=pk).prefetch_related(read).first()
    if article is None:
        return []
    counts: Counter[str] = Counter()
    terms: dict[str, tuple[Term, str]] = {}
    for weight, text in [(3, article.title or ""), *((1, paragraph.text) for paragraph in article.paragraphs.all())]:
        for term in analyze(text):
            if len(term.spelling) > 2 and not term.spelling[0].isdigit() and not is_stop_word(term.spelling):
                counts[term.spelling] += weight
                terms.setdefault(term.spelling, (term, text[term.start : term.end]))
    clauses = {spelling: c.Word(word_levels(term, "spelling")) for spelling, (term, _) in terms.items()}
    frequencies = view.doc_freqs({form for clause in clauses.values() for form in clause.levels[-1]})
    ranked = []
    for spelling, clause in clauses.items():
        documents = sum(frequencies[form] for form in clause.levels[-1])
        if documents and documents <= max(2, MAX_DOC_SHARE * view.count):
            ranked.append((counts[spelling] * math.log1p(view.count / documents), spelling, clause))
    best = sorted(ranked, key=lambda row: (-row[0], row[1]))[:MAX_WORDS]
    return [DistinctiveWord(terms[spelling][1], clause) for _, spelling, clause in best]
