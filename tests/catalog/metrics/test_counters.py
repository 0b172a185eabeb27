import logging

import pytest

from archive.catalog import metrics
from archive.catalog.metrics import counters


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    settings.DATA_DIR, settings.ARCHIVE_METRICS = tmp_path, "loopback"
    monkeypatch.setattr(counters, "_counters", counters._Counters())
    return tmp_path


def test_counts_are_read_by_name_and_labels(folder):
    metrics.count("khizana_x_total", "a")
    metrics.observe("khizana_x_total", 0.5, "a")
    counted = metrics.readings()["khizana_x_total", "a"]
    assert (counted.count, counted.seconds) == (2, 0.5)


def test_nothing_is_counted_while_the_figures_are_closed(folder, settings):
    settings.ARCHIVE_METRICS = ""
    metrics.count("khizana_x_total")
    assert list(folder.iterdir()) == []


def test_where_nothing_can_be_written_nothing_fails_and_it_is_said_once(folder, caplog):
    (folder / counters.FILE).mkdir()
    with caplog.at_level(logging.WARNING):
        metrics.count("khizana_x_total")
        metrics.count("khizana_x_total")
    assert metrics.readings() == {}
    assert [record.getMessage() for record in caplog.records] == ["Nothing is counted for /metrics: Is a directory"]
