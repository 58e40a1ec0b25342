"""Which tables a result document is shown as."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evaluation.intervals import Interval
from evaluation.ranking import AUPR, AUROC, FPR95_PAPER, METRIC_MEANINGS, METRIC_TITLES, METRICS
from evaluation.tables import Cell, Table, heading, mark_best, percent, with_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluation.summaries import Document

TABLE_METRICS = (FPR95_PAPER, AUROC, AUPR)
"""Metrics of the breakdowns, in the order of the paper's tables."""


def tables_of(document: Document, metrics: Sequence[str] = TABLE_METRICS) -> list[Table]:
    """Return the tables of a result document.

    Args:
        document: Of a segmentation or a classification evaluation.
        metrics: Metrics to break down.
    """
    if document["kind"] == "classification":
        return _classification_tables(document, metrics)
    tables = [_overview(document, how) for how in ("per_image", "pooled")]
    shown = [table for table in tables if table is not None]
    shown += [_comparisons(document["comparisons"], "per-image means")] if document["comparisons"] else []
    for column, groups in document["breakdowns"].items():
        shown += [_breakdown(document, column, groups, metric) for metric in metrics]
    if document["quality"]:
        shown.append(_quality(document["quality"]))
    return shown


def comparison_table(documents: Sequence[tuple[str, Document]]) -> Table:
    """Return several results in one table, a row for each run, aggregation and detector.

    Args:
        documents: Name of the run and its document.
    """
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    for run, document in documents:
        if document["kind"] == "classification":
            for group, row in document["rows"].items():
                rows += [
                    (f"{run}: {group}, {name}", tuple(Cell(found[m]) for m in METRICS))
                    for name, found in row["detectors"].items()
                ]
            continue
        for name, entry in document["detectors"].items():
            for how in ("per_image", "pooled"):
                if how in entry:
                    cells = tuple(_cell(entry[how][metric]) for metric in METRICS)
                    rows.append((f"{run}: {name}, {_HOW[how]}", cells))
    datasets = sorted({f"{d['dataset']['name']}" for _, d in documents if d["dataset"]})
    digests = {d["dataset"]["content_digest"] for _, d in documents if d["dataset"]}
    notes = [f"Datasets: {', '.join(datasets)}." if datasets else "No dataset was named."]
    if len(digests) > 1:
        notes.append("These runs are on datasets of different content: their numbers are not comparable.")
    return Table("Comparison of runs, in per cent", "Run", _headings(METRICS), tuple(rows), tuple(notes))


_HOW = {"per_image": "per-image mean", "pooled": "pooled pixels"}


def _overview(document: Document, how: str) -> Table | None:
    entries = {name: entry[how] for name, entry in document["detectors"].items() if how in entry}
    if not entries:
        return None
    columns = [mark_best([_cell(entry[m]) for entry in entries.values()], m) for m in METRICS]
    rows = tuple((name, tuple(column[index] for column in columns)) for index, name in enumerate(entries))
    chance = next(iter(entries.values()))["chance_aupr"]
    images = document["images"]
    void = "left out" if document["settings"]["ignore_void"] else "counted as normal"
    notes = [f"Chance level of AUPR: {percent(chance)}. Void pixels are {void}."]
    if how == "per_image":
        skipped = ", ".join(f"{count} with {reason}" for reason, count in images["skipped"].items())
        notes.insert(0, f"Mean over {images['scored']} images; skipped: {skipped or 'none'}.")
        if document["settings"]["bootstrap"]:
            notes.append(_bootstrap_note(document["settings"], "images"))
    else:
        notes.insert(
            0, f"Over {images['positives']:,} anomalous and {images['negatives']:,} normal pixels together."
        )
        if not all(entry["exact"] for entry in entries.values()):
            notes.append(
                "Certified intervals: the exact value lies between the bounds; where only one number is shown, "
                "marked ≈, the bounds agree to within 0.05. More --memory makes the result exact."
            )
    title = f"{document['dataset']['name']}, {document['dataset']['split']}: {_HOW[how]}, in per cent"
    return Table(title, "Detector", _headings(METRICS), rows, tuple(notes))


