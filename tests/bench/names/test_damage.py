"""Names whose stem collides with a word, on counts given here."""

import gzip
import json

import pytest

from bench.names import damage

COUNTS = {
    "بوتين": 500, "بوت": 900, "البوت": 700, "بوتون": 60, "البوتين": 90, "عين": 9000, "العين": 6000, "عيون": 4000, "العيون": 5000,
    }  # fmt: skip


def test_a_name_is_damaged_unless_it_is_protected():
    names = ["بوتين", "العيون"]
    bare = damage.Trial(COUNTS)
    found = bare.damage(names, {"بوتين"})
    assert found.damaged == {"بوتين": ("بوت",), "العيون": ("عين",)}
    assert (found.names, found.cut, found.pure_names, found.pure_damaged) == (2, 2, 1, 1)
    kept = damage.Trial(COUNTS, names).damage(names, {"بوتين"})
    assert not kept.damaged
    assert kept.pure_damaged == 0


def test_literal_collisions_include_a_names_own_inflections():
    found = damage.Trial({"كردي": 9000, "الكردي": 900, "كرديين": 90, "الكرديين": 80}).damage(["كردي"], {"كردي"})
    assert not found.damaged
    assert found.literal == {"كردي": ("كرديين",)}


def test_listed_names_of_one_word_are_read_without_nationalities(tmp_path):
    rows = [{"ar": "بوتين", "type": "PERSON"}, {"ar": "كوريا الشمالية"}, {"ar": "كوري", "type": "NORP"}]
    with gzip.open(tmp_path / "names.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(json.dumps(row) for row in rows))
    assert damage.names_listed(tmp_path / "names.gz") == ["بوتين"]


LABELLED = """بوتين\tB-PER
قال\tO
بوتين\tB-PER

وبوتين\tB-PER
وبوتين\tB-PER
كوريا\tB-LOC
الشمالية\tI-LOC
السلام\tO
السلام\tO
السلام\tB-PER
"""


def test_labelled_names_occur_alone_and_mostly_as_names(tmp_path):
    (tmp_path / "gold.tsv").write_text(LABELLED, encoding="utf-8")
    assert damage.names_labelled(tmp_path / "gold.tsv") == ["بوتين"]


def test_the_most_frequent_names_of_articles_come_first(tmp_path):
    (tmp_path / "news").write_text(json.dumps({"body": "تونس وتونس ثم تونس وفي باريس باريس"}), encoding="utf-8")
    texts = damage.bodies(tmp_path / "news")
    assert damage.most_frequent(["لندن", "باريس", "تونس"], texts, 2) == ["باريس", "تونس"]


@pytest.mark.parametrize("read", [damage.names_listed, damage.names_labelled, damage.bodies])
@pytest.mark.parametrize("content", [None, "[]\n", "لا أسماء"])
def test_a_file_without_names_is_refused(tmp_path, read, content):
    if content is not None:
        (tmp_path / "file").write_text(content, encoding="utf-8")
    with pytest.raises(damage.NamesError):
        read(tmp_path / "file")
