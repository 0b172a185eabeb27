"""The vocabulary's counts, on which every decision to strip an affix rests.

`counts` holds how often each folded form occurs, `teh` how often a form ending in ه was printed with ة, `protected` the
folded words that never lose a letter, `verbs` maps attested verb forms to their past. The scale is wordfreq's share of all
words times 4·10⁸, as the stemmer's thresholds suppose; the archive's own counts are added on top.

The table in use is, in this order: the one given to `use_table`; the base table that set-up compiled beside this module;
the base counts read straight from wordfreq (slow, a few seconds, once a process).

File form: a line of JSON (format, version, sizes), then UTF-8 words one a line (the counted, the protected, verb forms,
their pasts), then little-endian 32-bit counts.
"""

import hashlib
import json
import os
import sys
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.text.normalization import exact, fold_letters
from archive.text.stemming.verbs import compile_verbs

RULES_VERSION = 7
"""Raised whenever a rule of tokenizing, folding or stemming changes: index and queries must agree on it."""
BASE_TABLE = Path(__file__).parents[1] / "data" / "base.table"
SCALE = 4e8
_FORMAT = "khizana-lexicon-2"


class LexiconError(ValueError):
    """A table that cannot be read."""


@dataclass(frozen=True)
class Lexicon:
    counts: Mapping[str, int]
    teh: Mapping[str, int]
    protected: frozenset[str]
    verbs: Mapping[str, str]
    version: str


def compile_lexicon(
    counts: Mapping[str, int], *, protected: Iterable[str] = (), extra: Mapping[str, int] | None = None
) -> Lexicon:
    """Make a lexicon from counts of printed forms (vowel signs allowed), further counts, and names to protect."""
    folded: dict[str, int] = {}
    teh: dict[str, int] = {}
    for source in (counts, extra or {}):
        for printed, count in source.items():
            word = exact(printed)
            if not word.isalpha() or count <= 0:
                continue
            key = fold_letters(word)
            folded[key] = folded.get(key, 0) + count
            if word.endswith("ة"):
                teh[key] = teh.get(key, 0) + count
    names = frozenset(kept for name in protected if (kept := protected_form(name)))
    verbs = _apart_from_names(compile_verbs(folded), names, folded)
    digest = hashlib.sha256()
    for rows in (folded.items(), verbs.items(), ((name, "") for name in names)):
        for key, value in sorted(rows):
            digest.update(f"{key} {value}\n".encode())
    return Lexicon(folded, teh, names, verbs, f"{RULES_VERSION}-{digest.hexdigest()[:12]}")


def _apart_from_names(verbs: Mapping[str, str], names: frozenset[str], counts: Mapping[str, int]) -> dict[str, str]:
    """Verb forms that are no names. Where a past is a name, and rarer than another form, that form stands for the verb."""
    common: dict[str, str] = {}
    for form, past in verbs.items():
        if past in names and counts.get(form, 0) > counts.get(common.get(past, past), 0):
            common[past] = form
    return {form: common.get(past, past) for form, past in verbs.items() if form not in names}


def protected_form(name: str) -> str:
    """What is protected of one printed word of a name: all of it, or what follows the article.

    أل, إل and آل with a hamza or madda belong to the name (ألكسندر); a bare ال is the article (الكرملين).
    """
    word = exact(name)
    folded = fold_letters(word)
    return folded[2:] if word.startswith("ال") and len(folded) > 4 else folded


def base_counts() -> dict[str, int]:
    """Counts of 620,000 Arabic forms, from the package wordfreq (its list `large`)."""
    from wordfreq import get_frequency_dict

    return {word: round(share * SCALE) for word, share in get_frequency_dict("ar", "large").items()}


def save_lexicon(lexicon: Lexicon, path: Path) -> None:
    """Write a table; a reader sees the old one or the new one, never half of it."""
    words = list(lexicon.counts)
    numbers = array("I", (min(lexicon.counts[word], 2**32 - 1) for word in words))
    teh = array("I", (min(lexicon.teh.get(word, 0), 2**32 - 1) for word in words))
    if sys.byteorder == "big":
        numbers.byteswap()
        teh.byteswap()
    header = {
        "format": _FORMAT,
        "version": lexicon.version,
        "words": len(words),
        "protected": len(lexicon.protected),
        "verbs": len(lexicon.verbs),
    }
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join((*words, *sorted(lexicon.protected), *lexicon.verbs, *lexicon.verbs.values())).encode()
    with part.open("wb") as file:
        file.write(json.dumps(header | {"text": len(text)}).encode() + b"\n" + text)
        file.write(numbers.tobytes() + teh.tobytes())
    part.replace(path)


def load_lexicon(path: Path) -> Lexicon:
    """Read a table. Raises LexiconError where it is none of ours, OSError where it is not there."""
    with path.open("rb") as file:
        try:
            header = json.loads(file.readline())
            if header.get("format") != _FORMAT:
                raise LexiconError(f"{path} is of another format.")
            lines = file.read(header["text"]).decode().split("\n")
            size = header["words"]
            numbers, teh = array("I"), array("I")
            numbers.frombytes(file.read(4 * size))
            teh.frombytes(file.read(4 * size))
        except (ValueError, KeyError, TypeError, EOFError) as error:
            raise LexiconError(f"{path} is no stem table: {error}") from error
    if sys.byteorder == "big":
        numbers.byteswap()
        teh.byteswap()
    words, rest = lines[:size], lines[size:]
    names, verbs = rest[: header["protected"]], rest[header["protected"] :]
    return Lexicon(
        dict(zip(words, numbers, strict=True)),
        {word: count for word, count in zip(words, teh, strict=True) if count},
        frozenset(names),
        dict(zip(verbs[: header["verbs"]], verbs[header["verbs"] :], strict=False)),
        _by_rules_of_today(header["version"]),
    )


def _by_rules_of_today(version: str) -> str:
    """The version of a table that was compiled by other rules than today's: an index made with it then is stale."""
    return f"{RULES_VERSION}-{version.partition('-')[2]}"
