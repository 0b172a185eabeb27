"""In mode wide a name also matches its other spellings: those of the authority file, and those of the archive's own texts.

Order of steps, for words that stand together: the longest run that the authority file lists, or that sounds like a form it
lists, goes with the other spellings of that name, as phrases where they are several words; a single word that looks like a
name goes with words of the archive that sound alike, where curators confirmed the pair or where it is beyond doubt. Pairs
in doubt are for `propose_variants` and the curators, and what they refused is left alone.
"""

import math
import re
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from archive.entities.selectors import (
    MAX_FORM_WORDS,
    NameSpellings,
    SpellingDecisions,
    name_spellings,
    spelling_decisions,
)
from archive.search.engine import clauses as c
from archive.search.engine.contract import SearchQuery, View
from archive.search.expansion.context_similarity import ContextSimilarity
from archive.search.expansion.vocabulary import Vocabulary
from archive.search.query.forms import phrase_clause, phrase_slot
from archive.text import Term, analyze, current_analyzer, fold, is_stop_word, takes_article
from archive.text.names import phonetic_key, spelling_distance

WEIGHT = 0.6
"""What a variant counts beside the spelling that was typed."""
MOST, MOST_TOLD, MOST_JUDGED = 12, 6, 6
"""So many variants of one name are searched, so many told of, and the company of so many words is looked into."""
FAR, NEAR, SAME_LETTERS = 0.8, 0.36, 0.2
"""Distances: beyond the first, two words are never taken for one name by their sound; within the second they are where both
are unknown to the language, within the third (غ for ج, ط for ت) where both are rare in it."""
COMPANY = ((SAME_LETTERS, 0.03), (0.3, 0.12), (NEAR, 0.16), (FAR, 0.25))
"""Up to each distance, the company from which a pair is beyond doubt: the farther apart, the more. The first is for words
of one length alone: a doubled letter makes another word (مثلا, ممثلا)."""
MIN_PROPOSAL_SIMILARITY = 0.04
"""From here on a pair is worth a curator's look."""
UNKNOWN, RARE = 100, 5_000
"""Occurrences in the base vocabulary below which a word is unknown to the language, or rare."""
FEW = 5
"""In so few documents a word keeps no company to speak of."""
LEAST_LETTERS = 4
_ENDINGS = frozenset(("", *"و ي ا ه ها هم هما نا ني وا ين ون".split()))
"""Endings of nouns and verbs, case and pronouns: what differs in them alone is no other spelling."""
_PRONOUNS = ("هما", "ها", "هم")
"""Attached to a noun, these make no name of it. Other endings do not tell: ذكريا is no accusative of ذكرى."""
_EDGES = re.compile(r"^\W+|\W+$")
KEPT = 4_000
_pairs: "OrderedDict[Hashable, tuple[tuple[str, str], ...]]" = OrderedDict()
_present: "OrderedDict[Hashable, bool]" = OrderedDict()


@dataclass(frozen=True)
class Judged:
    """A pair of folded words that sound alike, and what speaks for their being one name."""

    other: str
    printed: str
    distance: float
    context_similarity: float | None
    """None where one of them is too rare to say."""
    sure: bool


