"""The names and nationalities of each country, as queries expand them."""

import re
from collections import defaultdict
from collections.abc import Iterable

from archive.entities.authority import nationality_forms
from archive.entities.models import NameForm
from archive.entities.versions import VersionedCache, name_forms_version
from archive.text import spelling

Forms = tuple[tuple[str, ...], ...]
MAX_INFLECTED_FORMS = 8
"""How many inflected forms of a nationality expand a query: masculine, feminine and plurals, each with and without article."""
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


class CountryNames:
    """The forms of all countries as of one version of the authority file; constructing it costs one version check."""

    def __init__(self) -> None:
        self._forms = _forms.get()

    def of(self, words: tuple[str, ...]) -> Forms:
        """For a country's name or nationality, given as printed words: all forms of that country, each as words.

        Empty for anything else. أمريكا gives the Americans and the United States, and the reverse. Punctuation typed with a
        word («مصر، …») is ignored.
        """
        return self._forms.get(_key(_EDGES.sub("", word) for word in words), ())


def _key(words: Iterable[str]) -> str:
    return " ".join(spelling(word) for word in words)


def _build() -> dict[str, Forms]:
    """Each form at level `spelling` → the printed forms of its country."""
    by_country: dict[int, list[tuple[str, str]]] = defaultdict(list)
    countries = NameForm.objects.filter(relation="nationality").values("entity")
    forms = NameForm.objects.filter(entity__in=countries, entity__type="place").order_by("pk")
    for pk, text, relation in forms.values_list("entity", "text", "relation"):
        by_country[pk].append((text, relation))
    table: dict[str, Forms] = {}
    for rows in by_country.values():
        expansion: list[tuple[str, ...]] = []
        lookup: list[tuple[str, ...]] = []
        for text, relation in rows:
            if "(" in text:
                continue
            if relation == "name":
                expansion.append(tuple(text.split()))
                lookup.append(tuple(text.split()))
            elif relation == "nationality":
                inflected = list(nationality_forms(text))
                expansion += inflected[:MAX_INFLECTED_FORMS]
                lookup += inflected
        words = tuple(dict.fromkeys(expansion))
        for form in lookup:
            table.setdefault(_key(form), words)
    return table


_forms = VersionedCache(name_forms_version, _build)
