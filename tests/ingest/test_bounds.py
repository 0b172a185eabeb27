import pytest

from archive.ingest import bounds
from archive.ingest.inputs import Input
from archive.ingest.reading import Reading, read_inputs
from archive.ingest.record import Failure

SENTENCE = "وذكرت الجمعية في بيان أن السهل سيبقى مفتوحا أمام الزوار حتى نهاية الموسم."


def _read(tmp_path, gazetteer, content, name="a.txt"):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return list(read_inputs([Input(path, "text" if name.endswith(".txt") else "jsonl")], Reading(gazetteer)))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("سطر قصير\n" * 200_000, "200,000 lines, more than 20,000"),
        ("سطر واحد متكرر\n" * 2_000, "short texts without prose, more than 300"),
        ((SENTENCE + " ") * 60_000, "a paragraph of"),
        ("س" * 4_500_000, "a paragraph of 4,500,000 characters, more than 200,000"),
        ((SENTENCE + "\n") * 6_000, "more than"),
        (
            "\n".join(f"{SENTENCE} {number}." for number in range(6_000)),
            "6,000 paragraphs, more than 5,000 in one article",
        ),
    ],
)
def test_a_text_beyond_the_bounds_is_refused_with_a_reason(tmp_path, gazetteer, content, reason):
    (failure,) = _read(tmp_path, gazetteer, content)
    assert isinstance(failure, Failure)
    assert reason in failure.reason


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("س " * 1_100_000, "characters, more than 2,000,000 in one article"),
        ("س" * 300_000, "a paragraph of 300,000 characters, more than 200,000"),
        ("سطر.\\n" * 6_000, "6,000 paragraphs, more than 5,000 in one article"),
    ],
)
def test_a_record_beyond_the_bounds_is_refused_alone(tmp_path, gazetteer, body, reason):
    failure, document = _read(tmp_path, gazetteer, f'{{"body": "{body}"}}\n{{"body": "نص."}}', "a.jsonl")
    assert failure.name == "a.jsonl, line 1"
    assert reason in failure.reason
    assert document.records[0].paragraphs[0][1] == "نص."


def test_a_long_article_is_taken(tmp_path, gazetteer):
    (document,) = _read(tmp_path, gazetteer, "عنوان المقال\n" + "\n".join(f"{SENTENCE} {n}." for n in range(900)))
    assert len(document.records[0].paragraphs) > 800


def test_each_input_is_announced_before_it_is_read(tmp_path, gazetteer):
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    told = []
    list(read_inputs([Input(path, "text")], Reading(gazetteer, announce=lambda *args: told.append(args))))
    assert told == [("a.txt", len(SENTENCE.encode()))]


def test_the_bounds_leave_room_above_the_longest_real_articles():
    assert bounds.MAX_ARTICLE_CHARS > 10 * 34_000
    assert bounds.MAX_PARAGRAPHS > 5 * 800
    assert bounds.MAX_PARAGRAPH_CHARS > 5 * 23_000
