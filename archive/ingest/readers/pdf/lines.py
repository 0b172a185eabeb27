"""Runs of a page → its lines in reading order, each in logical order.

Runs on one baseline that are near each other make a piece of a line. Pieces are put in order by cutting the page along its
white space, across and down (recursive X-Y cut, Nagy and Seth 1984); columns are read from the right if most letters are Arabic.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from archive.ingest.readers.pdf.characters import Character, Run

MAX_GAP_IN_LINE = 2.2
"""Between words of one piece, in sizes of the font; columns and cells are further apart."""
MIN_SPACE, MIN_UNSTORED_SPACE = 0.06, 0.19
"""Distance of words, in sizes of the font: where a break is stored between them, and where none is."""
MIN_RAISED = 0.08
MIN_DIFFERENCE = 0.1
"""Of the distances on both sides of a bracket, in sizes of the font, for a space to be on one side."""
MAX_LINE_SHIFT = 0.4
MIN_GUTTER, MIN_BAND = 0.8, 0.9
"""White space between columns, and between blocks, in sizes of the font; bands are wider than the space between lines."""
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LEFT_TO_RIGHT = re.compile(
    r"[A-Za-z\u00c0-\u024f0-9\u0660-\u0669\u06f0-\u06f9](?:[^\s\u0600-\u065f\u066a-\u06ef\u0750-\u08ff()\[\]{}«»“”\"]*[A-Za-z\u00c0-\u024f0-9\u0660-\u0669\u06f0-\u06f9%])?"
)
_OPENING = re.compile(r"([^\s«(\[“\"]+)([«(\[])")
_PROCLITICS = frozenset("و ف ب ل ك ال لل وب ول فب فل وال بال كال فال ولل فلل بـ لـ كـ وبـ ولـ لل".split())
"""What is written together with a quotation mark or bracket that follows."""
_MIRRORED = str.maketrans("()[]{}«»<>", ")(][}{»«><")


@dataclass(slots=True)
class PrintedLine:
    """A piece of a line: its text in logical order, and its place."""

    runs: list[Run]
    text: str = ""

    @property
    def left(self) -> float:
        return min(word.left for word in self.runs)

    @property
    def right(self) -> float:
        return max(word.right for word in self.runs)

    @property
    def baseline(self) -> float:
        return sorted(word.baseline for word in self.runs)[len(self.runs) // 2]

    @property
    def size(self) -> float:
        return sorted(word.size for word in self.runs)[len(self.runs) // 2]

    @property
    def top(self) -> float:
        return self.baseline + 0.8 * self.size

    @property
    def bottom(self) -> float:
        return self.baseline - 0.25 * self.size


def page_lines(words: Sequence[Run], *, mirrored: bool) -> list[PrintedLine]:
    """The lines of a page in reading order. `mirrored`: brackets within Arabic text are stored as they look."""
    pieces = _pieces(words)
    for piece in pieces:
        piece.text = line_text(piece.runs, mirrored=mirrored)
    arabic = sum(bool(_ARABIC.search(piece.text)) for piece in pieces)
    return in_reading_order(pieces, right_to_left=arabic * 2 >= len(pieces))


def line_text(runs: Sequence[Run], *, mirrored: bool) -> str:
    """The characters of a line in logical order, its words separated by spaces."""
    characters = [one for run in runs for one in run.characters]
    printed = "".join(one.text for one in characters)
    if len(_ARABIC.findall(printed)) < len(_LATIN.findall(printed)):
        words = _words(sorted(characters, key=lambda one: one.middle))
        return " ".join("".join(one.text for one in word) for word in words)
    words = _words(_with_marks(sorted(characters, key=lambda one: -one.middle)))
    texts = ["".join(one.text for one in word) for word in words]
    if mirrored:
        texts = [text.translate(_MIRRORED) for text in texts]
    return _spaced(" ".join(_latin_runs_turned([_right_to_left(text) for text in texts])))


def _with_marks(characters: list[Character]) -> list[Character]:
    """Characters from right to left, marks after the letter over which they stand."""
    letters = [one for one in characters if not one.is_mark]
    for mark in (one for one in characters if one.is_mark):
        bases = [
            place for place, letter in enumerate(letters) if letter.text != " " and letter.run == mark.run
        ] or list(range(len(letters)))
        covering = [place for place in bases if letters[place].left <= mark.middle <= letters[place].right]
        right = [place for place in bases if letters[place].middle >= mark.middle]
        place = (covering or right or [-1])[-1]
        letters.insert(place + 1, mark)
    return letters


def _words(characters: Sequence[Character]) -> list[list[Character]]:
    """Cut at spaces that have a width, at breaks between runs, and where the distance is that of a space."""
    baseline = median(one.baseline for one in characters) if characters else 0.0
    words: list[list[Character]] = [[]]
    before: list[Character] = []
    """The last letter and its marks, which share its place."""
    for one in characters:
        if one.text == " ":
            words.append([])
            continue
        is_raised = one.baseline - baseline > MIN_RAISED * one.size  # its place is that of its mark
        if before and words[-1] and not one.is_mark and not is_raised:
            gap = min(max(one.left - other.right, other.left - one.right) for other in before)
            is_same_run = any(one.run == other.run for other in before)
            is_inked = one.is_inked or any(other.is_inked for other in before)
            if gap > (MIN_UNSTORED_SPACE if is_same_run or is_inked else MIN_SPACE) * max(one.size, before[0].size):
                words.append([])
        words[-1].append(one)
        before = [*before, one] if one.is_mark else [one]
    return [word for word in words if word]


def _right_to_left(text: str) -> str:
    """A word whose characters are given from right to left: numbers and Latin letters in it run the other way."""
    return _LEFT_TO_RIGHT.sub(lambda match: match[0][::-1], text)


def _latin_runs_turned(texts: list[str]) -> list[str]:
    """Neighbouring Latin words, and numbers between them, in their own order."""
    turned: list[str] = []
    place = 0
    while place < len(texts):
        end = place
        for at in range(place, len(texts)):
            if _ARABIC.search(texts[at]):
                break
            if _LATIN.search(texts[at]):
                end = at + 1
        if end > place and _LATIN.search(texts[place]):
            turned += reversed(texts[place:end])
            place = end
        else:
            turned.append(texts[place])
            place += 1
    return turned


def _spaced(text: str) -> str:
    """Quotation marks and brackets stand at the word that they open or close; their glyphs have wide margins."""
    text = re.sub(r"([«(\[]) +(?=\S)", r"\1", text)
    text = re.sub(r"(?<=\S) +([»)\]])", r"\1", text)
    text = _OPENING.sub(lambda match: match[0] if match[1] in _PROCLITICS else f"{match[1]} {match[2]}", text)
    return re.sub(r"([»)\]])(?=[^\s»)\]”\".,،؛:؟!])", r"\1 ", text)


def is_mirrored(pages: Sequence[Sequence[Run]]) -> bool:
    """Whether brackets look as stored: read from right to left, closing ones then stand where a word begins."""
    votes = 0
    for runs in pages:
        for piece in _pieces(runs):
            characters = sorted((one for run in piece.runs for one in run.characters), key=lambda one: -one.middle)
            if any(_ARABIC.search(one.text) for one in characters):
                votes += sum(map(_vote, characters, characters[1:], characters[2:]))
    return votes > 0


def _vote(before: Character, sign: Character, after: Character) -> int:
    """1 if a closing bracket opens a word or an opening one closes it, -1 if they stand as they should, else 0."""
    if sign.text not in "()[]{}«»":
        return 0
    difference = (before.left - sign.right) - (sign.left - after.right)
    space_before = before.text == " " or difference > MIN_DIFFERENCE * sign.size
    space_after = after.text == " " or -difference > MIN_DIFFERENCE * sign.size
    if space_before == space_after:
        return 0
    is_closing = unicodedata.category(sign.text) in ("Pe", "Pf")
    return 1 if is_closing == space_before else -1


def _pieces(words: Sequence[Run]) -> list[PrintedLine]:
    """Runs on one baseline, cut where they are far apart."""
    rows: list[list[Run]] = []
    for word in sorted(words, key=lambda word: (-word.baseline, -word.right)):
        row = next(
            (
                row
                for row in reversed(rows[-6:])
                if abs(row[0].baseline - word.baseline) <= MAX_LINE_SHIFT * max(word.size, row[0].size)
            ),
            None,
        )
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    pieces: list[PrintedLine] = []
    for row in rows:
        waiting: list[Run] = []
        for word in sorted(row, key=lambda word: -word.right):
            if waiting and min(other.left for other in waiting) - word.right > MAX_GAP_IN_LINE * word.size:
                pieces.append(PrintedLine(waiting))
                waiting = []
            waiting.append(word)
        pieces.append(PrintedLine(waiting))
    return pieces


def in_reading_order(pieces: list[PrintedLine], *, right_to_left: bool) -> list[PrintedLine]:
    """The pieces of a page in the order in which they are read."""
    ordered: list[PrintedLine] = []
    waiting = [pieces]
    while waiting:
        block = waiting.pop()
        parts = _cut_down(block, right_to_left=right_to_left) if len(block) > 1 else [block]
        if len(parts) == 1 and len(block) > 1:
            parts = _cut_across(block)
        if len(parts) == 1:
            ordered += sorted(
                block, key=lambda piece: (-round(piece.baseline), -piece.right if right_to_left else piece.left)
            )
        else:
            waiting.extend(reversed(parts))
    return ordered


def _cut_down(pieces: list[PrintedLine], *, right_to_left: bool) -> list[list[PrintedLine]]:
    """Columns: cut where white space runs from top to bottom."""
    parts = _cut(pieces, lambda piece: (piece.left, piece.right), MIN_GUTTER)
    if len(parts) > 1 and min(map(len, parts)) < 2:
        return [pieces]  # a number or a date at the margin of a line is no column
    return parts[::-1] if right_to_left else parts


def _cut_across(pieces: list[PrintedLine]) -> list[list[PrintedLine]]:
    return _cut(pieces, lambda piece: (-piece.top, -piece.bottom), MIN_BAND)


def _cut(
    pieces: list[PrintedLine], extent: Callable[[PrintedLine], tuple[float, float]], min_space: float
) -> list[list[PrintedLine]]:
    size = sorted(piece.size for piece in pieces)[len(pieces) // 2]
    parts: list[list[PrintedLine]] = []
    end = None
    for piece in sorted(pieces, key=extent):
        begin, last = extent(piece)
        if end is None or begin - end > min_space * size:
            parts.append([])
            end = last
        parts[-1].append(piece)
        end = max(end, last)
    return parts
