"""Words of the archive that sound alike and are spellings of one name, without being listed in the authority file.

Two words are certainly one name if curators confirmed the pair, if they are used in similar contexts, or if both are too
rare to compare and unknown to the language; the required similarity grows with their spelling distance. Doubtful pairs are
for `propose_variants` and the curators; refused pairs are never used.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from archive.entities.selectors import NameSpellings, SpellingDecisions, name_spellings, spelling_decisions
from archive.search.engine.contract import View
from archive.search.expansion.context_similarity import ContextSimilarity
from archive.search.expansion.vocabulary import Vocabulary
from archive.text import Term, analyze, current_analyzer, is_stop_word, takes_article
from archive.text.names import phonetic_key, spelling_distance

MAX_JUDGED = 6
"""How many sound-alikes of one word are compared with it."""
MAX_DISTANCE = 0.8
"""Spelling distance beyond which two words are never one name."""
CLOSE, SAME_LETTERS = 0.36, 0.2
"""Distances up to which two words are one name without comparing contexts: if both are unknown to the language; if both are
rare in it (غ for ج, ط for ت)."""
MIN_SIMILARITY = ((SAME_LETTERS, 0.03), (0.3, 0.12), (CLOSE, 0.16), (MAX_DISTANCE, 0.25))
"""(spelling distance, context similarity from which a pair up to that distance is certain). The first row is for words of
equal length only: a doubled letter makes another word (مثلا, ممثلا)."""
MIN_PROPOSAL_SIMILARITY = 0.04
"""Context similarity from which a doubtful pair is proposed to curators."""
MAX_COUNT_UNKNOWN, MAX_COUNT_RARE = 100, 5_000
"""Occurrences in the base word counts below which a word is unknown to the language, or rare."""
MIN_DOC_FREQ = 5
"""Words in no more documents than this have too few contexts to compare."""
MIN_NAME_LETTERS = 4
MAX_CACHED = 4_000
_ENDINGS = frozenset(("", *"و ي ا ه ها هم هما نا ني وا ين ون".split()))
"""Endings of nouns and verbs, case endings, pronouns: two words that differ only in these are inflections of one word."""
_PRONOUNS = ("هما", "ها", "هم")
"""Attached pronouns that exclude a name. Other endings are ambiguous: ذكريا is not an accusative of ذكرى."""
_certain: "OrderedDict[Hashable, tuple[tuple[str, str], ...]]" = OrderedDict()
"""(index state, word) → (folded, printed) of its certain sound-alikes."""


@dataclass(frozen=True)
class PairJudgement:
    """How likely a word of the archive is another spelling of a given word."""

    other: str
    """Folded."""
    printed: str
    distance: float
    context_similarity: float | None
    """None if one of the words is too rare."""
    is_certain: bool


class SoundAlikes:
    """Compares the words of one view of the index."""

    def __init__(self, view: View, vocabulary: Vocabulary, names: NameSpellings | None = None) -> None:
        self.view = view
        self.vocabulary = vocabulary
        self.names = names or name_spellings()
        self.decisions: SpellingDecisions = spelling_decisions()
        self.contexts = ContextSimilarity(view, vocabulary)

    @property
    def index_state(self) -> Hashable:
        """Identifies the generation of the index and its approximate size."""
        return self.contexts.index_state

    def variants(self, term: Term) -> tuple[str, ...]:
        """Printed words that are certainly spellings of this one: confirmed pairs first, then by distance."""
        word = term.spelling
        confirmed = self.decisions.confirmed.get(word, ())
        if not is_name_like(word):
            return confirmed
        key = (self.index_state, self.view.count, word, term.stem)
        certain = _certain.get(key)
        if certain is None:
            certain = tuple((pair.other, pair.printed) for pair in self.judge(term) if pair.is_certain)
            _certain[key] = certain
            while len(_certain) > MAX_CACHED:
                _certain.popitem(last=False)
        allowed = (printed for other, printed in certain if not self.decisions.is_refused(word, other))
        return tuple(dict.fromkeys((*confirmed, *allowed)))

    def judge(self, term: Term) -> list[PairJudgement]:
        """The closest sound-alikes of a word that may be spellings of the same name, by distance."""
        word = term.spelling
        printed_by_word = self.vocabulary.sounding(phonetic_key(word))
        distances = {
            other: distance
            for other in printed_by_word
            if other != word and (distance := spelling_distance(word, other, limit=MAX_DISTANCE)) <= MAX_DISTANCE
        }
        freqs = self.vocabulary.counts(distances)
        closest = sorted(distances, key=lambda other: (distances[other], -freqs[other], other))[:MAX_JUDGED]
        return [
            self._judgement(word, other, printed_by_word[other], distances[other])
            for other in closest
            if self._may_be_one_name(term, other, printed_by_word[other])
        ]

    def _may_be_one_name(self, term: Term, other: str, printed: str) -> bool:
        terms = analyze(printed)
        if len(terms) != 1 or terms[0].spelling != other or terms[0].stem == term.stem or not is_name_like(other):
            return False
        return not _are_inflections(term.spelling, other) and not self._are_two_names(term.spelling, other)

    def _are_two_names(self, one: str, other: str) -> bool:
        """Whether the authority file lists both, as names of different entities."""
        of_one, of_other = self.names.listed((one,)), self.names.listed((other,))
        return bool(of_one) and bool(of_other) and not of_one & of_other

    def _judgement(self, word: str, other: str, printed: str, distance: float) -> PairJudgement:
        freqs = self.vocabulary.counts((word, other))
        rarer, more_frequent = sorted((freqs[word], freqs[other]))
        if not freqs[word]:
            is_certain = _language_count(word) < _max_count(distance) and len(word) > MIN_NAME_LETTERS
            return PairJudgement(other, printed, distance, None, is_certain)
        similarity = self.contexts.similarity(word, other)
        if similarity >= _min_similarity(word, other, distance):
            return PairJudgement(other, printed, distance, similarity, True)
        if rarer > MIN_DOC_FREQ:
            return PairJudgement(other, printed, distance, similarity, False)
        is_unknown = max(_language_count(word), _language_count(other)) < _max_count(distance)
        is_certain = is_unknown and more_frequent <= 4 * MIN_DOC_FREQ
        return PairJudgement(other, printed, distance, similarity or None, is_certain)


def is_name_like(word: str) -> bool:
    """Whether the form of a word (at level `spelling`) allows a name: long enough, not a verb, and not a noun unless the
    authority file lists it."""
    if len(word) < MIN_NAME_LETTERS or not word.isalpha() or word.isascii() or is_stop_word(word):
        return False
    lexicon = current_analyzer().lexicon
    if lexicon[word].is_protected:
        return not lexicon[word].is_verb
    return not lexicon[word].is_verb and not takes_article(word) and not _is_noun_with_pronoun(word)


def _is_noun_with_pronoun(word: str) -> bool:
    """منسوبها."""
    base = next((word.removesuffix(ending) for ending in _PRONOUNS if word.endswith(ending)), "")
    return len(base) >= MIN_NAME_LETTERS and takes_article(base)


def _language_count(word: str) -> int:
    return current_analyzer().lexicon[word].bare


def _are_inflections(one: str, other: str) -> bool:
    """Whether two words differ only by an ending or a conjunction: ممثلو and ممثلي, مشواره and مشوارها, not بنزيما and بنزيمة."""
    if one.removeprefix("و") == other or other.removeprefix("و") == one:
        return True
    common = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    endings = {one[common:], other[common:]}
    if endings == {"ا", "ه"}:
        # The last sound of a foreign name if the authority file lists it, else a participle: واصفا, واصفة.
        lexicon = current_analyzer().lexicon
        return not (lexicon[one].is_protected or lexicon[other].is_protected)
    return endings <= _ENDINGS


def _min_similarity(one: str, other: str, distance: float) -> float:
    rows = MIN_SIMILARITY if len(one) == len(other) else MIN_SIMILARITY[1:]
    return next(least for limit, least in rows if distance <= limit + 0.001)


def _max_count(distance: float) -> int:
    """Occurrences in the language below which two words at this distance are one name without comparing contexts."""
    return MAX_COUNT_RARE if distance <= SAME_LETTERS else MAX_COUNT_UNKNOWN if distance <= CLOSE else 0
