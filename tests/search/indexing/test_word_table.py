"""The word table of an archive: which words it counts, which names it protects, which levels it holds."""

import pytest

from archive import text
from archive.catalog.services import article_withdraw
from archive.search import SearchRequest, drain, search
from archive.search.engine import current_engine
from archive.search.indexing import indexer, word_table
from archive.search.indexing.background import RebuildGuard
from archive.search.service import NOTE_STALE
from archive.text.stemming import compile_lexicon, load_lexicon, save_lexicon
from archive.text.stemming.lexicon import RULES_VERSION
from tests.search.conftest import mention, write

pytestmark = pytest.mark.django_db
COUNTS = {"كتاب": 900, "الكتاب": 700, "نادر": 3}


@pytest.fixture(autouse=True)
def tables(tmp_path, settings, monkeypatch):
    """A folder without any table, and few words in place of wordfreq's."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(word_table, "base_counts", lambda: COUNTS)
    monkeypatch.setattr(word_table, "BASE_TABLE", tmp_path / "base.table")
    yield
    text.use_table(None)


def test_the_words_of_published_articles_are_counted():
    write("خبر", "زمردة وزمردة")
    article_withdraw(article=write("خبر", "ياقوت"))
    assert word_table.archive_counts()["زمردة"] == 1
    assert "ياقوت" not in word_table.archive_counts()


def test_the_table_adds_the_archive_to_the_base_counts_and_protects_its_names():
    mention(write("خبر", "كتاب زمردة"), "person", "سمبارين")
    lexicon = word_table.compile_archive_table()
    assert (lexicon["كتاب"].bare, lexicon["زمرده"].bare) == (901, 1)
    assert lexicon["سمبارين"].is_protected
    assert text.current_analyzer().lexicon["كتاب"] == lexicon["كتاب"]
    assert text.analysis_version() == lexicon.version


def test_frequent_words_have_their_levels_in_the_table():
    write("خبر", " ".join(["زمردة"] * word_table.MIN_ARCHIVE_COUNT), "ياقوت")
    lexicon = word_table.compile_archive_table()
    saved = load_lexicon(word_table.table_path())
    assert saved.levels("الكتاب") == text.Analyzer(lexicon).levels("الكتاب")
    assert [saved.levels(word) is None for word in ("زمردة", "ياقوت", "نادر")] == [False, True, True]


def test_a_table_without_levels_gets_them_once_and_keeps_its_version():
    lexicon = compile_lexicon(COUNTS)
    save_lexicon(lexicon, word_table.table_path())
    assert word_table.refresh_levels()
    saved = load_lexicon(word_table.table_path())
    assert (saved.has_levels, saved.version) == (True, lexicon.version)
    assert {word: saved[word] for word in lexicon} == {word: lexicon[word] for word in lexicon}
    assert not word_table.refresh_levels()


def save_as_of_older_rules(path):
    lexicon = compile_lexicon(COUNTS | {"مائة": 50})
    lexicon.version = f"{RULES_VERSION - 1}-{lexicon.version.partition('-')[2]}"
    lexicon.counts = {"مايه": 50, **lexicon.counts}
    save_lexicon(lexicon, path)


def test_a_table_of_older_rules_is_compiled_anew():
    write("خبر", "زمردة مئة")
    save_as_of_older_rules(word_table.table_path())
    assert load_lexicon(word_table.table_path()).is_outdated
    assert word_table.refresh_levels()
    saved = load_lexicon(word_table.table_path())
    assert (saved.is_outdated, saved.has_levels, saved["زمرده"].bare, saved["مايه"].bare) == (False, True, 1, 0)
    assert not word_table.refresh_levels()


def test_a_base_table_of_older_rules_is_compiled_anew():
    save_as_of_older_rules(word_table.BASE_TABLE)
    assert word_table.refresh_levels()
    assert not load_lexicon(word_table.BASE_TABLE).is_outdated
    assert not word_table.table_path().exists()


def test_the_base_table_is_refreshed_if_the_archive_has_none():
    save_lexicon(compile_lexicon(COUNTS), word_table.BASE_TABLE)
    assert word_table.refresh_levels()
    assert load_lexicon(word_table.BASE_TABLE).has_levels
    assert not word_table.table_path().exists()


def flip(path):
    content = bytearray(path.read_bytes())
    content[-9] ^= 1
    path.write_bytes(content)


DAMAGE = {
    "flipped": flip,
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-100]),
    "emptied": lambda path: path.write_bytes(b""),
    "another file": lambda path: path.write_bytes(b"{}"),
}


@pytest.mark.parametrize("kind", sorted(DAMAGE))
def test_a_table_that_is_damaged_while_it_is_used_is_left_and_compiled_anew(kind, caplog):
    write("خبر", "كتاب زمردة")
    drain()
    version = word_table.compile_archive_table().version
    assert text.analysis_version() == version
    indexer.rebuild()
    content = word_table.table_path().read_bytes()
    word_table.table_path().unlink()  # a process that has mapped the file keeps what it mapped
    word_table.table_path().write_bytes(content)
    DAMAGE[kind](word_table.table_path())
    page = search(SearchRequest(q="زمردة"))
    assert NOTE_STALE in page.notes
    assert "compile_stems" in caplog.text
    RebuildGuard().step()
    assert load_lexicon(word_table.table_path()).version == version
    page = search(SearchRequest(q="زمردة"))
    assert (page.count, NOTE_STALE in page.notes) == (1, False)


def test_an_index_of_a_table_that_cannot_be_made_again_is_rebuilt_with_the_new_one():
    write("خبر", "كتاب زمردة")
    drain()
    word_table.compile_archive_table()
    indexer.rebuild()
    write("خبر", "ياقوت ياقوت")
    drain()
    word_table.table_path().write_bytes(b"damaged")
    assert RebuildGuard().step()
    assert not current_engine().info().stale
    assert search(SearchRequest(q="ياقوت")).count == 1


@pytest.mark.parametrize("kind", sorted(DAMAGE))
def test_preparing_compiles_a_damaged_table_anew(kind):
    write("خبر", "كتاب زمردة")
    version = word_table.compile_archive_table().version
    DAMAGE[kind](word_table.table_path())
    assert word_table.refresh_levels()
    assert load_lexicon(word_table.table_path()).version == version
    assert not word_table.refresh_levels()
