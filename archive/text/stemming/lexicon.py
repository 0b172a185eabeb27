"""Word counts of the corpus: the evidence for every affix that is stripped.

`lexicon[word]` is the `WordRecord` of any folded word. A lexicon is compiled in memory (`compile_lexicon`) from counts of
printed forms, saved, and then read from a memory-mapped file (`lexicon_file`). Counts are shares of all words × 4·10⁸, from
wordfreq, as the thresholds of the stemmer assume; `compile_stems` adds the archive's own counts.
"""

import hashlib
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from archive.text.generational_cache import GenerationalCache
from archive.text.normalization import exact, fold_letters
from archive.text.stemming.verbs import compile_verbs

RULES_VERSION = 10
"""Raised whenever a rule of tokenizing, folding or stemming changes: index and queries must agree on it."""
BASE_TABLE = Path(__file__).parents[1] / "data" / "base.table"
"""Compiled by `compile_stems --base`, on set-up."""
COUNTS_SCALE = 4e8
_TALLIED = ("", "و", "ب", "ل", "ك", "ال", "لل", "بال", "وال")
"""What a word is counted after, in `WordRecord`."""
_CLITIC_INITIALS = frozenset("".join(_TALLIED))
MAX_CACHED_RECORDS = 20_000
"""In each of two generations. A record takes about 400 bytes; the words of one article share some hundred records."""


class WordRecord(NamedTuple):
    """What the lexicon knows of one folded word. All empty for a word that it does not contain."""

    bare: int
    """Occurrences without clitics; all counts in 4·10⁸ words."""
    teh_marbuta: int
    """Occurrences printed with a final ة, of a word in ه."""
    after_waw: int
    """Occurrences of و + the word; the following likewise for ب, ل, ك, ال and لل."""
    after_beh: int
    after_lam: int
    after_kaf: int
    after_al: int
    after_lil: int
    with_article: int
    """Occurrences after ال, لل, بال and وال."""
    family: int
    """Occurrences bare and after و, ب, ل and the article."""
    is_protected: bool
    """A name: it never loses a letter of its own."""
    in_alef_maksura: bool
    """Printed with a final ى, in `ALEF_MAKSURA_SHARE` of its occurrences at least, of a word in ي."""
    past: str
    """Of a verb form: its past, third person masculine; else empty."""

    @property
    def is_verb(self) -> bool:
        """Whether the word is a verb form."""
        return self.past != ""


Levels = tuple[str, str, str, str]
"""(exact, spelling, stem, light) of one printed word."""
UNKNOWN_WORD = WordRecord(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, False, False, "")
ALEF_MAKSURA_SHARE = 0.7
"""Egyptian print has ى for any final ي, others never: of nouns in ى nine tenths are printed with it, of others hardly a tenth."""


class Lexicon(ABC):
    """A record for each string, cached; `version` changes whenever the analysis may."""

    has_levels = False
    """Whether `levels` finds any."""
    is_outdated = False
    """Whether its words were counted under older rules: it should be compiled anew."""

    def __init__(self, version: str, read: Callable[[str], WordRecord]) -> None:
        self.version = version
        self.records = GenerationalCache(read, MAX_CACHED_RECORDS)
        """`records[word]` is `lexicon[word]`, faster."""

    def __getitem__(self, word: str) -> WordRecord:
        return self.records[word]

    def levels(self, exact: str) -> Levels | None:
        """The levels of a word at level `exact` that was analyzed when the lexicon was compiled; else None."""
        return None

    @abstractmethod
    def __iter__(self) -> Iterator[str]:
        """The words whose record is not empty."""

    def items(self) -> Iterator[tuple[str, WordRecord]]:
        """These words with their records."""
        return ((word, self[word]) for word in self)


