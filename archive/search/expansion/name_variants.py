"""In mode wide a name also matches its other spellings: those of the authority file, and those found in the archive itself.

Order of steps, for adjacent words: the longest run that the authority file lists, or that sounds like a form it lists, is
expanded with the other spellings of that name; a single word that looks like a name, with the words that `sound_alikes` is
certain of. A Latin name matches its Arabic ones, and «ابن علي» «بن علي». Spellings that the index does not contain are
dropped. A spelling of several words matches as a phrase.
"""

import math
import re
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Iterator

from archive.entities.selectors import MAX_FORM_WORDS, NameSpellings, latin_names, name_spellings
from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery, View
from archive.search.expansion.sound_alikes import SoundAlikes
from archive.search.expansion.vocabulary import Vocabulary
from archive.search.query import Expansion, phrase_clause, phrase_slot
from archive.text import analyze, fold
from archive.text.names import is_latin, particle_variants

VARIANT_BOOST = 0.6
"""Boost of a variant relative to the spelling that was typed."""
MAX_VARIANTS = 24
"""Per name."""
MAX_CACHED = 4_000
_EDGE_PUNCTUATION = re.compile(r"^\W+|\W+$")
_is_indexed: "OrderedDict[tuple[Hashable, c.Clause], bool]" = OrderedDict()
"""(index state, clause) → whether the clause matches any document."""


class NameVariants:
    """Expands names with what one view of the index contains."""

    def __init__(self, view: View, vocabulary: Vocabulary | None = None) -> None:
        self.view = view
        self.names: NameSpellings = name_spellings()
        self.vocabulary = vocabulary or Vocabulary(view)
        self.sound_alikes = SoundAlikes(view, self.vocabulary, self.names)

    def spans(self, words: tuple[str, ...]) -> Iterator[Expansion]:
        """Each name among adjacent words, with its other spellings. Longest name first."""
        words = tuple(_EDGE_PUNCTUATION.sub("", word) for word in words)
        place = 0
        while place < len(words):
            for length in range(min(MAX_FORM_WORDS, len(words) - place), 0, -1):
                name = words[place : place + length]
                found = self._indexed(name, self._spellings(name)[:MAX_VARIANTS])
                if found:
                    alternatives = self._alternatives(name, list(found.values()))
                    yield Expansion(place, place + length, alternatives, tuple(found), is_unit=False)
                    place += length
                    break
            else:
                place += 1

    def _spellings(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Other printed spellings of the name that the words are, closest first."""
        if all(map(is_latin, words)):
            return self._in_arabic(words)
        forms = self.names.of(words)
        listed = bool(forms) or bool(self.names.listed(words))
        if not listed:
            forms = self.names.near(words)
        if len(words) > 1:
            return tuple(dict.fromkeys((*forms, *self._with_other_particles(words, is_listed=listed))))
        terms = analyze(words[0])
        return (*forms, *(self.sound_alikes.variants(terms[0]) if len(terms) == 1 else ()))

    def _with_other_particles(self, words: tuple[str, ...], *, is_listed: bool) -> Iterator[str]:
        """بن علي for ابن علي: of two words that begin with a particle, and of listed names."""
        for other in particle_variants(words):
            if is_listed or self.names.listed(other) or (len(words) == 2 and other[1] == words[1]):
                yield " ".join(other)
                yield from self.names.of(other)

    def _in_arabic(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The Arabic names for Latin words that the index contains; other Latin words find nothing, and the whole query is
        then read in Arabic (`suggestions`)."""
        counts = self.vocabulary.counts(fold(word) for word in words)
        return latin_names().of(words) if all(counts.values()) else ()

    def _indexed(self, words: tuple[str, ...], spellings: Iterable[str]) -> dict[str, c.Clause]:
        """Printed spelling → its clause, for the spellings that match documents which the words themselves do not match."""
        typed = {fold(word) for word in words}
        candidates: dict[str, c.Clause] = {}
        for text in spellings:
            terms = analyze(text)
            if len(words) > 1 and typed <= {fold(term.exact) for term in terms}:
                continue  # contains all the words that were typed, so they match it
            if terms and (clause := _spelling_clause(text)) is not None:
                candidates[text] = clause
        matching = self._matching(candidates.values())
        return {text: clause for text, clause in candidates.items() if clause in matching}

    def _matching(self, clauses: Iterable[c.Clause]) -> set[c.Clause]:
        """The clauses that match at least one document."""
        state = (self.sound_alikes.index_state, self.view.count)
        known = {clause: _is_indexed.get((state, clause)) for clause in clauses}
        unknown = tuple(clause for clause, matches in known.items() if matches is None)
        if unknown:
            counts = self.view.search(SearchQuery(count_clauses=unknown, end=0)).clause_counts
            for clause, count in zip(unknown, counts, strict=True):
                known[clause] = _is_indexed[state, clause] = count > 0
            while len(_is_indexed) > MAX_CACHED:
                _is_indexed.popitem(last=False)
        return {clause for clause, matches in known.items() if matches}

    def _alternatives(self, words: tuple[str, ...], clauses: list[c.Clause]) -> c.Clause:
        """One clause of all spellings; those of a single word are one word clause, weighted by rarity."""
        forms: dict[str, None] = {}
        phrases: list[c.Clause] = []
        for clause in clauses:
            if isinstance(clause, c.Word):
                forms |= dict.fromkeys(clause.levels[0])
            else:
                phrases.append(clause)
            if len(phrases) + len(forms) >= MAX_VARIANTS:
                break
        parts = [*([c.Word((tuple(forms),))] if forms else []), *phrases]
        boost = VARIANT_BOOST * self._rarity_correction(words, tuple(forms)) if forms else VARIANT_BOOST
        return c.Boost(parts[0] if len(parts) == 1 else c.Or(tuple(parts)), boost)

    def _rarity_correction(self, words: tuple[str, ...], forms: tuple[str, ...]) -> float:
        """At most 1: a rare spelling must not outrank the one that was typed because of its higher IDF."""
        typed = [form for term in analyze(" ".join(words)) for form in phrase_slot(term, "spelling")]
        freqs = self.view.doc_freqs((*typed, *forms))
        typed_freq, variant_freq = (sum(freqs[form] for form in group) for group in (typed, forms))
        return min(1.0, _idf(typed_freq, self.view.count) / _idf(variant_freq, self.view.count))


def _spelling_clause(text: str) -> c.Clause | None:
    terms = analyze(text)
    if len(terms) == 1:
        return c.Word((phrase_slot(terms[0], "spelling"),))
    return phrase_clause(text, "spelling")


def _idf(doc_freq: int, size: int) -> float:
    return math.log1p((size - min(doc_freq, size) + 0.5) / (min(doc_freq, size) + 0.5))
