"""Who said it: the words next to the cue, and what the rest of the article says of them.

Cues are heard in printed order. A verb without a subject of its own (وأضاف، مضيفا، قوله) is carried over from whoever spoke
before.
"""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from archive.statements.quotations import lexicon
from archive.statements.quotations.antecedents import Antecedents
from archive.statements.quotations.clauses import Content
from archive.statements.quotations.cues import Cue
from archive.statements.quotations.documents import (
    ANY_ISSUERS,
    COME_FROM,
    DATA,
    DOCUMENTS,
    FROM,
    ISSUED,
    KNOWN_DOCUMENTS,
    as_printed_alone,
    issuer_described,
    owner,
)
from archive.statements.quotations.evidence import is_evidence
from archive.statements.quotations.known import Known
from archive.statements.quotations.lexicon import folded
from archive.statements.quotations.naming import Naming, named_after
from archive.statements.quotations.preceding import named_before
from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.relays import is_judged, is_object, quoted_of, relayed
from archive.statements.quotations.source_nouns import is_speaking
from archive.statements.quotations.speaker_words import HONORIFICS, RELATIVES, SAME
from archive.statements.quotations.subjects import person_in, subject_of
from archive.statements.quotations.titles import is_title
from archive.statements.quotations.values import Name, ReadQuotation
from archive.text import fold

_JOINT = folded("مشترك المشترك مشتركة")
_JOINT_STATEMENT = "المشترك"
_ALREADY = folded("قد وقد")
_WHILE = folded("بينما فيما")
_OF_THINGS = ("weak", "frag", "view", "act")
"""Kinds of verbs after which a thing may stand whose subject stands before: «وأبرزت المكاسب»."""
_OF_THIRD = folded("إنه أنه إنها أنها بأنه بأنها إنهم أنهم بأنهم")
"""Particles with the pronoun of the verb's subject."""
_SPEECH = ("say", "announce", "act", "tell")
_SOURCE = fold("المصدر")
UNKNOWN_FACTOR = 0.75
CARRIED_FACTOR = 0.95
MAX_WORDS_TO_SPEAKER = 60
MIN_PLURAL = 4
"""Letters of a plural such as «ناشرو»."""


class _Enclosing(NamedTuple):
    """What somebody said, up to `end`, and who was speaking when it began."""

    paragraph: int
    end: int
    in_sentence: "Speaker | None"
    current: "Speaker | None"
    announced: "Speaker | None"


class Speaker(NamedTuple):
    name: str
    basis: str
    bearer: Hashable
    gender: str = ""


def _reach(text: PrintedText, cue: Cue) -> int:
    """Where the search for the speaker of a cue that introduces nothing ends: sentences without stops are of any length."""
    last = cue.last + MAX_WORDS_TO_SPEAKER
    return text.words[last].end if last < len(text.words) else len(text.text)


