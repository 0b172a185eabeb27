import pytest

from archive.entities.models import NameForm
from archive.search.indexing.documents import documents
from archive.statements.models import Quotation
from archive.statements.services import quotation_correct_speaker, quotation_refuse
from tests.search.conftest import ask, find, mention, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def said():
    """Two articles that mention a minister; the first quotes him."""
    quoting, naming = write("خبر", "قال الوزير إن الجسر جاهز."), write("خبر آخر", "زار الوزير الجسر.")
    minister = mention(quoting, "person", "سامي الخوري")
    mention(naming, "person", "سامي الخوري")
    quotation = Quotation.objects.create(
        article=quoting, paragraph=0, start=14, end=24, surface="الجسر جاهز", type="indirect", speaker=minister
    )
    return quoting, naming, minister, quotation


def test_articles_are_found_by_who_speaks_in_them(said):
    quoting, naming, minister, _ = said
    assert find(filters={"speaker": (minister.key,)}) == {quoting.pk}
    assert find(excludes={"speaker": (minister.key,)}) == {naming.pk}
    assert find(filters={"person": (minister.key,)}) == {quoting.pk, naming.pk}


@pytest.mark.parametrize("query", ["قال:«سامي الخوري»", "said:«سامي الخوري»", "قال:«سامي الخوري» الجسر"])
def test_a_field_of_the_query_names_the_speaker(said, query):
    assert find(query) == {said[0].pk}


def test_a_place_speaks_where_it_is_quoted(said):
    quoting = write("خبر رابع", "قالت اليابان إن الجسر جاهز.")
    place = mention(quoting, "place", "اليابان")
    Quotation.objects.create(
        article=quoting, paragraph=0, start=16, end=26, surface="الجسر جاهز", type="indirect", speaker=place
    )
    assert find("قال:اليابان") == {quoting.pk}


def test_a_colon_and_a_space_after_the_word_are_print(said):
    quoting = write("خبر ثالث", "قال: الجسر جاهز.")
    assert find("قال: الجسر جاهز") >= {quoting.pk}


def test_a_speaker_whom_nobody_knows_is_sought_as_words_and_noted(said):
    page = ask("قال:زرافة")
    assert page.count == 0
    assert any("قائلًا" in note for note in page.notes)


def test_what_a_curator_decides_is_in_the_index(said):
    quoting, _, minister, quotation = said
    other = mention(quoting, "person", "ليلى حداد")
    quotation_correct_speaker(quotation=quotation, speaker=other)
    assert find(filters={"speaker": (other.key,)}) == {quoting.pk}
    assert find(filters={"speaker": (minister.key,)}) == set()
    quotation_refuse(quotation=quotation)
    assert find(filters={"speaker": (other.key,)}) == set()


def test_the_key_of_a_merged_speaker_finds_what_the_other_said(said):
    quoting, _, minister, _ = said
    kept = mention(quoting, "person", "سامي فؤاد الخوري")
    NameForm.objects.filter(entity=minister).update(entity=kept)
    minister.merged_into = kept
    minister.save()
    (document,) = documents([quoting.pk])
    assert document.record.keys["speaker"] == (kept.key,)
