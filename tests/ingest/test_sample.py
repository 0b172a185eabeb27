import pytest

from archive.catalog.models import Article
from archive.ingest.sample import FOLDER, sample_load

pytestmark = pytest.mark.django_db


def test_it_loads_once_into_an_empty_archive():
    assert sample_load().endswith(" 0 failed")
    assert Article.objects.articles().count() >= 48
    assert sample_load() == ""


def test_an_archive_with_articles_gets_no_sample():
    Article.objects.create(title="خبر")
    assert sample_load() == ""
    assert Article.objects.count() == 1


def test_the_sample_shows_what_raw_pages_do():
    sample_load()
    assert Article.objects.filter(kind="stub").exists()
    assert Article.objects.filter(title=None).exists()
    assert Article.objects.filter(parent__isnull=False, kind="article").exists()
    assert set(Article.objects.values_list("published_basis", flat=True)) == {"stated", "inferred", ""}
    encodings = {path.name.rpartition("-")[2] for path in FOLDER.glob("*.txt")}
    assert {"cp1256.txt", "utf16.txt"} <= encodings