def _breakdown(document: Document, column: str, groups: dict[str, Any], metric: str) -> Table:
    names = list(document["detectors"])
    rows = [
        (
            value or "(none)",
            mark_best([Cell(group[name][metric]) for name in names], metric),
        )
        for value, group in groups.items()
    ]
    sizes = ", ".join(f"{value or '(none)'} {group['images']}" for value, group in groups.items())
    return Table(
        f"{METRIC_TITLES[metric]} by {column}: per-image mean, in per cent",
        column.capitalize(),
        tuple(names),
        with_mean(rows),
        (f"Images: {sizes}.",)
        + (("Pixels of the other anomaly classes are left out.",) if column == "anomaly class" else ()),
    )


def _classification_tables(document: Document, metrics: Sequence[str]) -> list[Table]:
    names = list(document["detectors"])
    settings = document["settings"]
    what = (settings["by"] or "set").capitalize()
    positive = "anomaly" if settings["positive"] == "out" else "in-distribution"
    tables = []
    for metric in metrics:
        rows = [
            (
                group or "(none)",
                mark_best(
                    [Cell(row["detectors"][n][metric], confidence=_interval(row, n, metric)) for n in names],
                    metric,
                ),
            )
            for group, row in document["rows"].items()
        ]
        notes = [f"Positive class: {positive}. {METRIC_MEANINGS[metric].capitalize()}."]
        if metric == AUPR:
            chances = ", ".join(
                f"{group or '(none)'} {percent(row['chance_aupr'])}"
                for group, row in document["rows"].items()
            )
            notes.append(f"Chance level: {chances}.")
        if settings["bootstrap"]:
            notes.append(_bootstrap_note(settings, "items"))
        tables.append(
            Table(f"{METRIC_TITLES[metric]}, in per cent", what, tuple(names), with_mean(rows), tuple(notes))
        )
    for group, row in document["rows"].items():
        if row.get("comparisons"):
            flat = [
                {"first": c["first"], "second": c["second"], "per_image": {m: c[m] for m in METRICS}}
                for c in row["comparisons"]
            ]
            tables.append(_comparisons(flat, group or "(none)"))
    return tables


def _comparisons(comparisons: Sequence[dict[str, Any]], what: str) -> Table:
    rows = tuple(
        (
            f"{pair['second']} - {pair['first']}",
            tuple(
                Cell(
                    pair["per_image"][metric]["difference"],
                    confidence=Interval(*pair["per_image"][metric]["confidence"]),
                )
                for metric in METRICS
            ),
        )
        for pair in comparisons
    )
    note = "Both detectors on the same resamples; an interval without 0 speaks for a difference."
    return Table(f"Paired differences of {what}, in points", "Detectors", _headings(METRICS), rows, (note,))


def _quality(quality: dict[str, Any]) -> Table:
    rows = [("Pixel accuracy", (Cell(quality["accuracy"]),)), ("Mean IoU", (Cell(quality["mean_iou"]),))]
    rows += [(f"IoU {name}", (Cell(value),)) for name, value in quality["iou"].items()]
    note = "Arg max of the logits over all in-distribution pixels of the split; other pixels are left out."
    return Table("Segmentation of the known classes, in per cent", "", ("Value",), tuple(rows), (note,))


def _cell(entry: dict[str, Any]) -> Cell:
    confidence = Interval(*entry["confidence"]) if "confidence" in entry else None
    if "mean" in entry:
        return Cell(entry["mean"], confidence=confidence)
    bounds = Interval(entry["low"], entry["high"])
    return Cell(bounds.middle, certified=bounds if bounds.width else None, confidence=confidence)


def _interval(row: dict[str, Any], name: str, metric: str) -> Interval | None:
    return Interval(*row["confidence"][name][metric]) if "confidence" in row else None


def _headings(metrics: Sequence[str]) -> tuple[str, ...]:
    return tuple(heading(metric) for metric in metrics)


def _bootstrap_note(settings: dict[str, Any], what: str) -> str:
    return (
        f"In brackets: 95 % percentile intervals over {settings['bootstrap']} resamples of the {what}, "
        f"seed {settings['seed']}."
    )
