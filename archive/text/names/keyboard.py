"""Latin text typed on the wrong keyboard layout: `f,jdk` is بوتين with the same keys.

The table is the Arabic (101) layout over a US keyboard, key by key.
"""

LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvnm,./`"
ARABIC_KEYS = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ"
TWO_LETTERS = {"b": "لا"}
SHIFTED = {"H": "أ", "Y": "إ", "N": "آ", "G": "لأ", "T": "لإ", "B": "لآ"}
_TABLE = str.maketrans(dict(zip(LATIN_KEYS, ARABIC_KEYS, strict=True)) | TWO_LETTERS | SHIFTED)


def arabic_layout(typed: str) -> str | None:
    """What the same keys write on an Arabic keyboard; None for text without Latin letters or with Arabic ones."""
    if not any(letter.isascii() and letter.isalpha() for letter in typed):
        return None
    if any("\u0600" <= letter <= "\u06ff" for letter in typed):
        return None
    shifted = "".join(letter if letter in SHIFTED else letter.lower() for letter in typed)
    return shifted.translate(_TABLE)
