"""Who said it: the words next to the cue, and what the rest of the article says of them.

Cues are heard in printed order. A verb without a subject of its own (وأضاف، مضيفا، قوله) is carried over from whoever spoke
before.
"""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from archive.statements.quotations import lexicon
from archive.statements.quotations.antecedents import Antecedents, Known
from archive.statements.quotations.clauses import Content
from archive.statements.quotations.cues import Cue
from archive.statements.quotations.lexicon import folded
from archive.statements.quotations.naming import Naming, named_after, named_before, person_in
from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.values import ReadQuotation
from archive.text import fold

DOCUMENTS = folded(
    "البيان بيان بيانها بيانه التقرير تقرير الرسالة رسالة رسالته المذكرة مذكرة المقال التصريح تصريح تصريحات تصريحاته التصريحات "
    "الوثيقة التغريدة تغريدة تغريدته الخطاب خطابه كلمته المنشور منشور موقعه موقعها المصدر بيانهم"
)
DATA = folded("أرقام إحصاءات إحصائيات بيانات تقديرات دراسة تقرير وثائق نتائج أبحاث بحث استطلاع")
"""Documents whose issuer speaks where he is named next to them."""
_OF_A_DOCUMENT = folded("صادر صدر مشترك صحفي صحافي رسمي مقتضب لها له منسوب نشر")
_JOINT = folded("مشترك المشترك مشتركة")
_JOINT_STATEMENT = "المشترك"
_ALREADY = folded("قد وقد")
_WHILE = folded("بينما فيما")
_FROM = folded("عن من")
_SAID_OF = folded("عن")
UNKNOWN_FACTOR = 0.75
CARRIED_FACTOR = 0.95


class Speaker(NamedTuple):
    name: str
    basis: str
    bearer: Hashable
    gender: str = ""


class Speakers:
    def __init__(self, texts: Sequence[PrintedText], cues: Sequence[Sequence[Cue]]) -> None:
        self._antecedents = Antecedents(texts, cues)
        self._current: Speaker | None = None
        self._history: list[Speaker] = []
        self._sentence: tuple[int, int, int] | None = None
        self._in_sentence: Speaker | None = None
        self._genders: dict[str, str] = {}

    def heard(self, text: PrintedText, paragraph: int, cue: Cue, content: Content | None) -> ReadQuotation | None:
        """The quotation that this cue introduces, None if it introduces nothing; either way the speaker is remembered."""
        sentence = text.sentence(cue.start)
        if self._sentence != (paragraph, *sentence):
            self._sentence, self._in_sentence = (paragraph, *sentence), None
        region_end = content.region_end if content else sentence[1]
        naming = self._naming(text, cue, region_end, sentence)
        speaker = (
            self._resolved(text, paragraph, naming, cue) if naming else self._carried(text, paragraph, cue, sentence)
        )
        if speaker is not None and cue.form != lexicon.SOURCE:
            self._remember(speaker, cue, naming, content)
        elif speaker is not None and naming is not None and naming.name is None and content is not None:
            self._history.append(speaker)  # «بحسب رئاسة البلدية»، then «الرئاسة»
        if content is None:
            return None
        return _quotation(text, paragraph, (cue, content), speaker, naming)

    def _naming(self, text: PrintedText, cue: Cue, region_end: int, sentence: tuple[int, int]) -> Naming | None:
        if cue.form == lexicon.PARTICIPLE:
            return None
        if cue.form == lexicon.NOUN:
            return _quoted_of(text, cue, sentence)
        if (cue.kind == "tell" or text.word(cue.first - 1) in _ALREADY) and (
            before := named_before(text, cue, self._clause_begins(text, cue, sentence))
        ) is not None:
            return before
        naming = named_after(text, cue, region_end)
        if naming is None and cue.form == lexicon.FINITE:
            return named_before(text, cue, self._clause_begins(text, cue, sentence))
        return naming

    def _clause_begins(self, text: PrintedText, cue: Cue, sentence: tuple[int, int]) -> int:
        begins = sentence[0]
        for place in range(text.place_at(sentence[0]) + 1, cue.first + 1):
            gap = text.gap(place)
            if (
                any(sign in gap for sign in '،؛,:"”»')
                or text.words[place].text in _WHILE
                or text.word(place - 1) in lexicon.PARTICLES
            ):
                begins = text.words[place].start
        if begins >= text.words[cue.first].start:
            return sentence[0] if self._in_sentence is None else begins
        return begins

    def _resolved(self, text: PrintedText, paragraph: int, naming: Naming, cue: Cue) -> Speaker:
        surface = text.text[naming.start : naming.end]
        if naming.name is not None:
            name, basis = self._antecedents.full_name(naming.name, surface)
            return Speaker(name, basis, naming.name.bearer, cue.gender)
        if naming.is_unknown_name:
            known = self._antecedents.learn(surface)
            return Speaker(known.name, "name" if known.name == surface else "short_name", known.bearer, cue.gender)
        first = text.word(text.place_at(naming.start)).removeprefix("ل")
        if (
            first in DOCUMENTS
            and _JOINT.intersection(fold(surface).split())
            and surface.split()[1:] != [_JOINT_STATEMENT]
        ):
            return Speaker(_as_printed_alone(surface, cue), "described", None)
        if first in DOCUMENTS:
            issuer = self._antecedents.issuer(text, naming) or _issuer_described(surface)
            if issuer is None and self._current is not None:
                issuer = Known(self._current.name, self._current.bearer)
            if issuer is None:
                issuer = self._antecedents.last_organization(text, naming.start)
            if issuer is not None:
                return Speaker(issuer.name, "document", issuer.bearer)
        if (
            first in DATA
            and (issuer := self._antecedents.issuer(text, naming) or _issuer_described(surface)) is not None
        ):
            return Speaker(issuer.name, "document", issuer.bearer)
        antecedent = self._antecedents.of_description(text, naming, self._history)
        if antecedent is not None:
            return Speaker(antecedent.name, "office", antecedent.bearer, cue.gender)
        return Speaker(_as_printed_alone(surface, cue), "described", None, cue.gender)

    def _carried(self, text: PrintedText, paragraph: int, cue: Cue, sentence: tuple[int, int]) -> Speaker | None:
        if cue.form == lexicon.SOURCE:
            return None if self._current is None else self._current._replace(basis="carried")
        speaker = self._in_sentence
        if speaker is None:
            person = person_in(text, sentence[0], text.words[cue.first].start)
            if person is not None:
                name, _ = self._antecedents.full_name(person, text.text[person.start : person.end])
                speaker = Speaker(name, "carried", person.bearer)
        if speaker is None:
            speaker = self._agreeing(cue)
        return None if speaker is None else speaker._replace(basis="carried")

    def _agreeing(self, cue: Cue) -> Speaker | None:
        """Whoever spoke last, or the last one of the verb's gender."""
        current = self._current
        if current is None or not cue.gender or self._genders.get(current.name, cue.gender) == cue.gender:
            return current
        for speaker in reversed(self._history):
            if self._genders.get(speaker.name) == cue.gender:
                return speaker
        return current

    def _remember(self, speaker: Speaker, cue: Cue, naming: Naming | None, content: Content | None) -> None:
        self._in_sentence = speaker
        if content is not None or (naming is not None and naming.name is not None and cue.kind != "frag"):
            self._current = speaker
            self._history.append(speaker)
        if cue.gender and naming is not None and cue.form == lexicon.FINITE:
            self._genders[speaker.name] = cue.gender


