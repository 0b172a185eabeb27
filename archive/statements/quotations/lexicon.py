"""The words that introduce a quotation: verbs with their inflected forms, participles, verbal nouns, and phrases.

The verbs are a hand-made table, data/cues.tsv. Kinds: `say` and `view` take a clause or marked words, and so does `announce`,
which takes a thing as often; `tell` has a hearer; `find` is said of studies; `weak` ones have another meaning as often; `act`
ones (condemn, call for) and, seldom, `frag` ones are followed by fragments in marks.
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from archive.text import fold
from archive.text.stemming import paradigm

TABLE = Path(__file__).parents[1] / "data" / "cues.tsv"
FINITE, PARTICIPLE, NOUN, SOURCE, PHRASE = "finite", "participle", "noun", "source", "phrase"
FEMININE, MASCULINE, PLURAL = "f", "m", "p"
_OBJECTS = tuple(map(fold, ("ه", "ها", "هم", "هما", "هن", "نا", "ني")))
_TAKES_OBJECT = frozenset(fold(word) for word in "وصف اتهم اعتبر أبلغ أخبر سمى صنف عد سأل شكر".split())
_CLITICS = ("و", "ف")
_PRESENT = "يت"
"""First letters of the present; the past of «استنكر» goes on like its present, too."""


class CueForm(NamedTuple):
    """What a printed word is as a cue; `gender` is that of its subject."""

    kind: str
    form: str
    gender: str = ""
    has_object: bool = False
    is_past: bool = False
    is_of_wasl: bool = False
    """Whether the past begins with a bare alif: «أعتقد» is not «اعتقد»."""


def folded(words: str) -> frozenset[str]:
    """The words of a list, folded."""
    return frozenset(fold(word) for word in words.split())


def _gender(form: str, past: str, present: str) -> str:
    if form.endswith(("وا", "ون")):
        return PLURAL
    if form[0] in _PRESENT and form.startswith(present[1:], 1):
        return FEMININE if form[0] == "ت" else MASCULINE
    return FEMININE if form != past and form.endswith(("ت", "تا")) else MASCULINE


@cache
def cue_forms() -> dict[str, CueForm]:
    """Folded form → what it is. The first row of the table that has a form wins."""
    forms: dict[str, CueForm] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            past, present, participle = (fold(row[column]) for column in ("past", "present", "participle"))
            for form, _ in paradigm(past, present):
                is_first_person = (
                    form != past and form[0] in "نا" and (form[1:] == present[1:] or form[0] != past[0])
                ) or (past[-1] == "ي" and form == past + "ت")  # نقل (of نقول), تمنيت
                if len(form) < 2 or is_first_person or form.endswith(("نا", "تم")):
                    continue  # «I» and «we» are the writer
                is_present = form[0] in _PRESENT and form.startswith(present[1:], 1)
                is_past = form.startswith(past[:-1]) and form[0] == past[0] and not is_present
                is_past = is_past or form == past
                is_of_wasl = is_past and row["past"].startswith("ا")
                cue = CueForm(row["kind"], FINITE, _gender(form, past, present), is_past=is_past, is_of_wasl=is_of_wasl)
                forms.setdefault(form, cue)
                if past in _TAKES_OBJECT:
                    stem = form[:-1] if form.endswith("وا") else form
                    for pronoun in _OBJECTS:
                        forms.setdefault(stem + pronoun, cue._replace(has_object=True))
            if participle:
                for ending, gender in (("ا", MASCULINE), (fold("ة"), FEMININE), ("ين", PLURAL)):
                    stem = participle.removesuffix("ي") if gender == PLURAL else participle
                    forms.setdefault(stem + ending, CueForm(row["kind"], PARTICIPLE, gender))
    for noun in map(fold, "قول تأكيد تصريح إعلان تشديد اعتقاد توضيح إشارت".split()):
        for pronoun in _OBJECTS[:4]:
            for clitic in ("", "ب", "ل"):
                forms.setdefault(clitic + noun + pronoun, CueForm("say", NOUN))
    for noun in map(fold, ("بالقول", "القول", "مفاده", "مفادها")):
        forms[noun] = CueForm("say", NOUN)
    for word in SOURCE_WORDS:
        forms[word] = CueForm("say", SOURCE)
    for word in NOT_CUES | PARTICLES | folded("وان فان ان"):
        forms.pop(word, None)
    return forms


SOURCE_WORDS = folded("بحسب حسب حسبما وفق وفقا طبقا تبعا نقلا")
"""Before the one who says what stands next to them."""
NOT_CUES = folded(
    "معتبرة متحدثة متحدثين متحدثا سائلا سائلين سائلة معلقة معلقين كاتبة كاتبين كاتبا محللين مرشحة متهمين متهمة "
    "معبرا عدا عدت عدد ذاكرة مبررة ملحة مصرين مصرا مصرة "

                  "رائيا هاتفا هاتفين مهاجمين مهاجما خالصا خاتما معيدة مقرا مقررا مقررة مقرة مفيدة مفيدا لافتة "
                  "يذكر تذكر مدينة مدينا مدينين ناقلة ناقلا ناقلين شارحة محملة يجب تجب تقل يقل يرد يزد تزد يقر "
                  "تقر يعلق تعلق يذهب تذهب مثبتا مثبتة تعد يعد تعود "
                  "خاتمة مؤيدة مؤيدين معارضة زادت زادوا بشرا بشري ترد رده ردها عده عدها عدهم مظهرا مظهرة عاده "
                  "اقرا اثنين سمينا طالبا طالبه طالبين عادا عادين نقله نقلها اسمه اسمها اسمهم اسمهما سموه سموها سموهم "
                  "تقرر اجب اشد يقدر تقدر يقدرون")  # fmt: skip
"""Forms that are another word far more often."""
PARTICLES = folded(
    "إن أن إنه إنها إنهم إنهما إنهن إنني إني إننا أننا بأن بأنه بأنها بأنهم بأنهما بأنهن بأنني بأننا لأن كأن"
)
PARTICLES -= folded("لأن كأن")
"""Words after which an indirect clause begins; some carry its pronoun."""
OWN_VOICE = folded("إننا أننا إنني أنني إني أني بأنني بأننا")
"""Particles in which the speaker says «I» or «we»: they are part of what is said."""
NEGATIONS = folded("عدم لم لن لا ولم ولن ولا فلم ألم دون سوف لو أن لأن حتى كي لكي بأن")
"""Before a verb: it was not said, or not yet."""
IMPERSONAL = folded(
    "يذكر ويذكر يشار ويشار يقال ويقال يعتقد ويعتقد يتوقع ويتوقع يرجح ويرجح يظن يزعم يلاحظ يفترض تفترض "
    "تبين وتبين يتبين ويتبين"
)
"""Directly before a particle, nobody says them: the paper's own formulas."""


def cue_form(word: str) -> tuple[CueForm, int] | None:
    """What a folded word is as a cue, and the length of the conjunction before it."""
    forms = cue_forms()
    if (found := forms.get(word)) is not None:
        return found, 0
    if word[:1] in _CLITICS and (found := forms.get(word[1:])) is not None and len(word) >= 3:
        return found, 1
    return None
