"""Numbers in words, folded: all genders and cases, construct forms, and both spellings of a hundred.

Not here: ordinals and numbers with the article (الثالث، السبع), which name a thing rather than count.
"""

from archive.text import fold


def _rows(*rows: str, first: int = 1, step: int = 1) -> dict[str, int]:
    return {fold(form): first + step * index for index, row in enumerate(rows) for form in row.split()}


ONE = frozenset(fold(word) for word in "واحد واحدا واحدة".split())
"""It follows its noun: «يوم واحد»."""
_ONES_OF_COMPOUNDS = _rows("أحد إحدى احدى حادي واحد واحدة", "اثنا اثني اثنان اثنين اثنتا اثنتي اثنتان اثنتين")
"""They count with «عشر» or a ten behind them; alone they are «one of», or follow their noun."""
UNITS = _rows("ثلاثة ثلاث", "أربعة أربع", "خمسة خمس", "ستة ست", "سبعة سبع", "ثمانية ثماني ثمان", "تسعة تسع", "عشرة عشر",
              first=3)  # fmt: skip
UNITS_OF_COMPOUNDS = {**_ONES_OF_COMPOUNDS, **{word: value for word, value in UNITS.items() if value < 10}}
TEN = _rows("عشر عشرة", first=10)
"""Behind a unit without «و»: 13 is ثلاثة عشر."""
JOINED_TEENS = _rows("أحدعشر", "اثناعشر اثنيعشر", "ثلاثةعشر", "أربعةعشر", "خمسةعشر", first=11)
TENS = _rows("عشرون عشرين", "ثلاثون ثلاثين", "أربعون أربعين", "خمسون خمسين", "ستون ستين", "سبعون سبعين", "ثمانون ثمانين",
             "تسعون تسعين", first=20, step=10)  # fmt: skip
HUNDRED = _rows("مئة مائة مية", first=100)
"""Also behind a unit: «ثلاث مئة»."""
_MORE_HUNDREDS = ("مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي", "ثلاثمئة ثلاثمائة", "أربعمئة أربعمائة", "خمسمئة خمسمائة",
                  "ستمئة ستمائة", "سبعمئة سبعمائة", "ثمانمئة ثمانمائة ثمانيمائة ثمانيمئة", "تسعمئة تسعمائة")  # fmt: skip
HUNDREDS = {**HUNDRED, **_rows(*_MORE_HUNDREDS, first=200, step=100)}
THOUSAND, MILLION, BILLION, TRILLION = 10**3, 10**6, 10**9, 10**12
SCALES = {
    fold(form): value
    for value, forms in (
        (THOUSAND, "ألف ألفا آلاف"),
        (MILLION, "مليون مليونا ملايين"),
        (BILLION, "مليار مليارا مليارات بليون بليونا بلايين"),
        (TRILLION, "تريليون تريليونا تريليونات ترليون ترليونا ترليونات"),
    )
    for form in forms.split()
}
DUAL_SCALES = {
    fold(form): value
    for value, forms in (
        (THOUSAND, "ألفان ألفين ألفا ألفي"),
        (MILLION, "مليونان مليونين مليوني مليونا"),
        (BILLION, "ملياران مليارين ملياري مليارا بليونين بليوني"),
        (TRILLION, "تريليونان تريليونين تريليوني"),
    )
    for form in forms.split()
}
AMBIGUOUS_DUALS = frozenset(fold(word) for word in "ألفا مليونا مليارا".split())
"""«مليونا شخص» are two, «مليونا و400 ألف» one, and so is what follows a number: «20 ألفا»."""
FRACTIONS = {fold(word): share for word, share in (("نصف", 1 / 2), ("ثلث", 1 / 3), ("ربع", 1 / 4))}
"""Of a scale: «نصف مليون», «مليون ونصف»."""
VAGUE = {fold(word): value for word, value in (("عشرات", 10), ("مئات", 100), ("مائات", 100))}
"""Tens, hundreds: from twice to below ten times as many."""
VAGUE_SCALES = {fold(word): SCALES[fold(word)] for word in "آلاف ملايين مليارات".split()}
SOME = frozenset(fold(word) for word in "بضع بضعة".split())
SOME_LOW, SOME_HIGH = 3, 9
"""«بضعة» is from three to nine (the dictionaries)."""