def _issuer_described(surface: str) -> Known | None:
    """Who issued a document, as its description says: «بيان لمكتب النائب العام»."""
    words = surface.split()[1:]
    if words and fold(words[0]) in _OF_A_DOCUMENT:
        words = words[1:]
        while words and fold(words[0]) in _FROM:
            words = words[1:]
    if not words or (words[0].startswith("ال") and len(words) == 1):
        return None
    name = " ".join(words)
    if name.startswith("لل"):
        return Known("ال" + name[2:], None)
    return Known(name[1:], None) if name.startswith("ل") else None


def _as_printed_alone(surface: str, cue: Cue) -> str:
    """A description without the clitic before it: «وفقا للشرطة» names «الشرطة»."""
    surface = " ".join(surface.replace("#", " ").split())
    if cue.form == lexicon.SOURCE and cue.first == cue.last:
        if surface.startswith("لل"):
            return "ال" + surface[2:]
        return surface.removeprefix("ل")
    return surface


def _quoted_of(text: PrintedText, cue: Cue, sentence: tuple[int, int]) -> Naming | None:
    """«نقلت الوكالة عن الوزير قوله»: the one whom عن names."""
    first = text.place_at(sentence[0])
    for place in range(cue.first - 1, max(first, cue.first - 14) - 1, -1):
        if text.words[place].text in _SAID_OF and place + 1 < cue.first:
            of = cue._replace(first=place, last=place, form=lexicon.SOURCE)
            return named_after(text, of, text.words[cue.first].start)
    return None


def _quotation(
    text: PrintedText, paragraph: int, said: tuple[Cue, Content], speaker: Speaker | None, naming: Naming | None
) -> ReadQuotation:
    cue, content = said
    confidence = content.confidence
    if speaker is None:
        confidence *= UNKNOWN_FACTOR
    elif speaker.basis == "carried":
        confidence *= CARRIED_FACTOR
    return ReadQuotation(
        paragraph, content.start, content.end, text.text[content.start : content.end], content.type,
        text.text[cue.start : cue.end], paragraph, cue.start, cue.end,
        speaker.name if speaker else "", speaker.basis if speaker else "",
        text.text[naming.start : naming.end] if naming else "",
        paragraph if naming else None, naming.start if naming else None, naming.end if naming else None,
        round(confidence, 2), speaker.bearer if speaker else None,
    )  # fmt: skip
