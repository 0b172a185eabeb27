"""Doubtful pairs of spellings are proposed to the curators, once."""

import pytest
from django.core.management import call_command

from archive.entities.models import SpellingVariant
from archive.search import drain
from archive.search.engine import current_engine
from archive.search.expansion.variant_proposals import frequent_names, propose_variants
from tests.search.conftest import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    for number in range(8):
        write(f"خبر {number}", "فازت اللاعبة كريستيان أورلوف بالكأس الذهبية.", "سقط المطر على الوزارة.")
        write(f"خبر {number}", "غنت المطربة كريستين أورلوف أغنية جديدة.", "ربح كريستين المباراة الأخيرة.")
        write(f"خبر {number}", "قال كريستين شيئا طريفا.", "شاهد كريستين فيلما قديما.", "اشترى كريستين دراجة حمراء.")
    drain()


def test_names_come_in_the_order_of_their_frequency(archive):
    names = frequent_names(current_engine().view(), most=5, least=8)
    assert {"كريستيان", "كريستين", "أورلوف"} <= set(names)
    assert "الوزارة" not in names
    assert frequent_names(current_engine().view(), most=1, least=8) == names[:1]


def test_a_doubtful_pair_is_proposed_once_with_its_similarity(archive):
    assert propose_variants(most=50, least=2) == 1
    pair = SpellingVariant.objects.get()
    assert (pair.one, pair.other, pair.state) == ("كريستيان", "كريستين", "proposed")
    assert pair.distance == 0.35
    assert 0 < pair.context_similarity < 0.2
    assert propose_variants(most=50, least=2) == 0


def test_the_command_reports_how_many_are_new(archive, capsys):
    call_command("propose_variants", "--least", "2")
    assert capsys.readouterr().out == "1 pairs proposed\n"