@dataclass
class Variants:
    """Finds variants in one view, for one query; `included` gathers the printed ones that it added."""

    view: View
    names: NameSpellings = field(default_factory=name_spellings)
    decisions: SpellingDecisions = field(default_factory=spelling_decisions)
    included: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = Vocabulary(self.view)
        self.company = ContextSimilarity(self.view, self.words)

    def runs(self, words: tuple[str, ...]) -> Iterator[tuple[int, int, c.Clause]]:
        """(first word, word after the last, clause of the other spellings) of each name among words that stand together."""
        words = tuple(_EDGES.sub("", word) for word in words)
        place = 0
        while place < len(words):
            for length in range(min(MAX_FORM_WORDS, len(words) - place), 0, -1):
                clause = self._clause(words[place : place + length])
                if clause is not None:
                    yield place, place + length, clause
                    place += length
                    break
            else:
                place += 1

    def _clause(self, words: tuple[str, ...]) -> c.Clause | None:
        forms = self.names.of(words)
        listed = bool(forms) or bool(self.names.listed(words))
        if not listed:
            forms = self.names.near(words)
        if not forms and listed and len(words) > 1:
            return None
        single = analyze(words[0]) if len(words) == 1 else []
        alike = self._alike(single[0]) if len(single) == 1 else ()
        if not forms and not alike:
            return None
        return self._joined(words, (*forms, *alike))

    def _joined(self, words: tuple[str, ...], printed: tuple[str, ...]) -> c.Clause | None:
        """One clause of all that are in the index, weighted by how rare they are beside what was typed."""
        typed = {fold(word) for word in words}
        slots: dict[str, None] = {}
        parts: list[c.Clause] = []
        candidates = {}
        for text in printed[: 2 * MOST]:
            terms = analyze(text)
            if not terms or (len(words) > 1 and typed <= {fold(term.exact) for term in terms}):
                continue  # the words typed, wherever they stand, find this one too
            if (clause := phrase_clause(text, "spelling")) is not None:
                candidates[text] = terms, clause
        there = self._found(clause for _, clause in candidates.values())
        for text, (terms, clause) in candidates.items():
            if clause not in there:
                continue
            self.included[text] = None
            if len(terms) == 1:
                slots |= dict.fromkeys(phrase_slot(terms[0], "spelling"))
            else:
                parts.append(clause)
            if len(parts) + len(slots) >= 2 * MOST:
                break
        if slots:
            parts.insert(0, c.Word((tuple(slots),)))
        if not parts:
            return None
        weight = WEIGHT * self._fairness(words, tuple(slots)) if slots else WEIGHT
        return c.Boost(parts[0] if len(parts) == 1 else c.Or(tuple(parts)), weight)

    def _fairness(self, words: tuple[str, ...], forms: tuple[str, ...]) -> float:
        """A rare spelling must not outrank the one that was typed for being rare."""
        typed = [form for term in analyze(" ".join(words)) for form in phrase_slot(term, "spelling")]
        counts = self.view.doc_freqs((*typed, *forms))
        mine, theirs = (sum(counts[form] for form in group) for group in (typed, forms))
        return min(1.0, _rarity(mine, self.view.count) / _rarity(theirs, self.view.count))

    def _found(self, clauses: Iterable[c.Clause]) -> set[c.Clause]:
        """Those of these clauses that find something."""
        state = (self.company.state, self.view.count)
        known = {clause: _present.get((state, clause)) for clause in clauses}
        unknown = tuple(clause for clause, there in known.items() if there is None)
        if unknown:
            counted = self.view.search(SearchQuery(count_clauses=unknown, end=0)).clause_counts
            for clause, count in zip(unknown, counted, strict=True):
                known[clause] = _present[state, clause] = count > 0
            _trim(_present)
        return {clause for clause, there in known.items() if there}

    # Words that sound alike in the archive's texts

    def _alike(self, term: Term) -> tuple[str, ...]:
        """Printed words of the archive that are surely spellings of this one, nearest first."""
        word = term.spelling
        confirmed = self.decisions.confirmed.get(word, ())
        if not is_name_like(word):
            return confirmed
        key = (self.company.state, self.view.count, word, term.stem)
        known = _pairs.get(key)
        if known is None:
            known = tuple((pair.other, pair.printed) for pair in self.judged(term) if pair.sure)
            _pairs[key] = known
            _trim(_pairs)
        found = (printed for other, printed in known if not self.decisions.is_refused(word, other))
        return tuple(dict.fromkeys((*confirmed, *found)))

    def judged(self, term: Term) -> list[Judged]:
        """Every word of the archive that may spell the same name as this one, nearest first."""
        word = term.spelling
        sounding = self.words.sounding(phonetic_key(word))
        distances = {other: spelling_distance(word, other, limit=FAR) for other in sounding if other != word}
        counts = self.words.counts(other for other, distance in distances.items() if distance <= FAR)
        near = [(distances[other], -count, other, sounding[other]) for other, count in counts.items()]
        judged = []
        for distance, _, other, printed in sorted(near)[:MOST_JUDGED]:
            terms = analyze(printed)
            if len(terms) != 1 or terms[0].spelling != other or terms[0].stem == term.stem:
                continue
            if is_name_like(other) and not _are_inflections(word, other) and not self._are_two_names(word, other):
                judged.append(self._judge(word, other, printed, distance))
        return judged

    def _are_two_names(self, one: str, other: str) -> bool:
        """Whether the authority file knows both, as names of different bearers."""
        mine, theirs = self.names.listed((one,)), self.names.listed((other,))
        return bool(mine) and bool(theirs) and not mine & theirs

    def _judge(self, word: str, other: str, printed: str, distance: float) -> Judged:
        mine, theirs = self.words.count(word), self.words.count(other)
        if not mine:
            sure = _frequency(word) < _limit(distance) and len(word) > LEAST_LETTERS
            return Judged(other, printed, distance, None, sure)
        company = self.company.of(word, other)
        if company >= _least_company(word, other, distance):
            return Judged(other, printed, distance, company, True)
        if min(mine, theirs) > FEW:
            return Judged(other, printed, distance, company, False)
        sure = max(_frequency(word), _frequency(other)) < _limit(distance) and max(mine, theirs) <= 4 * FEW
        return Judged(other, printed, distance, company or None, sure)


