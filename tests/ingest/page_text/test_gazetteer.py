"""Names that reading raw text needs, from the authority file and from the table of agencies."""

import pytest

from archive.entities.models import Entity, NameForm
from archive.ingest.page_text.gazetteer import AGENCIES, AGENCY_NAMES, load_gazetteer
from archive.text import fold

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("agency", AGENCIES, ids=lambda row: row.name)
def test_every_signature_leads_to_its_agency(agency):
    for signature in (agency.name, *agency.signatures.split("|")):
        assert AGENCY_NAMES[fold(signature)] == agency.name


def test_an_empty_authority_file_still_gives_the_agencies():
    gazetteer = load_gazetteer()
    assert gazetteer.agencies == AGENCY_NAMES
    assert gazetteer.names == frozenset()


def test_names_are_folded_and_nationalities_left_out():
    place = Entity.objects.create(type="place", name="قلعوش")
    NameForm.objects.create(entity=place, text="قلعة قلعوش")
    NameForm.objects.create(entity=place, text="قلعوشي", relation="nationality")
    assert load_gazetteer().names == {fold("قلعة قلعوش")}
