"""Words as glyphs: Noto Naskh Arabic shaped by HarfBuzz (letters joined, vowel signs on their letters, brackets mirrored).

The font files are those of `static/fonts` with their Arabic and Latin parts merged and unpacked, since a PDF embeds TrueType
(docs/dossier-exports.md says how they were made; OFL 1.1, licence beside them).
"""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Literal

import uharfbuzz as hb

FONTS = Path(__file__).parent / "fonts"
EM = 1_000
"""Units of an em in both files: widths and offsets are thousandths of the font size."""
Weight = Literal[400, 700]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A letter (or a ligature, or a vowel sign) as it is drawn: glyphs with their offsets from the pen.

    Noto Naskh Arabic has one shape for ب ت ث and draws the dots apart: only all glyphs together tell the letter.
    """

    text: str
    parts: tuple[tuple[int, int, int], ...]
    """(glyph number, x, y)"""
    advance: int


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """Letters of one direction, from left to right as they stand; `width` in thousandths of the font size. Compared as itself."""

    clusters: tuple[Cluster, ...]
    width: int


class Typeface:
    """One weight of the font."""

    def __init__(self, weight: Weight) -> None:
        self.name = f"NotoNaskhArabic-{weight}"
        self.path = FONTS / f"noto-naskh-arabic-{weight}.ttf"
        self.shape = lru_cache(maxsize=20_000)(self._shape)
        self._font = hb.Font(hb.Face(hb.Blob(self.path.read_bytes())))

    def _shape(self, text: str, is_rtl: bool) -> Word:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction = "rtl" if is_rtl else "ltr"
        buffer.script = "Arab" if is_rtl else "Latn"
        buffer.language = "ar" if is_rtl else "en"
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        hb.shape(self._font, buffer)
        placed = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
        starts = sorted({info.cluster for info, _ in placed})
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        clusters = []
        for start, glyphs in groupby(placed, key=lambda each: each[0].cluster):
            pen, parts = 0, []
            for info, place in glyphs:
                parts.append((info.codepoint, pen + place.x_offset, place.y_offset))
                pen += place.x_advance
            clusters += self._signs_apart(Cluster(text[start : ends[start]], tuple(parts), pen))
        return Word(tuple(clusters), sum(cluster.advance for cluster in clusters))

    def _signs_apart(self, cluster: Cluster) -> list[Cluster]:
        """A letter and the signs that HarfBuzz counts with it (of «أَ», for instance) apart, signs first as they stand: PDF
        readers turn the letters of one glyph round in text from right to left."""
        text, parts = cluster.text, list(cluster.parts)
        signs = []
        for sign in text[1:]:
            gid = self._font.get_nominal_glyph(ord(sign)) if unicodedata.combining(sign) else None
            part = next((part for part in parts if part[0] == gid), None)
            if part and len(parts) > 1:
                parts.remove(part)
                text = text.replace(sign, "", 1)
                signs.append(Cluster(sign, (part,), 0))
        return [*reversed(signs), Cluster(text, tuple(parts), cluster.advance)]


@cache
def typeface(weight: Weight) -> Typeface:
    return Typeface(weight)
