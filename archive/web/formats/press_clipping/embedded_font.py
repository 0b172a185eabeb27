"""A font in a PDF of which every glyph is a letter and says which, so that the text can be searched and copied.

Each cluster (a letter with its dots, a ligature, a vowel sign at its height) becomes one glyph, composed of those of the
typeface, in a composite font (ISO 32000-1 §9.7) with a ToUnicode map. Only what a document uses is embedded.
"""

import io
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from archive.web.formats.press_clipping.typeface import EM, Cluster, Typeface, Word

_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_BLOCK = 100
"""Entries that a block of a CMap may have."""
MAX_CODES = 30_000
"""Letters of one document that have a code of two bytes; a book of vocalised verse uses a tenth of them."""


class EmbeddedFont:
    """A typeface in one document, used by its `label` in page descriptions."""

    def __init__(self, canvas: Canvas, face: Typeface, label: str) -> None:
        self.label = label
        self._face = face
        self._codes: dict[Cluster, int] = {}
        self._shown: dict[Word, str] = {}
        canvas._doc.delayedFonts.append(self)

    def shown(self, word: Word) -> str:
        """The operand of `Tj` that shows the word."""
        found = self._shown.get(word)
        if found is None:
            found = self._shown[word] = f"<{''.join(f'{self._code(cluster):04X}' for cluster in word.clusters)}>"
        return found

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab calls it by this name when it writes the document
        name = f"KHIZAN+{self._face.name}"
        source = TTFont(self._face.path, lazy=True)
        data = _font_file(source, list(self._codes))
        ascent, descent = source["hhea"].ascent, source["hhea"].descent
        file = self._stream(doc, data, "file")
        file.dictionary["Length1"] = len(data)
        self._stream(doc, _to_unicode(self._codes).encode(), "letters")
        descriptor = {
            "Type": "/FontDescriptor",
            "FontName": f"/{name}",
            "Flags": 4,
            "FontBBox": f"[-{EM} {descent} {2 * EM} {ascent}]",
            "ItalicAngle": 0,
            "Ascent": ascent,
            "Descent": descent,
            "CapHeight": 700,
            "StemV": 80,
            "FontFile2": self._reference("file"),
        }
        doc.Reference(pdfdoc.PDFDictionary(descriptor), f"{self.label}-descriptor")
        glyphs = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": f"/{name}",
            "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
            "FontDescriptor": self._reference("descriptor"),
            "W": f"[1 [{' '.join(str(cluster.advance) for cluster in self._codes)}]]",
            "CIDToGIDMap": "/Identity",
        }
        doc.Reference(pdfdoc.PDFDictionary(glyphs), f"{self.label}-glyphs")
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": f"/{name}",
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([self._reference("glyphs")]),
            "ToUnicode": self._reference("letters"),
        }
        doc.idToObject[pdfdoc.BasicFonts].dict[self.label] = doc.Reference(
            pdfdoc.PDFDictionary(font), f"{self.label}-font"
        )

    def _code(self, cluster: Cluster) -> int:
        """From 1, in the order of first use; 0, the sign for a missing glyph, if there are too many."""
        code = self._codes.get(cluster)
        if code is None:
            if len(self._codes) >= MAX_CODES:
                return 0
            code = self._codes[cluster] = len(self._codes) + 1
        return code

    def _reference(self, part: str) -> pdfdoc.PDFObjectReference:
        return pdfdoc.PDFObjectReference(f"{self.label}-{part}")

    def _stream(self, doc: Any, content: bytes, part: str) -> pdfdoc.PDFStream:
        stream = pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
        doc.Reference(stream, f"{self.label}-{part}")
        return stream


def _font_file(source: TTFont, clusters: list[Cluster]) -> bytes:
    """A TrueType file: `.notdef`, a glyph for each cluster in this order, and the glyphs that these are composed of."""
    order, outlines = source.getGlyphOrder(), source["glyf"]
    made = {".notdef": outlines[".notdef"]}
    used: dict[str, None] = {}
    for number, cluster in enumerate(clusters, 1):
        pen = TTGlyphPen(outlines)
        for gid, x, y in cluster.parts:
            used[order[gid]] = None
            pen.addComponent(order[gid], (1, 0, 0, 1, x, y))
        made[f"cluster{number}"] = pen.glyph()
    waiting = list(used)
    while waiting:
        name = waiting.pop()
        if name not in made:
            made[name] = outlines[name]
            waiting += outlines[name].getComponentNames(outlines) if outlines[name].isComposite() else []
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(made))
    builder.setupCharacterMap({})
    builder.setupGlyf(made)
    advances = {f"cluster{number}": cluster.advance for number, cluster in enumerate(clusters, 1)}
    left = builder.font["glyf"]
    builder.setupHorizontalMetrics(
        {name: (advances.get(name, 0), getattr(left[name], "xMin", 0) or 0) for name in made}
    )
    builder.setupHorizontalHeader(ascent=source["hhea"].ascent, descent=source["hhea"].descent)
    builder.setupPost(keepGlyphNames=False)
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def _to_unicode(codes: dict[Cluster, int]) -> str:
    entries = [f"<{code:04X}> <{cluster.text.encode('utf-16-be').hex().upper()}>" for cluster, code in codes.items()]
    blocks = [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]
    return _CMAP.format(
        blocks="\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    )
