"""The quotations of an article, in printed order."""

from collections.abc import Sequence
from typing import NamedTuple

from archive.statements.quotations import lexicon
from archive.statements.quotations.clauses import Content, content_after
from archive.statements.quotations.cues import Cue, cues_of
from archive.statements.quotations.fragments import is_name, is_speech
from archive.statements.quotations.printed import PrintedText
from archive.statements.quotations.sources import source_content
from archive.statements.quotations.speakers import Speakers
from archive.statements.quotations.values import Name, ReadQuotation

CONTINUED_FACTOR = 0.9
"""Confidence of what runs on in the next paragraph."""


class Said(NamedTuple):
    """A cue and what it introduces, None if nothing."""

    cue: Cue
    content: Content | None


def read_quotations(
    texts: Sequence[str], names: Sequence[Sequence[Name]], first_paragraph: int = 0
) -> list[ReadQuotation]:
    """The quotations in these paragraphs, in which `names` were recognised. Numbers count from `first_paragraph`."""
    printed: list[PrintedText] = []
    for one, found in zip(texts, names, strict=True):
        before = printed[-1].pairs if printed else []
        printed.append(PrintedText(one, found, is_continued=bool(before) and not before[-1].has_closing))
    cues = [cues_of(text) for text in printed]
    if not any(cues):
        return []
    speakers = Speakers(printed, cues)
    read: list[ReadQuotation] = []
    for paragraph, (text, here) in enumerate(zip(printed, cues, strict=True), first_paragraph):
        if text.is_continued and read and read[-1].paragraph == paragraph - 1:
            read += _continued(text, paragraph, read[-1])
        for said in said_in(text, here):
            quotation = speakers.heard(text, paragraph, said.cue, said.content)
            if quotation is not None:
                read.append(quotation)
    return _one_in_place(read)


def _one_in_place(read: list[ReadQuotation]) -> list[ReadQuotation]:
    """The surest of the readings of the same words, where two cues may introduce them; none without words."""
    surest: dict[tuple[int, int, int], ReadQuotation] = {}
    for one in read:
        place = (one.paragraph, one.start, one.end)
        if one.start < one.end and (place not in surest or one.confidence > surest[place].confidence):
            surest[place] = one
    return list(surest.values())


def _continued(text: PrintedText, paragraph: int, begun: ReadQuotation) -> list[ReadQuotation]:
    """What runs on from marks that the paragraph before opened: up to the mark that closes it, or a mark that opens it again."""
    pair = text.pairs[0] if text.pairs else None
    if begun.type != "direct" or pair is None or (pair.has_opening and text.text[: pair.outer_start].strip()):
        return []
    basis = "carried" if begun.speaker_name else ""
    confidence = round(begun.confidence * CONTINUED_FACTOR, 2)
    span = {"start": pair.start, "end": pair.end, "surface": text.text[pair.start : pair.end]}
    return [begun._replace(paragraph=paragraph, speaker_basis=basis, confidence=confidence, **span)]  # type: ignore[arg-type]


def said_in(text: PrintedText, cues: Sequence[Cue]) -> list[Said]:
    """The cues of a text with what they introduce, in printed order; several fragments may share a cue."""
    if not cues:
        return []
    by_place = {cue.first: cue for cue in cues}
    found: list[Said] = []
    for cue in cues:
        if cue.form != lexicon.SOURCE:
            found.append(Said(cue, content_after(text, cue, by_place)))
    taken = [(min(said.cue.start, said.content.start), said.content.end) for said in found if said.content]
    for number, said in enumerate(found):
        if said.content is None and _comes_after(text, said.cue):
            content = source_content(text, said.cue, by_place, taken)
            if content is not None:
                found[number] = Said(said.cue._replace(form=lexicon.SOURCE), content)
                taken.append((content.start, content.end))
    for cue in cues:
        if cue.form == lexicon.SOURCE:
            content = _told_by_source(text, cue, by_place)
            if content is not None:
                found = [said for said in found if said.content is None or not _is_same(said.content, content)]
            else:
                content = source_content(text, cue, by_place, taken)
            found.append(Said(cue, content))
            if content:
                taken.append((content.start, content.end))
    found += _fragments(text, cues, taken)
    found.sort(key=lambda said: (said.cue.start, said.content.start if said.content else 0))
    return found


def _is_same(one: Content, other: Content) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0.5 * max(one.end - one.start, other.end - other.start)


def _comes_after(text: PrintedText, cue: Cue) -> bool:
    """«…، كما قالت الوزارة», «"…"، قال الوزير»."""
    if cue.form != lexicon.FINITE or cue.kind not in ("say", "announce"):
        return False
    before = text.text[: text.words[cue.first].start].rstrip(" ،,")
    return text.word(cue.first - 1) == "كما" or before.endswith(('"', "”", "»", "“"))


def _told_by_source(text: PrintedText, cue: Cue, cues: dict[int, Cue]) -> Content | None:
    """«نقلا عن الشرطة، أن …», «على لسان فلان أن …»."""
    if text.word(cue.first).endswith("نقلا") or (cue.kind == "say" and text.word(cue.last) == "لسان"):
        content = content_after(text, cue, cues)
        if content is not None and content.region_end - cue.end < 120:
            return content
    return None


def _fragments(text: PrintedText, cues: Sequence[Cue], taken: Sequence[tuple[int, int]]) -> list[Said]:
    """Marked words that no cue introduces by itself, each with the nearest cue before it in its sentence."""
    found: list[Said] = []
    for pair in text.pairs:
        if not (pair.has_opening and pair.has_closing) or is_name(text, pair):
            continue
        if any(start < pair.end and pair.start < end for start, end in taken):
            continue
        sentence = text.sentence(pair.start)
        before = [cue for cue in cues if sentence[0] <= cue.start < pair.start and cue.form != lexicon.SOURCE]
        if before and is_speech(text, pair, before[-1]):
            found.append(Said(before[-1], Content(pair.start, pair.end, "direct", pair.outer_start, 0.6)))
    return found
