"""The forms of a verb, and the hand-made table of verbs (data/verbs.tsv).

Passives without a form of their own, participles and verbal nouns are left to the nouns.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from archive.text.normalization import fold

TABLE = Path(__file__).parents[1] / "data" / "verbs.tsv"
PRESENT_SUFFIXES = {
    "ي": ("", "ون", "وا", "ان", "ا", "ن"),
    "ت": ("", "ون", "وا", "ان", "ا"),
    "ن": ("",),
    "ا": ("",),
}
"""By prefix. «I» and «we» take no suffix (أرسلان is not a form of أرسل); «you» of a woman (تشرين) hardly occurs in news."""
PAST_SUFFIXES = ("", "ت", "وا", "نا", "تا", "تم", "ن", "ا")
UNDOUBLING = ("نا", "تم", "ن")
"""Before these a doubled verb is written with both letters: مررنا, so مرنا is not a form of مر."""
ROOT_LENGTH = 3
"""Letters of a root. A past or a present without its prefix that is at least as long loses only weak letters that print omits."""


def verb_table() -> Iterator[tuple[str, str]]:
    """(past, present) of each verb in the table, folded."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield fold(row["past"]), fold(row["present"])


def paradigm(past: str, present: str) -> Iterator[tuple[str, bool]]:
    """Active forms of a verb, folded, each with whether it is written in full.

    Weak endings are written as in print (دعت, التقوا, يلتقون). The jussive of a weak verb loses its weak letter (يدع, يكن); of
    two verbs with one form, the one that has it in full is preferred (يصل is of وصل, not of صلى).
    """
    weak_past = past[-1] in "اي" and len(past) >= ROOT_LENGTH
    for suffix in PAST_SUFFIXES:
        if len(past) >= ROOT_LENGTH or suffix not in UNDOUBLING:
            yield past + suffix, True
        if weak_past and suffix in ("ت", "وا", "تا"):
            yield past[:-1] + suffix, True
    stem = present[1:]
    weak_present = stem[-1] in "ويا"
    for prefix, suffixes in PRESENT_SUFFIXES.items():
        for suffix in suffixes:
            yield prefix + stem + suffix, True
            if weak_present and suffix in ("ون", "وا"):
                yield prefix + stem[:-1] + suffix, True
        if weak_present and len(stem) >= ROOT_LENGTH:
            yield prefix + stem[:-1], False
        elif len(stem) == ROOT_LENGTH and stem[1] in "وي":
            yield prefix + stem[0] + stem[2], False
