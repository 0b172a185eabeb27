"""Finite verb forms mapped to their past, third person masculine: سيقولون, تقول, قالت → قال.

Two sources: the hand-made table of verbs, and verbs found in the word counts. A stem S is a present if يS and تS are
frequent, a future (سيS, ستS) and a plural (يSون, يSوا) are attested, the article hardly ever precedes يS and no listed verb has
this form; its past is the candidate whose own endings are best attested. Every attested form of the paradigm that hardly
ever takes the article is then a form of the verb; a form of two verbs goes to a listed one, then to the more frequent.
Of two listed verbs whose past is spelled alike (بدأ يبدأ, بدا يبدو) the later one's present forms are mapped to its present.
"""

from collections.abc import Iterator, Mapping

from archive.text.normalization import fold
from archive.text.stemming.stop_words import is_stop_word
from archive.text.stemming.verb_paradigm import ROOT_LENGTH, paradigm, verb_table

MIN_LENGTH = 3
MIN_PRESENT_COUNT, MIN_FEMININE_COUNT, MIN_FUTURES_AND_PLURALS = 300, 100, 5
"""How often a present that is found in the counts occurs, at least, its feminine, and its futures and plurals together."""
MAX_ARTICLE_SHARE = 0.02
"""A form that takes the article more often, relative to its own count, is a noun."""
NOUN_ARTICLE_SHARE = 0.25
"""A past that takes the article more often is rather a noun (طالب the student, طلب the request): the other forms of the verb are
then mapped to its present, apart from the noun."""
MAX_FEMININE_RATIO = 3
"""Of a present found in the counts, تS is at most this many times as frequent as يS: تونس is not the feminine of يونس."""
MAX_PAST_RATIO = 20
"""Its past is at most this many times as frequent: عبد and ولم are other words. Of listed verbs 98 % are below 17."""
MAX_JUSSIVE_RATIO = 0.5
"""A jussive that lost its weak letter is at most half as frequent as the full form (يكن, .36 of يكون): others are names (آنج)
or forms of other verbs (يصل is not of يصول)."""
MAX_RARE_SUFFIX_RATIO = {"نا": 0.5, "تم": 0.5, "تا": 0.05, "ان": 0.05, "ا": 0.04, "ن": 0.05}
"""Endings of «we», «you» (plural), the dual and women, and how frequent a form with one may be, relative to the plain form; a
more frequent one is another word (بكين, تلمسان, سارا, ماتا). In newswire no dual exceeds .043 (in ا .04)."""
MIN_PAST_COUNT, MIN_PAST_INFLECTED_COUNT = 5, 2
"""How often a past candidate occurs, bare or after و, and with past endings."""
PAST_INFLECTED_WEIGHT, PAST_ARTICLE_PENALTY = 50, 40
"""A candidate is worth its count, up to 50 times that of its inflected forms (a noun has few); an article with one in 40 halves
that."""
NOT_PASTS = frozenset(map(fold, "مارس غير قبل حول مثل خلف عبر بعد".split()))
"""Words that a reader of news does not take for a verb: March is not «practised», nor is «before» «accepted»."""


def compile_verbs(counts: Mapping[str, int]) -> dict[str, str]:
    """Attested folded verb forms → folded past, from the counts of folded forms."""
    vocabulary = _Vocabulary(counts)
    best: dict[str, tuple[int, bool, int, str]] = {}
    listed = list(verb_table())
    known = {form for past, present in listed for form, _ in paradigm(past, present)}
    induced = ((past, present) for past, present in _induced_verbs(vocabulary) if present not in known)
    first_listed = dict(reversed(listed))
    for rank, pairs in ((1, listed), (0, induced)):
        for past, present in pairs:
            if past in NOT_PASTS:
                continue
            weight = vocabulary.count(present) + vocabulary.count(past)
            past_is_noun = vocabulary.with_article(past) > NOUN_ARTICLE_SHARE * vocabulary.count(past)
            for form, in_full in vocabulary.attested_forms(past, present):
                second_listed = rank == 1 and first_listed[past] != present and not form.startswith(past)
                candidate = (rank, in_full, weight, present if second_listed or past_is_noun else past)
                if form not in best or candidate > best[form]:
                    best[form] = candidate
    return {form: past for form, (_, _, _, past) in best.items()}


