import json
import os
import subprocess
import sys

from tests.coverage.test_grouping import OTHER, PORT


def test_it_prints_recall_forms_cost_and_groups(tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    records = [
        {"title": "سوق", "body": "\n".join(PORT), "date": "2024-06-20", "source": "أولى"},
        {"title": "ميناء", "body": "\n".join(PORT), "date": "2024-06-21", "source": "ثانية"},
        {"title": "", "body": "\n".join(OTHER), "date": None, "source": "أولى"},
    ]
    corpus.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "bench", "copies", str(corpus), "--show", "1"],
        env={**os.environ, "ARCHIVE_DATA_DIR": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "1 groups with 2 articles, the largest with 2" in run.stdout
    assert "5% of the words changed: recall 1.000" in run.stdout
    assert "0 articles with all their figures changed: 0 taken for versions" in run.stdout
    assert "* 2024-06-20 أولى [equal 1.00 =5 -0 +0] سوق" in run.stdout
