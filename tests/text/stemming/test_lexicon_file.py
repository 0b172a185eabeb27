"""A lexicon read from its file gives the records that were written."""

import json
import sys
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text import Analyzer
from archive.text.stemming.lexicon import RULES_VERSION, UNKNOWN_WORD, CompiledLexicon, compile_lexicon
from archive.text.stemming.lexicon_file import FORMAT, LexiconError, MappedLexicon, load_lexicon, save_lexicon

COUNTS = {
    "مدرسة": 5,
    "مدرسه": 2,
    "المدرسة": 7,
    "كتاب": 9,
    "وللكتاب": 3,
    "بقلم": 4,
    "يقول": 500,
    "قال": 900,
    "وقال": 2_000,
}


@pytest.fixture
def lexicon():
    return compile_lexicon(COUNTS, protected=["ماكرون"])


@pytest.fixture
def saved(lexicon, tmp_path):
    save_lexicon(lexicon, tmp_path / "table")
    return load_lexicon(tmp_path / "table")


def save_without_records(lexicon, path):
    """Write the format of the version before."""
    words = list(lexicon.counts)
    text = "\n".join((*words, *sorted(lexicon.protected), *lexicon.verbs, *lexicon.verbs.values())).encode()
    numbers = array("I", (*lexicon.counts.values(), *(lexicon.teh_marbuta.get(word, 0) for word in words)))
    if sys.byteorder == "big":
        numbers.byteswap()
    sizes = {"words": len(words), "protected": len(lexicon.protected), "verbs": len(lexicon.verbs), "text": len(text)}
    header = {"format": "khizana-lexicon-2", "version": lexicon.version, **sizes}
    path.write_bytes(json.dumps(header).encode() + b"\n" + text + numbers.tobytes())


def assert_same(one, other):
    words = {*one, *other, "قلم", "لل", "مجهول"}
    assert {word: one[word] for word in words} == {word: other[word] for word in words}
    assert one.version == other.version


def test_every_record_is_read_back(lexicon, saved):
    assert_same(lexicon, saved)
    assert saved["قلم"].after_beh == 4, "a word that occurs only after a clitic"
    assert saved["ماكرون"].is_protected
    assert (saved["يقول"].past, saved["يقول"].is_verb, saved["كتاب"].is_verb) == ("قال", True, False)


@given(st.dictionaries(st.text("ابتلكوةه", min_size=1, max_size=5), st.integers(1, 2**32 - 1), max_size=30))
def test_any_counts_are_read_back_up_to_32_bits(tmp_path_factory, counts):
    path = tmp_path_factory.getbasetemp() / "any.table"
    lexicon = CompiledLexicon(counts, {}, frozenset(["باب"]), {}, "7-any")
    save_lexicon(lexicon, path)
    saved = load_lexicon(path)
    for word in {*lexicon, "لا"}:
        assert saved[word] == tuple(min(f, 2**32 - 1) if type(f) is int else f for f in lexicon[word])


@pytest.mark.parametrize("word", ["", "قلمي", "\0", "كتاب\0", "\ud800", "book"])
def test_any_other_string_has_an_empty_record(saved, word):
    assert saved[word] == UNKNOWN_WORD


def test_an_analyzer_gives_the_same_levels_from_the_file(lexicon, saved):
    words = [
        clitic + word + suffix
        for word in COUNTS
        for clitic in ("", "و", "بال", "لل", "ف")
        for suffix in ("", "ها", "ين", "ات")
    ]
    one, other = Analyzer(lexicon), Analyzer(saved)
    assert [one.levels(word) for word in words] == [other.levels(word) for word in words]


def test_a_file_of_the_format_before_is_rewritten_with_its_version(lexicon, tmp_path, caplog):
    path = tmp_path / "stems.table"
    save_without_records(lexicon, path)
    with caplog.at_level("INFO", logger="archive"):
        assert_same(lexicon, load_lexicon(path))
    assert len(caplog.records) == 1
    assert FORMAT.encode() in path.read_bytes()[:100]
    assert_same(lexicon, MappedLexicon(path))


def test_a_reader_keeps_the_file_that_it_opened(lexicon, saved, tmp_path):
    save_lexicon(compile_lexicon({"كتاب": 1}), tmp_path / "table")
    assert_same(lexicon, saved)


@pytest.mark.parametrize(
    "content", [b"", b"{}\n", b"[]\n", b"nonsense", b'{"format": "other"}\n', b'{"format": "khizana-lexicon-2"}\n']
)
def test_a_file_of_another_kind_is_refused(tmp_path, content):
    path = tmp_path / "table"
    path.write_bytes(content)
    with pytest.raises(LexiconError):
        load_lexicon(path)


@pytest.mark.parametrize("change", [lambda content: content[:-9], lambda content: content[:-9] + b"x" + content[-8:]])
def test_a_damaged_file_is_refused(saved, tmp_path, change):
    path = tmp_path / "table"
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(LexiconError, match="damaged"):
        load_lexicon(path)


def test_a_table_compiled_with_older_rules_has_another_version(lexicon, saved, tmp_path, monkeypatch):
    monkeypatch.setattr("archive.text.stemming.lexicon_file.RULES_VERSION", RULES_VERSION + 1)
    assert load_lexicon(tmp_path / "table").version != lexicon.version


def test_levels_are_read_back_for_the_words_that_were_saved_with_them(lexicon, tmp_path):
    words = ["المدرسة", "كتاب", "يقول", "وللكتاب", "1,000", "book"]
    levels = [Analyzer(lexicon).levels(word) for word in words]
    save_lexicon(lexicon, tmp_path / "table", levels)
    saved = load_lexicon(tmp_path / "table")
    assert [saved.levels(word) for word in words] == [*levels[:4], None, levels[5]]
    assert saved.levels("مدرسة") is saved.levels("مجهول") is saved.levels("\ud800") is None
    assert_same(lexicon, saved)


def test_levels_of_other_code_are_not_used(lexicon, tmp_path, monkeypatch):
    save_lexicon(lexicon, tmp_path / "table", [("كتاب", "سبيل", "سبيل", "سبيل")])
    assert load_lexicon(tmp_path / "table").levels("كتاب") == ("كتاب", "سبيل", "سبيل", "سبيل")
    monkeypatch.setattr("archive.text.stemming.lexicon_file.rules_digest", lambda: "another")
    assert load_lexicon(tmp_path / "table").levels("كتاب") is None
    assert not load_lexicon(tmp_path / "table").has_levels


@pytest.mark.parametrize(
    "damage", [(b'"version"', b'"Version"'), (b'"words"', b'"wordz"'), (b'"columns": 2', b'"columns": 3')]
)
def test_a_damaged_header_is_reported(saved, tmp_path, damage):
    path = tmp_path / "table"
    path.write_bytes(path.read_bytes().replace(*damage, 1))
    with pytest.raises(LexiconError):
        load_lexicon(path)


def test_any_flipped_byte_of_a_table_is_noticed(saved, tmp_path):
    path = tmp_path / "table"
    content, version = path.read_bytes(), load_lexicon(path).version
    for place in {*range(content.index(b"\n")), *range(0, len(content), 97)}:
        changed = bytearray(content)
        changed[place] ^= 1
        path.write_bytes(changed)
        try:
            loaded = load_lexicon(path)
        except LexiconError:
            continue
        assert b'"header": ' not in changed[: changed.index(b"\n")]  # the name of the checksum itself was hit
        assert loaded.version == version