def _induced_verbs(vocabulary: "_Vocabulary") -> Iterator[tuple[str, str]]:
    """(past, present) of the verbs found in the counts; one without an attested past is left out."""
    count = vocabulary.count
    for present, own in vocabulary.counts.items():
        if present[0] != "ي" or len(present) < MIN_LENGTH or own < MIN_PRESENT_COUNT:
            continue
        stem = present[1:]
        futures = count("س" + present), count("ست" + stem)
        plurals = count(present + "ون"), count(present + "وا")
        if (
            not MIN_FEMININE_COUNT <= count("ت" + stem) <= MAX_FEMININE_RATIO * own
            or sum(futures) + sum(plurals) < MIN_FUTURES_AND_PLURALS
            or not (any(futures) and any(plurals))
            or not vocabulary.is_verbal(present)
        ):
            continue
        past = max(_past_candidates(stem), key=vocabulary.past_score)
        if vocabulary.past_score(past) > 0 and not is_stop_word(past) and count(past) <= MAX_PAST_RATIO * own:
            yield past, present


def _past_candidates(stem: str) -> Iterator[str]:
    """The pasts that a present without its prefix may have."""
    yield stem
    yield "ا" + stem
    if len(stem) == ROOT_LENGTH - 1:
        yield "و" + stem  # وصل, of يصل; before three letters it is «and» (وسكر)
    if len(stem) == ROOT_LENGTH and stem[1] in "وي":
        yield stem[0] + "ا" + stem[2]
    if len(stem) > ROOT_LENGTH and stem[-2] == "ي":
        yield "ا" + stem[:-2] + "ا" + stem[-1]
    if stem[-1] in "وي" and len(stem) >= ROOT_LENGTH:
        yield stem[:-1] + "ا"
        yield stem[:-1] + "ي"
        yield "ا" + stem[:-1] + "ي"


class _Vocabulary:
    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = counts

    def count(self, form: str) -> int:
        return self.counts.get(form, 0)

    def with_article(self, form: str) -> int:
        count = self.count
        return count("ال" + form) + count("لل" + form) + count("بال" + form) + count("وال" + form)

    def is_verbal(self, form: str) -> bool:
        """Attested, and neither a word that takes the article nor one that includes it (الأمن, since there is للأمن)."""
        own = self.count(form)
        if own <= 0 or self.with_article(form) > MAX_ARTICLE_SHARE * own:
            return False
        if not form.startswith("ال"):
            return True
        rest = form[2:]
        return self.count("لل" + rest) + self.count("بال" + rest) <= MAX_ARTICLE_SHARE * own

    def attested_forms(self, past: str, present: str) -> Iterator[tuple[str, bool]]:
        """The forms of the paradigm that the counts show as forms of this verb, each with whether it is written in full."""
        count = self.count
        for form, in_full in paradigm(past, present):
            if len(form) < MIN_LENGTH or not self.is_verbal(form) or self._is_too_frequent(form, past, present):
                continue
            if not in_full and count(form) > MAX_JUSSIVE_RATIO * count(form[0] + present[1:]):
                continue
            if form[0] == "ن" and form != past and count(form) > count("ي" + form[1:]):
                continue  # a noun that begins with ن, not «we …»
            yield form, in_full

    def _is_too_frequent(self, form: str, past: str, present: str) -> bool:
        """Whether a form is more frequent than its rare ending allows: بكين is not a form of بكى, nor تلمسان of لمس."""
        for plain in (past, form[0] + present[1:]):
            ratio = MAX_RARE_SUFFIX_RATIO.get(form[len(plain) :]) if form.startswith(plain) else None
            if ratio is not None:
                return self.count(form) > ratio * (self.count(plain) + self.count("و" + plain))
        return False

    def past_score(self, form: str) -> float:
        """How well a form is attested as a past: bare and after و, with past endings, hardly ever with the article."""
        count = self.count
        attested = count(form) + count("و" + form)
        if len(form) < MIN_LENGTH or attested < MIN_PAST_COUNT:
            return 0.0
        stem = form[:-1] if form[-1] in "اي" else form
        inflected = count(stem + "ت") + count(form + "وا") + (count(stem + "وا") if stem != form else 0)
        if inflected < MIN_PAST_INFLECTED_COUNT:
            return 0.0
        penalty = PAST_ARTICLE_PENALTY * self.with_article(form) / (attested + 1)
        return min(attested, PAST_INFLECTED_WEIGHT * inflected) / (1 + penalty)
