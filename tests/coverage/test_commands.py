import pytest
from django.core.management import call_command

from archive.catalog.services import article_save
from archive.coverage.models import PendingComparison, VersionGroup
from archive.search import drain
from tests.coverage.test_grouping import PORT

pytestmark = pytest.mark.django_db


def test_find_versions_compares_an_archive_made_before(write, capsys):
    write(*PORT), write(*PORT)
    call_command("find_versions")
    assert capsys.readouterr().out == "2 articles compared; 1 texts have 2 versions\n"
    call_command("find_versions")
    assert capsys.readouterr().out == "0 articles compared; 1 texts have 2 versions\n"


def test_find_versions_again_compares_all_articles_anew(write, capsys):
    write(*PORT), write(*PORT)
    call_command("find_versions")
    key = VersionGroup.objects.get().key
    call_command("find_versions", "--again")
    assert "2 articles compared; 1 texts have 2 versions\n" in capsys.readouterr().out
    assert VersionGroup.objects.get().key != key


def test_articles_that_are_indexed_wait_for_comparison_until_compared(write):
    article = write(*PORT)
    drain()  # rebuilds the index, as there is none yet
    assert PendingComparison.objects.count() == 1
    call_command("find_versions")
    article_save(article=article, paragraphs=[("paragraph", text) for text in PORT[:4]])
    drain()
    assert PendingComparison.objects.count() == 1
    call_command("find_versions")
    drain()
    assert not PendingComparison.objects.exists()
