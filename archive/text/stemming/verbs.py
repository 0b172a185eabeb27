"""Finite verb forms mapped to their past, third person masculine: سيقولون, تقول, قالت → قال.

Two witnesses: a hand-made table of verbs (data/verbs.tsv), and verbs found in the counts themselves. A stem S is a
present where يS and تS are frequent and a future (سيS, ستS) and a plural (يSون, يSوا) are attested, while the article
hardly precedes يS and no listed verb has this form; its past is the candidate whose own endings are best attested.
Every form of the paradigm that is attested and that the article hardly precedes is then a form of the verb; a form that
belongs to two verbs goes to a listed one, then to the commoner.
Of two verbs in the table whose past is written alike (بدأ يبدأ, بدا يبدو) the later one's present forms stand apart, under
its present.

Passives without a form of their own, participles and verbal nouns are left to the nouns.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from archive.text.normalization import fold
from archive.text.stemming.stop_words import is_stop_word

TABLE = Path(__file__).parents[1] / "data" / "verbs.tsv"
PRESENT_SUFFIXES = {
    "ي": ("", "ون", "وا", "ان", "ا", "ن"),
    "ت": ("", "ون", "وا", "ان", "ا"),
    "ن": ("",),
    "ا": ("",),
}
"""By prefix. «I» and «we» take no suffix (أرسلان is no form of أرسل); «you» of a woman (تشرين) is all but absent from news."""
PAST_SUFFIXES = ("", "ت", "وا", "نا", "تا", "تم", "ن", "ا")
UNDOUBLING = ("نا", "تم", "ن")
"""Before these a doubled verb is written with both letters: مررنا, so مرنا is no form of مر."""
LEAST_PRESENT, LEAST_FEMININE, LEAST_WITNESS = 300, 100, 5
MOST_DETERMINED = 0.02
"""A form that takes the article more often than this share of its own count is a noun."""
NOUN = 0.25
"""A past that takes the article more often than this is rather read as a noun (طالب the student, طلب the request): the other
forms of the verb then stand under its present, apart from the noun."""
MOST_FEMININE = 3
"""A present is no verb found in the counts where تS is so many times as frequent as يS: تونس is not the feminine of يونس."""
MOST_PAST = 20
"""Nor one whose past is so many times as frequent: عبد and ولم are other words. Of listed verbs 98 % are below 17."""
MOST_SHORTENED = 0.5
"""A jussive that lost its weak letter is at most half as frequent as the whole form (يكن, .36 of يكون): others are names (آنج)
or forms of other verbs (يصل is not of يصول)."""
LEAST_LETTERS = 3
NO_PASTS = frozenset(map(fold, "مارس غير قبل حول مثل خلف عبر بعد".split()))
"""Words that a reader of news does not take for a verb: March is not «practised», nor is «before» «accepted»."""


def compile_verbs(counts: Mapping[str, int]) -> dict[str, str]:
    """Attested folded verb forms → folded past, for a vocabulary of folded forms."""
    vocabulary = _Vocabulary(counts)
    best: dict[str, tuple[int, bool, int, str]] = {}
    listed = list(verb_table())
    known = {form for past, present in listed for form, _ in paradigm(past, present)}
    induced = ((past, present) for past, present in induce(vocabulary) if present not in known)
    first_listed = dict(reversed(listed))
    for rank, pairs in ((1, listed), (0, induced)):
        for past, present in pairs:
            weight = vocabulary.count(present) + vocabulary.count(past)
            if past in NO_PASTS:
                continue
            for form, whole in paradigm(past, present):
                if len(form) < LEAST_LETTERS or not vocabulary.verbal(form):
                    continue
                if vocabulary.outgrows(form, past, present):
                    continue
                if not whole and vocabulary.count(form) > MOST_SHORTENED * vocabulary.count(form[0] + present[1:]):
                    continue
                if form[0] == "ن" and form != past and vocabulary.count(form) > vocabulary.count("ي" + form[1:]):
                    continue  # a noun that begins with ن, not «we …»
                apart = rank == 1 and first_listed[past] != present and not form.startswith(past)
                apart = apart or vocabulary.determined(past) > NOUN * vocabulary.count(past)
                candidate = (rank, whole, weight, present if apart else past)
                if form not in best or candidate > best[form]:
                    best[form] = candidate
    return {form: past for form, (_, _, _, past) in best.items()}


def verb_table() -> Iterator[tuple[str, str]]:
    """(past, present) of the hand-made table, folded."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield fold(row["past"]), fold(row["present"])


