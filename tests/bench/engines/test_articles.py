"""Articles read from JSON lines, with their mentions."""

import datetime as dt
import gzip
import json

from bench.engines.articles import Annotator, Article, Sentence, document, read_articles

LINE = {
    "title": "قمة  في باريس",
    "body": "وصل الوفد إلى باريس. ثم سافر إلى روما.\n\nيوم 20 يونيو 2024 عاد.",
    "date": "2024-06-21T10:00:00Z",
    "source": "صحيفة",
    "section": "سياسة",
}


def written(folder, *lines):
    path = folder / "articles.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_paragraphs_are_split_into_sentences(tmp_path):
    (article,) = read_articles(written(tmp_path, LINE))
    assert [[one.text for one in paragraph] for paragraph in article.paragraphs] == [
        ["وصل الوفد إلى باريس.", "ثم سافر إلى روما."],
        ["يوم 20 يونيو 2024 عاد."],
    ]
    assert article.title.text == "قمة في باريس"
    assert article.day == dt.date(2024, 6, 21).toordinal()


def test_gzip_files_are_read_and_lines_without_a_body_skipped(tmp_path):
    path = tmp_path / "articles.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(json.dumps(LINE) + "\n" + json.dumps({"title": "بلا نص"}) + "\n")
    assert len(list(read_articles(path))) == 1


def test_an_article_with_an_unreadable_date_is_undated(tmp_path):
    (article,) = read_articles(written(tmp_path, {**LINE, "date": "أمس"}))
    assert article.day is None
    assert document(article.row(3)).record.first is None


def test_each_sentence_has_its_mentions(tmp_path):
    (article,) = read_articles(written(tmp_path, LINE))
    (first, second), (third,) = Annotator().annotate(article).paragraphs
    assert ("place", "paris") in first.keys
    assert ("place", "rome") in second.keys
    assert ("place", "paris") not in second.keys
    day = dt.date(2024, 6, 20).toordinal()
    assert third.days == ((day, day),)


def test_a_row_becomes_a_document_of_the_engines():
    article = Article(
        title=Sentence("عنوان"),
        paragraphs=(
            (Sentence("مقدمة.", (("place", "a"),)), Sentence("تتمة.", (("person", "b"),))),
            (Sentence("فقرة"),),
        ),
        source="صحيفة",
        day=738_000,
    )
    made = document(article.row(5))
    assert made.pk == made.record.pk == 5
    assert [section.text for section in made.sections] == ["عنوان", "مقدمة. تتمة.", "فقرة"]
    assert made.record.keys["place"] == ("a",)
    assert made.record.keys["kind"] == ("article",)
    assert made.record.first == made.record.last == dt.date.fromordinal(738_000)
