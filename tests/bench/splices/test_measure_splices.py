import json

import pytest
from django.core.management import call_command

from archive.ingest.page_text.gazetteer import Gazetteer
from bench.splices.measure_splices import Command, cuts
from bench.splices.splicing import CARD, MAIN, NEUTRAL, Splice

SENTENCE = "عادت طيور اللقلق إلى أعشاشها فوق مداخن قرية عنجر في سهل البقاع بعد غياب دام سبع سنوات."


def _splice(*lines):
    return Splice("made here", "end", list(lines))


def test_a_cut_is_the_first_line_of_another_text():
    splice = _splice(("عنوان الخبر", MAIN), (SENTENCE, MAIN), ("اقرأ أيضا", NEUTRAL), ("ميناء جديد في صور", CARD))
    assert cuts(splice, Gazetteer()) == ({4}, {4})


def test_a_text_that_is_not_cut_is_missed():
    assert cuts(_splice((SENTENCE, MAIN), ("ميناء جديد", CARD)), Gazetteer()) == (set(), {2})


@pytest.mark.django_db
def test_the_command_counts_files_and_single_articles(tmp_path, capsys):
    path = tmp_path / "articles.jsonl"
    records = [{"id": n, "title": f"عنوان {n}", "body": "\n".join([SENTENCE] * 3)} for n in range(8)]
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    call_command(Command(), str(path), splices=11, untouched=8)
    printed = capsys.readouterr().out
    assert "files   11" in printed
    assert "8 single articles: 0 cut" in printed
