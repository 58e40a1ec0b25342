"""Tables: the paper's means from its rows, bounds, marks of the best, escapes; comparison of runs."""

from __future__ import annotations

import json

import pytest

from evaluation.__main__ import main
from evaluation.intervals import Interval
from evaluation.tables import MEAN, Cell, Table, escape_latex, mark_best, percent, with_mean

# Paper, table 2: AUROC of MSP and MaxLogit on the categories of Species, ResNet.
TABLE_2 = {
    "Plants": (80.3, 87.8),
    "Microorganisms": (77.4, 83.4),
    "Amphibians": (41.8, 48.6),
    "Protozoa": (70.7, 80.4),
    "Fungi": (66.4, 77.4),
    "Arachnids": (46.9, 56.7),
    "Insects": (47.6, 56.4),
}


def paper_table():
    rows = [(name, tuple(Cell(value / 100) for value in values)) for name, values in TABLE_2.items()]
    return Table("AUROC", "Category", ("MSP", "MaxLogit"), with_mean(rows))


def test_the_means_of_the_papers_table_2():
    name, cells = paper_table().rows[-1]
    assert name == MEAN
    assert [cell.text for cell in cells] == ["61.6", "70.1"]


def test_markdown_latex_and_html_hold_every_number():
    table = paper_table()
    for text in (table.markdown(), table.latex(), table.html()):
        for values in TABLE_2.values():
            assert all(f"{value}" in text for value in values)
    assert table.latex().count(r"\midrule") == 2
    assert r"\begin{tabular}{lrr}" in table.latex()


def test_text_of_cells():
    assert Cell().text == "-"
    assert Cell(12345, count=True).text == "12,345"
    assert Cell(0.5, certified=Interval(0.499999, 0.500001)).text == "50.0≈"
    assert Cell(0.5, certified=Interval(0.49, 0.51)).text == "49.0 to 51.0"
    assert Cell(0.5, confidence=Interval(0.45, 0.56)).text == "50.0 [45.0, 56.0]"
    assert percent(0.12345) == "12.3"


def test_the_best_is_marked_by_what_is_printed():
    cells = mark_best([Cell(0.9), Cell(0.90004), Cell(0.8), Cell()], "auroc")
    assert [cell.best for cell in cells] == [True, True, False, False]
    assert [cell.best for cell in mark_best([Cell(0.9), Cell(0.8)], "fpr95_first")] == [False, True]
    assert not mark_best([Cell(0.9)], "auroc")[0].best


def test_names_cannot_break_out_of_the_markup():
    table = Table("<b>&_$", "x", ("a|b",), (("r_1 & 50%\\", (Cell(0.5),)),))
    assert "<b>" not in table.html()
    assert r"a\|b" in table.markdown()
    assert r"r\_1 \& 50\%\textbackslash{}" in table.latex()
    assert escape_latex("a ↑ ≈") == r"a $\uparrow$ $\approx$"


@pytest.mark.parametrize("content", ["{", "[]", '{"format": "other"}'])
def test_compare_refuses_what_is_no_result(tmp_path, content, capsys):
    (tmp_path / "results.json").write_text(content)
    assert main(["compare", str(tmp_path)]) == 2
    assert "result" in capsys.readouterr().err
    assert main(["compare", str(tmp_path / "none.json")]) == 2


def test_compare_warns_of_different_datasets(tmp_path, capsys):
    for index in range(2):
        document = {
            "format": "ood-builders evaluation 1",
            "kind": "classification",
            "dataset": {"name": "species", "content_digest": str(index)},
            "rows": {
                "Plants": {
                    "detectors": {"msp": dict.fromkeys(("auroc", "aupr", "fpr95_paper", "fpr95_first"), 0.5)}
                }
            },
        }
        (tmp_path / f"run{index}").mkdir()
        (tmp_path / f"run{index}" / "results.json").write_text(json.dumps(document))
    assert main(["compare", str(tmp_path / "run0"), str(tmp_path / "run1")]) == 0
    text = capsys.readouterr().out
    assert "run1: Plants, msp" in text
    assert "not comparable" in text
    assert main(["compare", "--json", str(tmp_path / "run0")]) == 0
    assert json.loads(capsys.readouterr().out)["rows"][0]["auroc"] == 0.5


@pytest.mark.parametrize(
    ("text", "size"), [("1GB", 10**9), ("512MiB", 2**29), ("1.5 gb", 1_500_000_000), ("7", 7)]
)
def test_memory_sizes(text, size):
    from evaluation.__main__ import memory_size

    assert memory_size(text) == size


@pytest.mark.parametrize("text", ["", "GB", "1 XB", "-1"])
def test_bad_memory_sizes(text):
    import argparse

    from evaluation.__main__ import memory_size

    with pytest.raises(argparse.ArgumentTypeError):
        memory_size(text)
