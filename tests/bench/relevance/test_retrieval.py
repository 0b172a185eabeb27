"""Retrieval figures on collections small enough to check by hand."""

import gzip
import json
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from archive.text import analysis_version, stem
from bench.relevance import measure_relevance, retrieval

DOCUMENTS = [
    ("a", "أعلنت الوزارة اتفاقيات جديدة في هانوي"),
    ("b", "افتتح الوزير معرض الكتاب في الدوحة"),
    ("c", "عاد المنتخب إلى تدريباته قبل المباراة"),
]


@pytest.fixture
def folder(tmp_path):
    lines = [json.dumps({"_id": key, "text": text}) for key, text in DOCUMENTS]
    (tmp_path / "corpus.jsonl").write_text("\n".join(lines), encoding="utf-8")
    asked = [("1", "ما الاتفاقية التي أعلنت؟"), ("2", "تدريبات المنتخبات"), ("3", "لا جواب")]
    questions = [json.dumps({"_id": key, "text": text}) for key, text in asked]
    (tmp_path / "queries.jsonl").write_text("\n".join(questions), encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("query\tdocument\tscore\n1\ta\t1\n2\tc\t1\n2\tb\t0\n", encoding="utf-8")
    return tmp_path


def test_a_set_is_read_without_queries_that_have_no_relevant_document(folder):
    collection = retrieval.collection_read(folder)
    assert [key for key, _ in collection.queries] == ["1", "2"]
    assert collection.relevant == {"1": frozenset("a"), "2": frozenset("c")}


def test_figures_come_from_the_ranks_of_relevant_documents(folder):
    version = analysis_version()
    figures = retrieval.measure(retrieval.collection_read(folder))
    assert {"raw", "light10", retrieval.OURS} <= set(figures)
    assert figures[retrieval.OURS].mrr == 1.0
    assert figures["raw"].mrr <= figures[retrieval.OURS].mrr
    assert all(found.size > 0 for found in figures.values())
    assert analysis_version() == version, "the analysis in use comes back"


def test_a_relevant_document_at_rank_two_counts_half(folder):
    (folder / "qrels.tsv").write_text("query\tdocument\tscore\n1\tb\t1\n", encoding="utf-8")
    (folder / "queries.jsonl").write_text(
        json.dumps({"_id": "1", "text": "هانوي أو الدوحة في الوزارة"}), encoding="utf-8"
    )
    assert retrieval.measure(retrieval.collection_read(folder))["raw"].mrr == 0.5


def test_snowball_is_skipped_if_its_package_is_not_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "snowballstemmer", None)
    assert set(retrieval.cuts()) == {"raw", "light10"}


def test_titles_are_queries_for_their_own_articles(tmp_path):
    path = tmp_path / "articles.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for key, text in DOCUMENTS:
            file.write(json.dumps({"id": key, "title": text.split()[-1], "body": text}) + "\n")
        file.write(json.dumps({"id": "d", "title": None, "body": "بلا عنوان"}) + "\n")
    collection = retrieval.known_items(path, sample=2)
    assert len(collection.documents) == len(collection.queries) == 2
    assert retrieval.measure(collection)["raw"].mrr == 1.0


@pytest.mark.parametrize(
    "read", [retrieval.collection_read, lambda path: retrieval.known_items(path / "none", sample=1)]
)
def test_an_unreadable_collection_is_an_error(tmp_path, read):
    with pytest.raises(retrieval.CollectionError):
        read(tmp_path)


def test_the_command_compares_every_analysis_with_light10(folder):
    groups = folder / "groups.jsonl"
    groups.write_text(json.dumps({"surfaces": ["اتفاقية", "اتفاقيات"]}), encoding="utf-8")
    out = StringIO()
    call_command(measure_relevance.Command(), folder, conflation=groups, stdout=out)
    printed = out.getvalue()
    assert stem("اتفاقيات") == stem("اتفاقية")
    assert "Khizana        1.000   1.000   1.000" in printed
    assert "light10" in printed


@pytest.mark.parametrize("arguments", [[], ["/nowhere"]])
def test_the_command_says_what_it_cannot_read(arguments):
    with pytest.raises(CommandError):
        call_command(measure_relevance.Command(), *arguments, stdout=StringIO())