class CompiledLexicon(Lexicon):
    """A lexicon in memory."""

    def __init__(
        self,
        counts: Mapping[str, int],
        teh_marbuta: Mapping[str, int],
        protected: frozenset[str],
        verbs: Mapping[str, str],
        version: str,
        *,
        alef_maksura: frozenset[str] = frozenset(),
    ) -> None:
        """`counts` and `teh_marbuta` by folded form; `verbs`: attested form → past; `alef_maksura`: words that end in ى."""
        super().__init__(version, self.read)
        self.counts = counts
        self.teh_marbuta = teh_marbuta
        self.protected = protected
        self.verbs = verbs
        self.alef_maksura = alef_maksura

    def __iter__(self) -> Iterator[str]:
        return (word for word, _ in self.items())

    def items(self) -> Iterator[tuple[str, WordRecord]]:
        """One pass over the counts: reading each record would look up nine forms of every word."""
        tallies: defaultdict[str, list[int]] = defaultdict(lambda: [0] * len(_TALLIED))
        for form, count in self.counts.items():
            tallies[form][0] += count
            if form[0] in _CLITIC_INITIALS:
                for place, clitic in enumerate(_TALLIED[1:], 1):
                    if form.startswith(clitic):
                        tallies[form[len(clitic) :]][place] += count
        for word in (*self.protected, *self.verbs):
            tallies[word]
        return ((word, self._record(word, tally)) for word, tally in tallies.items())

    def read(self, word: str) -> WordRecord:
        """The record of a word, computed."""
        count = self.counts.get
        return self._record(word, [count(clitic + word, 0) for clitic in _TALLIED])

    def _record(self, word: str, tally: list[int]) -> WordRecord:
        bare, waw, beh, lam, kaf, al, lil, bal, wal = tally
        with_article = al + lil + bal + wal
        return WordRecord(
            bare,
            self.teh_marbuta.get(word, 0),
            waw,
            beh,
            lam,
            kaf,
            al,
            lil,
            with_article,
            bare + waw + beh + lam + with_article,
            word in self.protected,
            word in self.alef_maksura,
            self.verbs.get(word, ""),
        )


class UnprotectedLexicon(Lexicon):
    """Another lexicon with no word protected."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon.version, lambda word: lexicon[word]._replace(is_protected=False))
        self._lexicon = lexicon

    def __iter__(self) -> Iterator[str]:
        return iter(self._lexicon)


def compile_lexicon(
    counts: Mapping[str, int], *, protected: Iterable[str] = (), extra: Mapping[str, int] | None = None
) -> CompiledLexicon:
    """Make a lexicon from counts of printed forms (vowel signs allowed), further counts, and names to protect."""
    folded: dict[str, int] = {}
    teh_marbuta: dict[str, int] = {}
    alef_maksura: dict[str, int] = {}
    for source in (counts, extra or {}):
        for printed, count in source.items():
            word = exact(printed)
            if not word.isalpha() or count <= 0:
                continue
            key = fold_letters(word)
            folded[key] = folded.get(key, 0) + count
            if word.endswith("ة"):
                teh_marbuta[key] = teh_marbuta.get(key, 0) + count
            elif word.endswith("ى"):
                alef_maksura[key] = alef_maksura.get(key, 0) + count
    names = frozenset(form for name in protected if (form := protected_form(name)))
    verbs = _without_names(compile_verbs(folded), names, folded)
    in_alef_maksura = frozenset(key for key, n in alef_maksura.items() if n >= ALEF_MAKSURA_SHARE * folded[key])
    digest = hashlib.sha256()
    for rows in (folded.items(), verbs.items(), ((name, "") for name in names | in_alef_maksura)):
        for key, value in sorted(rows):
            digest.update(f"{key} {value}\n".encode())
    version = f"{RULES_VERSION}-{digest.hexdigest()[:12]}"
    return CompiledLexicon(folded, teh_marbuta, names, verbs, version, alef_maksura=in_alef_maksura)


def _without_names(verbs: Mapping[str, str], names: frozenset[str], counts: Mapping[str, int]) -> dict[str, str]:
    """Verb forms without names. A past that is a protected name is replaced by the verb's most frequent form, if that is
    more frequent than the name."""
    common: dict[str, str] = {}
    for form, past in verbs.items():
        if past in names and counts.get(form, 0) > counts.get(common.get(past, past), 0):
            common[past] = form
    return {form: common.get(past, past) for form, past in verbs.items() if form not in names}


def protected_form(name: str) -> str:
    """The protected part of one printed word of a name: all of it, or what follows the article.

    أل, إل and آل with a hamza or madda belong to the name (ألكسندر); a bare ال is the article (الكرملين).
    """
    word = exact(name)
    folded = fold_letters(word)
    return folded[2:] if word.startswith("ال") and len(folded) > 4 else folded


def base_counts() -> dict[str, int]:
    """Counts of 620,000 Arabic forms, from the package wordfreq (its list `large`)."""
    from wordfreq import get_frequency_dict

    return {word: round(share * COUNTS_SCALE) for word, share in get_frequency_dict("ar", "large").items()}