def paradigm(past: str, present: str) -> Iterator[tuple[str, bool]]:
    """Active forms of a verb, folded, each with whether it is written whole.

    Weak endings are written as print has them (دعت, التقوا, يلتقون); the jussive of a weak verb loses its weak letter (يدع, يكن),
    and a whole form of another verb goes before it (يصل is of وصل, not of صلى), as a listed verb goes before one found in counts.
    """
    weak_past = past[-1] in "اي" and len(past) >= LEAST_LETTERS
    for suffix in PAST_SUFFIXES:
        if len(past) >= LEAST_LETTERS or suffix not in UNDOUBLING:
            yield past + suffix, True
        if weak_past and suffix in ("ت", "وا", "تا"):
            yield past[:-1] + suffix, True
    stem = present[1:]
    weak_present = stem[-1] in "ويا"
    for prefix, suffixes in PRESENT_SUFFIXES.items():
        for suffix in suffixes:
            yield prefix + stem + suffix, True
            if weak_present and suffix in ("ون", "وا"):
                yield prefix + stem[:-1] + suffix, True
        if weak_present and len(stem) >= LEAST_LETTERS:
            yield prefix + stem[:-1], False
        elif len(stem) == LEAST_LETTERS and stem[1] in "وي":
            yield prefix + stem[0] + stem[2], False


def induce(vocabulary: "_Vocabulary") -> Iterator[tuple[str, str]]:
    """(past, present) of the verbs that the counts show; without an attested past nothing is yielded."""
    count = vocabulary.count
    for present, own in vocabulary.counts.items():
        if present[0] != "ي" or len(present) < LEAST_LETTERS or own < LEAST_PRESENT:
            continue
        stem = present[1:]
        witnesses = count("س" + present), count("ست" + stem), count(present + "ون"), count(present + "وا")
        if (
            not LEAST_FEMININE <= count("ت" + stem) <= MOST_FEMININE * own
            or sum(witnesses) < LEAST_WITNESS
            or not (any(witnesses[:2]) and any(witnesses[2:]))
            or not vocabulary.verbal(present)
        ):
            continue
        past = max(_past_candidates(stem), key=lambda form: _past_score(vocabulary, form))
        if _past_score(vocabulary, past) > 0 and not is_stop_word(past) and count(past) <= MOST_PAST * own:
            yield past, present


def _past_candidates(stem: str) -> Iterator[str]:
    yield stem
    yield "ا" + stem
    if len(stem) == LEAST_LETTERS - 1:
        yield "و" + stem  # وصل, of يصل; before three letters it is «and» (وسكر)
    if len(stem) == 3 and stem[1] in "وي":
        yield stem[0] + "ا" + stem[2]
    if len(stem) >= 4 and stem[-2] == "ي":
        yield "ا" + stem[:-2] + "ا" + stem[-1]
    if stem[-1] in "وي" and len(stem) >= 3:
        yield stem[:-1] + "ا"
        yield stem[:-1] + "ي"
        yield "ا" + stem[:-1] + "ي"


def _past_score(vocabulary: "_Vocabulary", form: str) -> float:
    """How well a form is attested as a past: bare and with و, with past endings, hardly with the article."""
    count = vocabulary.count
    seen = count(form) + count("و" + form)
    if len(form) < LEAST_LETTERS or seen < 5:
        return 0.0
    stem = form[:-1] if form[-1] in "اي" else form
    inflected = count(stem + "ت") + count(form + "وا") + (count(stem + "وا") if stem != form else 0)
    if inflected < 2:
        return 0.0
    return min(seen, 50 * inflected) / (1 + 40 * vocabulary.determined(form) / (seen + 1))


RARE_SUFFIXES = {"نا": 0.5, "تم": 0.5, "تا": 0.05, "ان": 0.05, "ا": 0.04, "ن": 0.05}
"""Endings of «we», «you» (plural), the dual and women, and how frequent a form with one may be beside the plain form: what is
more frequent is another word (بكين, تلمسان, سارا, ماتا). In newswire no dual exceeds .043 (in ا .04)."""


class _Vocabulary:
    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = counts

    def count(self, form: str) -> int:
        return self.counts.get(form, 0)

    def determined(self, form: str) -> int:
        count = self.count
        return count("ال" + form) + count("لل" + form) + count("بال" + form) + count("وال" + form)

    def verbal(self, form: str) -> bool:
        """Attested, and neither a word that takes the article nor one that stands with it (الأمن, since there is للأمن)."""
        own = self.count(form)
        if own <= 0 or self.determined(form) > MOST_DETERMINED * own:
            return False
        if not form.startswith("ال"):
            return True
        rest = form[2:]
        return self.count("لل" + rest) + self.count("بال" + rest) <= MOST_DETERMINED * own

    def outgrows(self, form: str, past: str, present: str) -> bool:
        """Whether a form is more frequent than its rare ending allows: بكين is no form of بكى, nor تلمسان of لمس."""
        for plain in (past, form[0] + present[1:]):
            limit = RARE_SUFFIXES.get(form[len(plain) :]) if form.startswith(plain) else None
            if limit is not None:
                return self.count(form) > limit * (self.count(plain) + self.count("و" + plain))
        return False
