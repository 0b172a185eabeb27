"""The name lists that a word is in: `words.tsv` (compiled by `authority.gazetteer`) and the shipped authority file.

    f  given name      l  family name     p  word of a person's name
    c  place name      q  word of a place's longer name     o  word of an organization's name

and in capitals, from the authority file: P person, F given name, L family name, C place, O organization, N nationality.
"""

import csv
from collections import defaultdict
from functools import cache

from archive.entities.authority import DATA, authority_rows, bare_form
from archive.text import fold

_GIVEN_LETTERS, _PERSON_LETTERS = frozenset("fF"), frozenset("fFlLP")
_LETTERS = {"person": "P", "place": "C", "organization": "O"}


def is_given_name(word: str) -> bool:
    """Whether a folded word is a given name and no family name of the authority file."""
    lists = name_lists(word)
    return ("f" in lists or "F" in lists) and "L" not in lists


def is_person_word(word: str) -> bool:
    """Whether a folded word is a given or family name, or the authority file has a person with it."""
    return not _PERSON_LETTERS.isdisjoint(name_lists(word))


def may_be_given_name(word: str) -> bool:
    """Whether a folded word is a given name, perhaps a family name, too."""
    return not _GIVEN_LETTERS.isdisjoint(name_lists(word))


def name_lists(word: str) -> str:
    """The letters of the lists that a folded word is in, sorted."""
    return _lists_by_word().get(word, "")


@cache
def _lists_by_word() -> dict[str, str]:
    lists: dict[str, set[str]] = defaultdict(set)
    _add_authority_file(lists)
    with (DATA / "words.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        listed = {word: "".join(sorted(lists.pop(word, set()).union(letters))) for word, letters in rows}
    listed |= {word: "".join(sorted(letters)) for word, letters in lists.items()}
    shared: dict[str, str] = {}  # some hundred combinations of letters, one string each
    return {word: shared.setdefault(letters, letters) for word, letters in listed.items()}


def _add_authority_file(lists: dict[str, set[str]]) -> None:
    for row in authority_rows():
        letter = _LETTERS[row.type]
        for text, relation in row.forms:
            words = [fold(word) for word in bare_form(text).split()]
            if relation == "nationality":
                for word in words:
                    if word.endswith("ي"):
                        lists[word].add("N")
                        lists[word + "ه"].add("N")
            elif relation == "name":
                for word in words:
                    lists[word].add(letter)
                if letter == "P" and len(words) > 1:
                    lists[words[0]].add("F")
                    lists[words[-1]].add("L")
