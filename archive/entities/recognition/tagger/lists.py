"""The lists a word stands in: `words.tsv` (see `archive.entities.authority.gazetteer`) and the shipped authority file.

    f  given name      l  family name     p  word of a person's name
    c  place name      q  word of a place's longer name     o  word of an organization's name

and in capitals, of the authority file: P person, F given name, L family name, C place, O organization, N nationality.
"""

import csv
from collections import defaultdict
from functools import cache

from archive.entities.authority import DATA, authority_rows, bare_form
from archive.text import fold


def is_given_name(word: str) -> bool:
    """Whether a folded word is a given name: by itself it is anybody."""
    lists = names_lists(word)
    return ("f" in lists or "F" in lists) and "L" not in lists


def names_lists(word: str) -> str:
    """The letters of the lists that a folded word stands in."""
    return _words_of_names().get(word, "")


@cache
def _words_of_names() -> dict[str, str]:
    """Folded word → letters of the lists it stands in: `words.tsv`, and in capitals the words of the authority file."""
    lists: dict[str, set[str]] = defaultdict(set)
    with (DATA / "words.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        for word, letters in rows:
            lists[word].update(letters)
    for row in authority_rows():
        letter = {"person": "P", "place": "C", "organization": "O"}[row.type]
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
    return {word: "".join(sorted(letters)) for word, letters in lists.items()}
