"""Arabic text in pictures that Pillow draws: letters joined (arabic-reshaper) and put in the order of drawing (python-bidi).

Pillow's own layout would need a FriBidi on the machine. Each run of a line is drawn with the font that has its letters: the
site's own, one file for Arabic and one for Latin.
"""

from functools import lru_cache
from itertools import groupby

from arabic_reshaper import ArabicReshaper
from bidi.algorithm import get_display
from django.conf import settings
from PIL import ImageDraw, ImageFont

_RESHAPER = ArabicReshaper({"delete_harakat": True, "support_ligatures": True})
_MEASURED = 100
"""Size at which widths are measured."""
_FIRST_ARABIC = "\u0600"
_PUNCTUATION = frozenset("«»“”‘’…–—")
"""In the Latin file, above the letters of which Arabic begins."""


def visual(text: str) -> str:
    """The text as it is drawn from left to right: joined forms, last word first."""
    return str(get_display(_RESHAPER.reshape(text), base_dir="R"))


def text_width(text: str, size: float) -> float:
    """Of a line as it is drawn and as browsers draw it with the same fonts, in the units of `size`."""
    return (
        sum(_font(is_latin, False, _MEASURED).getlength(run) for is_latin, run in _runs(visual(text)))
        * size
        / _MEASURED
    )


def draw_text(
    canvas: ImageDraw.ImageDraw, text: str, x: float, y: float, *, size: int, align: str, colour: str, bold: bool
) -> None:
    """One line on its baseline `y`; `x` is its edge named by `align` (right, left, middle)."""
    runs = [(run, _font(is_latin, bold, size)) for is_latin, run in _runs(visual(text))]
    width = sum(font.getlength(run) for run, font in runs)
    left = x - {"right": width, "left": 0.0, "middle": width / 2}[align]
    for run, font in runs:
        canvas.text((left, y), run, fill=colour, font=font, anchor="ls")
        left += font.getlength(run)


def _runs(text: str) -> list[tuple[bool, str]]:
    """Pieces for one font each: (whether it is the Latin one, the piece)."""
    return [(is_latin, "".join(signs)) for is_latin, signs in groupby(text, _is_latin)]


def _is_latin(sign: str) -> bool:
    return sign in _PUNCTUATION or sign < _FIRST_ARABIC


@lru_cache(maxsize=32)
def _font(is_latin: bool, bold: bool, size: int) -> ImageFont.FreeTypeFont:
    script, weight = "latin" if is_latin else "arabic", 700 if bold else 400
    path = settings.ASSETS / "static" / "fonts" / f"ibm-plex-sans-arabic-{script}-{weight}.woff2"
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