def is_name_like(word: str) -> bool:
    """Whether a word (at level `spelling`) may be a name for all that its form says: long enough, no verb, and no noun
    unless the authority file has it too."""
    if len(word) < LEAST_LETTERS or not word.isalpha() or word.isascii() or is_stop_word(word):
        return False
    lexicon = current_analyzer().lexicon
    if word in lexicon.protected:
        return word not in lexicon.verbs
    return word not in lexicon.verbs and not takes_article(word) and not _is_owned(word)


def _is_owned(word: str) -> bool:
    """Whether a word is a noun with a pronoun: منسوبها."""
    base = next((word.removesuffix(ending) for ending in _PRONOUNS if word.endswith(ending)), "")
    return len(base) >= LEAST_LETTERS and takes_article(base)


def _frequency(word: str) -> int:
    return current_analyzer().lexicon.counts.get(word, 0)


def _are_inflections(one: str, other: str) -> bool:
    """Whether two words differ by an ending or a conjunction only: ممثلو and ممثلي, مشواره and مشوارها, not بنزيما and بنزيمة."""
    if one.removeprefix("و") == other or other.removeprefix("و") == one:
        return True
    common = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    ends = {one[common:], other[common:]}
    if ends == {
        "ا",
        "ه",
    }:  # a foreign name's last sound where the authority file has it, else a participle: واصفا, واصفة
        return not {one, other} & current_analyzer().lexicon.protected
    return ends <= _ENDINGS


def _least_company(one: str, other: str, distance: float) -> float:
    rows = COMPANY if len(one) == len(other) else COMPANY[1:]
    return next(least for limit, least in rows if distance <= limit + 0.001)


def _limit(distance: float) -> int:
    """How frequent in the language two words may be that lie so near, to be taken for one name without further proof."""
    return RARE if distance <= SAME_LETTERS else UNKNOWN if distance <= NEAR else 0


def _rarity(documents: int, size: int) -> float:
    return math.log1p((size - min(documents, size) + 0.5) / (min(documents, size) + 0.5))


def _trim(cache: OrderedDict[Hashable, Any]) -> None:
    while len(cache) > KEPT:
        cache.popitem(last=False)
