"""The command: each subject in a process of its own."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from bench.engines import command as bench
from bench.engines.results import load

SAMPLE = settings.BASE_DIR / "archive" / "ingest" / "sample" / "articles.jsonl"


def run(*arguments):
    out = StringIO()
    call_command(bench.Command(), *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_bench_measures_the_sample_and_leaves_no_trace_in_the_archive(tmp_path, index_folder):
    saved, drawn = tmp_path / "run.json", tmp_path / "run.svg"
    options = ["--sizes", "40", "--subjects", "whoosh,fts5,opensearch", "--queries", "2"]
    shown = run("--corpus", str(SAMPLE), *options, "--save", str(saved), "--figure", str(drawn))
    assert "## 40 articles" in shown
    assert "| one common term" in shown
    assert [(one.subject, bool(one.absent)) for one in load(saved).results][:2] == [("whoosh", False), ("fts5", False)]
    assert drawn.read_text(encoding="utf-8").startswith("<svg")
    assert not index_folder.exists()
    assert run("--saved", str(saved)) == shown


def test_an_unknown_subject_is_an_error_that_lists_the_known_ones():
    with pytest.raises(CommandError, match="Unknown subjects: solr"):
        run("--corpus", str(SAMPLE), "--subjects", "solr")


def test_the_corpus_is_required():
    with pytest.raises(CommandError, match="--corpus"):
        run()


@pytest.mark.parametrize("sizes", ["many", "3"])
def test_invalid_sizes_are_errors(sizes):
    with pytest.raises(CommandError, match="--sizes"):
        run("--corpus", str(SAMPLE), "--sizes", sizes)


def test_indexes_in_a_given_folder_are_reused(tmp_path):
    options = ["--corpus", str(SAMPLE), "--sizes", "30", "--subjects", "fts5", "--queries", "1"]
    saved = tmp_path / "run.json"
    run(*options, "--folder", str(tmp_path / "kept"), "--save", str(saved))
    first = load(saved).results[0]
    run(*options, "--folder", str(tmp_path / "kept"), "--save", str(saved))
    second = load(saved).results[0]
    assert (second.index_seconds, second.bytes) == (first.index_seconds, first.bytes)
    assert second.times != first.times