class Speakers:
    def __init__(self, texts: Sequence[PrintedText], cues: Sequence[Sequence[Cue]]) -> None:
        self._antecedents = Antecedents(texts, cues)
        self._current: Speaker | None = None
        self._history: list[Speaker] = []
        self._sentence: tuple[int, int, int] | None = None
        self._in_sentence: Speaker | None = None
        self._genders: dict[str, str] = {}
        self._enclosing: list[_Enclosing] = []
        self._issuer: Known | None = None
        self._announced: Speaker | None = None
        """Who is described since the last one spoke as the subject of a verb of speech: «نفت الشرطة الخبر. وأضافت …»."""

    def heard(self, text: PrintedText, paragraph: int, cue: Cue, content: Content | None) -> ReadQuotation | None:
        """The quotation that this cue introduces, None if it introduces nothing; either way the speaker is remembered."""
        self._leave(paragraph, cue.start)
        sentence = text.sentence(cue.start)
        if self._sentence != (paragraph, *sentence):
            self._sentence, self._in_sentence = (paragraph, *sentence), None
        region_end = content.region_end if content else min(sentence[1], _reach(text, cue))
        naming = self._naming(text, cue, region_end, sentence)
        is_thing = naming and cue.kind in _OF_THINGS and not _may_speak(text, naming)
        if naming and is_thing and (content is None or is_judged(text, naming, content)):
            naming = None
        relay = relayed(text, cue, region_end) if content is not None else None
        if isinstance(relay, Naming):
            naming = relay
        if relay is not None and not isinstance(relay, Naming):
            naming, speaker = None, self._agreeing(relay)
            speaker = speaker and speaker._replace(basis="carried")
        elif naming:
            speaker = self._resolved(text, naming, cue)
        else:
            speaker = self._carried(text, cue, sentence)
        if speaker is not None and cue.form != lexicon.SOURCE:
            self._remember(speaker, cue, naming, content, is_able=naming is not None and _may_speak(text, naming))
        elif speaker is not None and naming is not None and naming.name is None and content is not None:
            self._history.append(speaker)  # «بحسب رئاسة البلدية»، then «الرئاسة»
        may_speak = naming is not None and _may_speak(text, naming)
        if content is None or (not may_speak and is_evidence(text, cue, self._clause_begins(text, cue, sentence))):
            return None
        if content.end > cue.end and cue.form != lexicon.SOURCE:
            self._enclosing.append(
                _Enclosing(paragraph, content.end, self._in_sentence, self._current, self._announced)
            )
        return _quotation(text, paragraph, (cue, content), speaker, naming)

    def _leave(self, paragraph: int, start: int) -> None:
        """Forget who spoke within what somebody else said, where that has ended."""
        while self._enclosing and (self._enclosing[-1].paragraph, self._enclosing[-1].end) <= (paragraph, start):
            _, _, self._in_sentence, self._current, self._announced = self._enclosing.pop()

    def _naming(self, text: PrintedText, cue: Cue, region_end: int, sentence: tuple[int, int]) -> Naming | None:
        if cue.form == lexicon.PARTICIPLE:
            return None
        if cue.form == lexicon.NOUN:
            return quoted_of(text, cue, sentence)
        if cue.form == lexicon.FINITE and cue.kind in ("tell", "act") and text.word(cue.first - 1) in _OF_THIRD:
            return None  # «قال إنه أبلغ الوزير»
        is_topic = _is_behind_topic(text, cue, self._clause_begins(text, cue, sentence))
        if (cue.kind == "tell" or text.word(cue.first - 1) in _ALREADY or is_topic) and (
            before := named_before(text, cue, self._clause_begins(text, cue, sentence))
        ) is not None:
            return before
        naming = named_after(text, cue, region_end)
        if naming is not None and is_object(text, cue, naming, region_end):
            naming = None
        if naming is None and cue.form == lexicon.FINITE:
            return named_before(text, cue, self._clause_begins(text, cue, sentence))
        return naming

    def _clause_begins(self, text: PrintedText, cue: Cue, sentence: tuple[int, int]) -> int:
        begins = sentence[0]
        for place in range(cue.first, text.place_at(sentence[0]), -1):
            gap = text.gap(place)
            if (
                (gap != " " and any(sign in gap for sign in '،؛,:"”»'))
                or text.words[place].start == text.dateline
                or text.words[place].text in _WHILE
                or text.words[place - 1].text in lexicon.PARTICLES
            ):
                begins = text.words[place].start
                break
        if begins >= text.words[cue.first].start:
            return sentence[0] if self._in_sentence is None else begins
        return begins

    def _resolved(self, text: PrintedText, naming: Naming, cue: Cue) -> Speaker:
        speaker = self._of_name(text, naming, cue) or self._of_document(text, naming, cue)
        if speaker is not None:
            return speaker
        antecedent = self._antecedents.of_description(text, naming, self._history)
        if antecedent is not None:
            return Speaker(antecedent.name, "office", antecedent.bearer, cue.gender)
        return Speaker(as_printed_alone(text.text[naming.start : naming.end], cue), "described", None, cue.gender)

    def _of_name(self, text: PrintedText, naming: Naming, cue: Cue) -> Speaker | None:
        surface = text.text[naming.start : naming.end]
        if naming.name is not None:
            name, basis = self._antecedents.full_name(naming.name, surface)
            speaker = Speaker(name, basis, naming.name.bearer, cue.gender)
        elif naming.is_unknown_name:
            known = self._antecedents.learn(surface)
            basis = "name" if known.name == surface else "short_name"
            speaker = Speaker(known.name, basis, known.bearer, cue.gender)
        else:
            return None
        if naming.is_person:
            begins = text.words[cue.last].end
            self._antecedents.entitle(text, begins, naming.start, Known(speaker.name, speaker.bearer))
        return speaker

    def _of_document(self, text: PrintedText, naming: Naming, cue: Cue) -> Speaker | None:
        """The one who issued the document that a description names, None where it is no document."""
        surface = text.text[naming.start : naming.end]
        place = text.place_at(naming.start)
        first = text.word(place + (text.word(place) in SAME)).removeprefix("ل")
        if (
            first in DOCUMENTS
            and _JOINT.intersection(fold(surface).split())
            and surface.split()[1:] != [_JOINT_STATEMENT]
        ):
            return Speaker(as_printed_alone(surface, cue), "described", None)
        if first in DOCUMENTS:
            issuer = self._antecedents.issuer(text, naming) or self._described_issuer(text, naming, surface)
            issuer = issuer or self._issuing(text, naming, cue)
            if issuer is None and first not in ANY_ISSUERS:
                issuer = self._issuer_before(text, naming, first)
            if issuer is not None:
                self._issuer = issuer
                return Speaker(issuer.name, "document", issuer.bearer)
        if (
            first in DATA
            and (
                issuer := self._antecedents.issuer(text, naming)
                or issuer_described(surface)
                or owner(surface)
                or self._issuing(text, naming, cue)
            )
            is not None
        ):
            self._issuer = issuer
            return Speaker(issuer.name, "document", issuer.bearer)
        return None

    def _described_issuer(self, text: PrintedText, naming: Naming, surface: str) -> Known | None:
        issuer = issuer_described(surface)
        if issuer is None or " " in issuer.name:
            return issuer
        return self._antecedents.of_words(text, naming.start, [fold(issuer.name)], self._history) or issuer

    def _issuing(self, text: PrintedText, naming: Naming, cue: Cue) -> Known | None:
        """The subject of the clause that tells who issued a document: «التقرير الذي أصدره أخيرا مركز البحوث»."""
        place = text.place_at(naming.end)
        place += text.word(place) in RELATIVES
        form = lexicon.FINITE
        if text.word(place) in COME_FROM and text.word(place + 1) in FROM:
            place, form = place + 1, lexicon.SOURCE
        elif not text.word(place).startswith(ISSUED):
            return None
        verb = cue._replace(first=place, last=place, kind="say", form=form, gender="", has_object=False)
        issuing = named_after(text, verb, text.sentence(naming.start)[1])
        if issuing is None:
            return None
        speaker = self._resolved(text, issuing, verb)
        return Known(speaker.name, speaker.bearer)

    def _issuer_before(self, text: PrintedText, naming: Naming, first: str) -> Known | None:
        """Whose document it is by what stands before: «البيان»."""
        if first == _SOURCE:
            heard = self._antecedents.of_description(text, naming, self._history) or self._issuer
            if heard is None and self._history:
                heard = Known(self._history[-1].name, self._history[-1].bearer)
            return heard
        if first in KNOWN_DOCUMENTS and self._issuer is not None:
            return self._issuer
        if (speaker := self._announced or self._current) is not None:
            return Known(speaker.name, speaker.bearer)
        subject = self._antecedents.last_subject(text, naming.start)
        return subject or self._antecedents.last_organization(text, naming.start)

    def _carried(self, text: PrintedText, cue: Cue, sentence: tuple[int, int]) -> Speaker | None:
        if cue.form == lexicon.SOURCE:
            return None if self._current is None else self._current._replace(basis="carried")
        speaker = self._in_sentence
        is_several = cue.form == lexicon.FINITE and cue.gender == lexicon.PLURAL
        if speaker is None:
            subject = subject_of(text, sentence[0], text.words[cue.first].start)
            person = person_in(text, sentence[0], text.words[cue.first].start)
            if subject is not None:
                speaker = self._resolved(text, subject, cue)
            elif person is not None and not is_several:
                speaker = self._of(text, person)
        if speaker is None:
            speaker = self._agreeing(cue)
        if speaker is None and self._current is None and not is_several:
            speaker = self._told_of_before(text, sentence[0])
        return None if speaker is None else speaker._replace(basis="carried")

    def _of(self, text: PrintedText, name: Name) -> Speaker:
        full, _ = self._antecedents.full_name(name, text.text[name.start : name.end])
        return Speaker(full, "carried", name.bearer)

    def _told_of_before(self, text: PrintedText, start: int) -> Speaker | None:
        """Where nobody has spoken yet, whom the sentence before tells of: «برر المدرب سليم الحداد غيابه. وتابع: …»."""
        before = [one for one in text.sentences if one[1] <= start]
        if not before:
            return None
        subject = subject_of(text, *before[-1])
        person = subject.name if subject is not None else person_in(text, *before[-1])
        return None if person is None else self._of(text, person)

    def _agreeing(self, cue: Cue) -> Speaker | None:
        """Whoever spoke last, or the last one of the verb's gender."""
        if self._announced is not None and self._announced.gender == cue.gender:
            return self._announced
        current = self._current
        if cue.gender == lexicon.PLURAL and cue.form == lexicon.FINITE and current is not None:
            return self._several()
        if current is None or not cue.gender or self._genders.get(current.name, cue.gender) == cue.gender:
            return current
        for speaker in reversed(self._history):
            if self._genders.get(speaker.name) == cue.gender:
                return speaker
        return current

    def _several(self) -> Speaker | None:
        """For «وقالوا» the last ones heard who are no single person; None if there were only such."""
        for speaker in reversed(self._history):
            if self._genders.get(speaker.name) == lexicon.PLURAL or self._antecedents.is_of_many(speaker):
                return speaker
        return None

    def _remember(
        self, speaker: Speaker, cue: Cue, naming: Naming | None, content: Content | None, *, is_able: bool
    ) -> None:
        """`is_able`: whether those named are such as can speak."""
        self._in_sentence = speaker
        if naming is not None and self._issuer is not None and speaker.name != self._issuer.name:
            self._issuer = None
        is_named = naming is not None and (naming.name is not None or naming.is_unknown_name)
        if content is not None or (is_named and cue.kind != "frag"):
            self._current, self._announced = speaker, None
            self._history.append(speaker)
        elif naming is not None and cue.form == lexicon.FINITE and cue.kind in ("say", "announce", "view"):
            self._antecedents.note(speaker.name, speaker.bearer)
            self._announced = speaker if cue.kind in _SPEECH and is_able else None
        elif is_named and cue.form == lexicon.FINITE:
            self._announced = speaker
        if (
            cue.gender
            and naming is not None
            and cue.form == lexicon.FINITE
            and (content is not None or cue.kind in _SPEECH or speaker.name not in self._genders)
        ):
            self._genders[speaker.name] = cue.gender


def _is_behind_topic(text: PrintedText, cue: Cue, begins: int) -> bool:
    """Whether a verb has its subject before it: «إن الوزير دعا النقابة»."""
    is_plain = cue.form == lexicon.FINITE and cue.start == text.words[cue.first].start
    return is_plain and text.word(text.place_at(begins) - 1) in lexicon.PARTICLES and begins < cue.start


def _may_speak(text: PrintedText, naming: Naming) -> bool:
    """Whether those named can speak; else they are what is spoken of: «أبرزت المكاسب»."""
    if naming.name is not None or naming.is_unknown_name:
        return True
    if any(naming.start <= name.start < naming.end for name in text.names):
        return True
    word = text.word(text.place_at(naming.start))
    is_human = word.endswith(("ون", "و")) and len(word) > MIN_PLURAL
    return is_human or is_title(word) or is_speaking(word) or word in DOCUMENTS or word in HONORIFICS


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
