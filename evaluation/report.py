"""Reports of a result document: report.md, table.tex, results.json and the self-contained report.html."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

from evaluation import charts, gallery
from evaluation.charts import Series
from evaluation.layout import TABLE_METRICS, tables_of
from evaluation.ranking import METRIC_MEANINGS, METRIC_TITLES
from evaluation.summaries import FORMAT
from manifests.errors import ToolkitError
from manifests.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from evaluation.summaries import Document
    from evaluation.tables import Table

NAMES = ("report.md", "table.tex", "results.json", "report.html")
RESULTS = "results.json"

_CONVENTION = "The anomaly is the positive class and a higher score is more anomalous."

_STYLE = """
:root { color-scheme: light dark; --line: #d0d4da; --soft: #5b6470; --normal: #3b82f6; --anomalous: #dc2626;
  --c0: #2563eb; --c1: #d97706; --c2: #059669; --c3: #9333ea; --c4: #dc2626; --c5: #0891b2; --c6: #a16207;
  --c7: #db2777; }
@media (prefers-color-scheme: dark) { :root { --line: #3a4048; --soft: #a2abb6; --normal: #60a5fa;
  --anomalous: #f87171; --c0: #60a5fa; --c1: #fbbf24; --c2: #34d399; --c3: #c084fc; --c4: #f87171;
  --c5: #22d3ee; --c6: #d6b25e; --c7: #f472b6; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 1200px; margin: 2rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .75rem; padding-bottom: 4px; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
.soft, .note, dt { color: var(--soft); }
.note { font-size: .85rem; margin: .15rem 0; max-width: 90ch; }
.warning { border-left: 4px solid var(--c1); padding: .2rem .8rem; }
.tables { display: flex; flex-wrap: wrap; gap: 1.4rem 3rem; align-items: flex-start; }
figure.table { margin: 0; max-width: 100%; }
figure.table > figcaption { font-weight: 600; }
figure.table > div { overflow-x: auto; }
table { border-collapse: collapse; margin: .4rem 0; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .2rem .9rem .2rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; } tbody th { font-weight: 400; }
th:first-child { text-align: left; }
tr.mean > * { border-top: 2px solid var(--soft); }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr)); gap: 1rem; }
.charts > div { min-width: 0; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
"""


def write_report(
    document: Document, out: Path, pictures: str = "", metrics: Sequence[str] = TABLE_METRICS
) -> list[Path]:
    """Write the four files of a report and return their paths. Equal documents give equal files.

    Args:
        document: Of a segmentation or a classification evaluation.
        out: Folder; a report that is there already is replaced.
        pictures: HTML of the gallery.
        metrics: Metrics of the broken-down tables.

    Raises:
        ToolkitError: `out` is a file, or a sealed dataset.
        OSError: A file cannot be written.
    """
    if out.is_file() or (out / "manifest.json").exists():
        raise ToolkitError(
            "the report would go into a file or a dataset", where=out, remedy="choose another --out"
        )
    tables = tables_of(document, metrics)
    texts = {
        "report.md": _markdown(document, tables),
        "table.tex": "% needs \\usepackage{booktabs}\n" + "\n".join(table.latex() for table in tables),
        RESULTS: json.dumps(document, indent=1, sort_keys=True, allow_nan=False) + "\n",
        "report.html": _page(document, tables, pictures),
    }
    for name, text in texts.items():
        write_atomically(out / name, text.encode("utf-8", "surrogateescape"))
    return [out / name for name in NAMES]


def read_results(path: Path) -> Document:
    """Return the document of a results.json.

    Raises:
        ToolkitError: It is none of this format.
    """
    if path.is_dir():
        path /= RESULTS
    try:
        document = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ToolkitError("there is no such result", where=path) from None
    except ValueError as error:
        raise ToolkitError("the result cannot be read", where=path, found=str(error)) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ToolkitError("this is no result of an evaluation", where=path, expected=f"format {FORMAT!r}")
    return document


def title_of(document: Document) -> str:
    """Return the heading of a report."""
    dataset = document["dataset"]
    if dataset is None:
        return "Anomaly detection"
    return f"Anomaly detection on {dataset['name']}" + (f", {dataset['split']}" if "split" in dataset else "")


def _markdown(document: Document, tables: Sequence[Table]) -> str:
    parts = [f"# {title_of(document)}", _CONVENTION]
    parts += [f"> Warning: {warning}" for warning in document["warnings"]]
    parts += [table.markdown().rstrip("\n") for table in tables]
    parts.append("## Metrics")
    parts.append("\n".join(f"- {METRIC_TITLES[m]}: {text}." for m, text in METRIC_MEANINGS.items()))
    parts.append("## Detectors")
    parts.append("\n".join(f"- `{name}`: {e['description']}" for name, e in document["detectors"].items()))
    parts.append("## Settings")
    parts.append("\n".join(f"- {name}: `{value}`" for name, value in _facts(document)))
    return "\n\n".join(parts) + "\n"


def _page(document: Document, tables: Sequence[Table], pictures: str) -> str:
    title = html.escape(title_of(document))
    parts = [f"<h1>{title}</h1><p class='soft'>{html.escape(_CONVENTION)}</p>"]
    parts += [f"<p class='warning'>{html.escape(warning)}</p>" for warning in document["warnings"]]
    shown = "".join(table.html() for table in tables)
    parts.append(f"<h2>Metrics</h2><div class='tables'>{shown}</div>")
    parts.append(_curves(document))
    if pictures:
        about = "Image, ground truth with anomalies in red and void in grey, and the tenth of the pixels that each "
        about += "detector scores highest."
        parts.append(f"<h2>Gallery</h2><p class='note'>{about}</p>{pictures}")
    parts.append("<h2>Meaning</h2><dl>")
    meanings = [(METRIC_TITLES[m], text) for m, text in METRIC_MEANINGS.items()]
    meanings += [(name, entry["description"]) for name, entry in document["detectors"].items()]
    parts += [f"<dt>{html.escape(a)}</dt><dd>{html.escape(b)}</dd>" for a, b in meanings]
    parts.append("</dl><h2>Settings</h2><dl>")
    parts += [f"<dt>{html.escape(a)}</dt><dd>{html.escape(b)}</dd>" for a, b in _facts(document)]
    parts.append("</dl>")
    head = (
        f"<meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>{title}</title>"
        f"<style>{_STYLE}{charts.STYLE}{gallery.STYLE}</style>"
    )
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{''.join(parts)}</body></html>\n"


def _curves(document: Document) -> str:
    sources = {name: e["curves"] for name, e in document["detectors"].items() if "curves" in e}
    if not sources:
        return ""
    roc = [Series(name, c["roc"]["fpr"], c["roc"]["tpr"]) for name, c in sources.items()]
    pr = [Series(name, c["pr"]["recall"], c["pr"]["precision"]) for name, c in sources.items()]
    keys = charts.line_keys(list(sources))
    over = "all pixels together" if document["kind"] == "segmentation" else "all anomalous items together"
    parts = [
        f"<h2>Curves</h2><p class='note'>Over {over}.</p>{keys}<div class='charts'><div>",
        charts.line_chart("ROC curves", "false-positive rate", "true-positive rate", roc, diagonal=True),
        "</div><div>",
        charts.line_chart("Precision-recall curves", "recall", "precision", pr),
        f"</div></div><h2>Scores</h2>{charts.histogram_keys()}<div class='charts'>",
    ]
    for name, curve in sources.items():
        bars = curve["histogram"]
        chart = charts.histogram(f"Scores of {name}", bars["edges"], bars["normal"], bars["anomalous"])
        parts.append(f"<div><h3>{html.escape(name)}</h3>{chart}</div>")
    return "".join(parts) + "</div>"


def _facts(document: Document) -> list[tuple[str, str]]:
    facts = [("dataset", document["dataset"]), ("predictions digest", document["predictions_digest"])]
    facts += [("versions", document["versions"]), ("images", document["images"])]
    facts += [(name.replace("_", " "), value) for name, value in document["settings"].items()]
    return [
        (name, value if isinstance(value, str) else json.dumps(value, sort_keys=True))
        for name, value in facts
    ]
