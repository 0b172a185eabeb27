"""Results, their table and their chart."""

from dataclasses import replace
from xml.etree import ElementTree

from bench.engines import chart
from bench.engines.results import Result, Run, Times, load, merge_runs
from bench.engines.table import SERVED, render
from bench.engines.workload import CLASSES


def result(subject, size, pace=1.0, facets=(0, 3)):
    times = tuple(Times(name, number, 7, (1.0 * pace, 2.0 * pace, 3.0 * pace)) for number in facets for name in CLASSES)
    return Result(subject, size, 10.0, size * 1000, 2**28, 2**27, times, (0.01, 0.03, 0.02))


RUN = Run(
    machine="two processors",
    date="2026-11-22",
    source="articles.jsonl",
    queries=3,
    seed=7,
    clock="wall",
    results=(
        result("whoosh", 100, 4.0, (0, 3, 7)),
        result("lucene", 100),
        result("whoosh", 1000, 8.0, (0, 3, 7)),
        Result("lucene", 1000, absent="not available: no java"),
    ),
)


def test_a_run_is_read_as_it_was_saved(tmp_path):
    RUN.save(tmp_path / "run.json")
    assert load(tmp_path / "run.json") == RUN


def test_the_table_has_every_class_and_size():
    shown = render(RUN)
    assert "## 100 articles" in shown
    assert "## 1,000 articles" in shown
    for name in CLASSES:
        assert shown.count(f"| {name} ") == 6


def test_ratios_compare_geometric_means():
    ratios = [line for line in render(RUN).splitlines() if line.startswith("| × lucene's")]
    assert [cell.strip() for cell in ratios[0].split("|")[2:4]] == ["4.00 / 4.00", "1.00 / 1.00"]
    assert len(ratios) == 2, "no ratio where lucene is not there"


def test_an_unavailable_subject_is_listed_with_its_reason():
    assert "- lucene: not available: no java" in render(RUN)


def test_rates_sizes_and_updates_are_shown():
    (line,) = [line for line in render(RUN).split("## 1,000")[1].splitlines() if line.startswith("| whoosh")]
    assert [cell.strip() for cell in line.split("|")[2:-1]] == ["100", "–", "1,000", "256", "128", "20", "30"]


def test_indexing_by_the_wall_clock_is_shown_if_it_was_measured():
    shown = render(replace(RUN, results=(replace(result("tantivy", 100), index_day_seconds=5.0),)))
    (line,) = [line for line in shown.splitlines() if line.startswith("| tantivy")]
    assert [cell.strip() for cell in line.split("|")[2:4]] == ["10", "20"]


def test_the_table_says_what_is_not_measured_of_a_server():
    shown = render(replace(RUN, results=(replace(result("opensearch", 100), served=True),)))
    assert shown.endswith(f"- opensearch: {SERVED}\n")


def test_all_rows_of_a_table_have_the_same_width():
    for table in render(RUN).split("\n\n"):
        if table.startswith("|"):
            assert len({len(line) for line in table.splitlines()}) == 1


def test_the_chart_has_a_point_for_every_figure():
    drawn = ElementTree.fromstring(chart.render_svg(RUN))
    points = [one for one in drawn.iter("{http://www.w3.org/2000/svg}circle") if one.get("r") == "3.5"]
    assert len(points) == len(chart.PANELS) * 3
    curves = list(drawn.iter("{http://www.w3.org/2000/svg}polyline"))
    assert {curve.get("class") for curve in curves} == {"curve whoosh"}


def test_the_chart_is_drawn_for_a_single_size():
    one = Run("m", "2026-11-22", "s", 3, 7, "wall", (result("whoosh", 100),))
    assert "<circle" in chart.render_svg(one)


def test_decades_enclose_the_values():
    assert chart.decades(3, 40) == (1, 100)
    assert chart.decades(5, 5) == (1, 10)


def test_the_last_result_of_a_subject_and_size_is_shown():
    again = replace(RUN, results=(result("whoosh", 100, 9.0, (0, 3, 7)),))
    both = merge_runs([RUN, again])
    assert [(one.subject, one.size) for one in both.results] == [(one.subject, one.size) for one in RUN.results]
    assert both.at(100)[0] == again.results[0]
