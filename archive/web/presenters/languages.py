"""Languages as readers see them: their Arabic names, and the direction of their script."""

from functools import lru_cache

from archive.text import primary_language

RIGHT_TO_LEFT = frozenset(
    "ar arz ary apc ajp acm aeb afb ars arq ayl acw ayn apd fa prs ur ps ckb ug sd he yi dv".split()
)


@lru_cache(maxsize=256)
def language_name(tag: str) -> str:
    """The name in CLDR: `fr` → «الفرنسية»; the tag itself where there is none."""
    from babel import Locale  # takes 0.1 s to import, and few pages need it

    return Locale("ar").languages.get(primary_language(tag), tag)


def direction(tag: str) -> str:
    """`rtl` or `ltr`; Arabic where no language is known."""
    if "-Arab" in tag:
        return "rtl"
    return "rtl" if not tag or primary_language(tag) in RIGHT_TO_LEFT else "ltr"
