"""The page of a demo: what was built, what it looks like, how a small model scored. One file beside the datasets."""

from __future__ import annotations

import base64
import csv
import html
import io
import json
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from manifests.dataset import open_dataset
from manifests.files import write_atomically
from manifests.preview import overlay_mask
from manifests.schema import MANIFEST_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy.typing as npt

    from manifests.dataset import Dataset, Frame

PAGE_NAME = "index.html"

_SHOWN = 6
_WIDTH = 640
_QUALITY = 85
_METRICS = (("fpr95_paper", "FPR95"), ("auroc", "AUROC"), ("aupr", "AUPR"))

_STYLE = """
:root { color-scheme: light dark; --line: #d5d9e0; --soft: #5a6472; --card: #f6f7f9; --link: #0b5cad; --ok: #1a7f37; }
@media (prefers-color-scheme: dark) {
  :root { --line: #373e47; --soft: #a4adb8; --card: #1e2329; --link: #6cb6ff; --ok: #57ab5a; }
}
* { box-sizing: border-box; }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 1180px; margin: 2.5rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.05rem; margin: 0 0 .25rem; }
p { margin: .4rem 0; max-width: 78ch; }
a { color: var(--link); }
.soft, figcaption, .card dt { color: var(--soft); }
.notice { border-left: 4px solid var(--link); padding: .4rem 1rem; background: var(--card); border-radius: 3px; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 330px), 1fr)); gap: 1rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; min-width: 0; }
.card dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem .8rem; margin: .5rem 0; font-size: .92rem; }
.card dd { margin: 0; overflow-wrap: anywhere; }
.sound { color: var(--ok); font-weight: 600; }
.pairs { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 520px), 1fr)); gap: 1rem; }
figure { margin: 0; min-width: 0; }
figure div { display: flex; gap: 3px; }
figure img { flex: 1 1 0; min-width: 0; width: 100%; height: auto; border-radius: 4px; }
figcaption { font-size: .85rem; margin-top: .25rem; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .3rem 1rem .3rem 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child, td:first-child { text-align: left; }
"""


def write_page(folder: Path, sets: Mapping[str, str], scored: str, selection: Path, report: Path) -> Path:
    """Write the page of a demo and return its path.

    Args:
        folder: Of the demo; links on the page are relative to it.
        sets: Folders of the sealed datasets below it, in the order of the page, and what each was made from.
        scored: The one of them whose test split was scored.
        selection: `summary.csv` of the selection of species.
        report: Folder of the score report.

    Raises:
        ToolkitError: A dataset is not sealed.
    """
    opened = {name: open_dataset(folder / name) for name in sets}
    parts = [
        "<h1>The datasets of the demo</h1>",
        "<p>The datasets in small: built, sealed and verified on this machine, and one of them scored.</p>",
        (
            '<p class="notice">The street images are those of the <strong>embedded simulator</strong>, not of CARLA '
            "and not of BDD100K. The scores are those of a tiny reference model on a few images: they show that the "
            "way from images to a report works, and are <strong>not comparable to the paper's</strong>.</p>"
        ),
        f"<h2>Test images with anomalies</h2>{_pairs(opened[scored])}",
        f"<h2>Sealed datasets</h2><div class='cards'>{''.join(_card(n, d, sets[n]) for n, d in opened.items())}</div>",
        f"<h2>Species that ImageNet-21K does not hold</h2>{_selection(selection, folder)}",
        f"<h2>Scores of the reference model</h2>{_scores(report, folder)}",
    ]
    page = (
        "<!doctype html>\n<html lang='en'>\n<head>\n<meta charset='utf-8'>\n"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>\n"
        f"<title>ood-builders: the demo</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )
    path = folder / PAGE_NAME
    write_atomically(path, page.encode())
    return path


def _card(name: str, dataset: Dataset, origin: str) -> str:
    """Return what there is to say of a dataset, with the links to look further."""
    manifest = dataset.manifest
    images = [
        f"{split} {roles['image']['files']:,}" for split, roles in sorted(manifest.counts["splits"].items())
    ]
    facts = {
        "made from": origin,
        "images": ", ".join(images),
        "content": manifest.content_digest[:16],
        "licence": manifest.info.licence,
        "verified": '<span class="sound">sound</span>',
    }
    rows = "".join(
        f"<dt>{key}</dt><dd>{value if key == 'verified' else html.escape(value)}</dd>"
        for key, value in facts.items()
    )
    links = " · ".join(
        f'<a href="{html.escape(name)}/{file}">{text}</a>'
        for file, text in (("preview.html", "look"), ("items.csv", "items"), (MANIFEST_NAME, "manifest"))
    )
    return f'<div class="card"><h3>{html.escape(manifest.info.title)}</h3><dl>{rows}</dl>{links}</div>'


def _pairs(dataset: Dataset) -> str:
    frames = dataset.frames("test")
    step = max(1, len(frames) // _SHOWN)
    return f'<div class="pairs">{"".join(_pair(dataset, f) for f in frames[::step][:_SHOWN])}</div>'


def _pair(dataset: Dataset, frame: Frame) -> str:
    image = frame.image
    size = (_WIDTH, _WIDTH * image.shape[0] // image.shape[1])
    small = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
    mask = np.asarray(cv2.resize(frame.mask, size, interpolation=cv2.INTER_NEAREST), np.uint8)
    row = {**frame.image_row, **(frame.annotation_row or {})}
    shown = [row.get(column, "") for column in ("categories", "condition", "day_time", "town")]
    caption = html.escape("; ".join(text.replace("|", ", ") for text in shown if text) or frame.item_id)
    both = _img(small, f"{frame.item_id}: image") + _img(
        overlay_mask(small, mask, dataset.labels), f"{frame.item_id}: mask"
    )
    return f"<figure><div>{both}</div><figcaption>{caption}</figcaption></figure>"


def _img(pixels: npt.NDArray[np.uint8], alternative: str) -> str:
    encoded = cv2.imencode(".jpg", pixels[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1].tobytes()
    data = base64.b64encode(encoded).decode("ascii")
    height, width = pixels.shape[:2]
    return (
        f'<img width="{width}" height="{height}" alt="{html.escape(alternative, quote=True)}" '
        f'src="data:image/jpeg;base64,{data}">'
    )


def _selection(summary: Path, folder: Path) -> str:
    rows = list(csv.DictReader(io.StringIO(summary.read_text("utf-8"))))
    body = "".join(
        f"<tr><td>{html.escape(row['category'])}</td><td>{int(row['species']):,}</td><td>{int(row['kept']):,}</td></tr>"
        for row in rows
    )
    where = html.escape(summary.parent.relative_to(folder).as_posix())
    return (
        "<p>Decided offline with WordNet for every species of iNaturalist's taxonomy; photographs are downloaded "
        "by <code>make species</code>, not by the demo. "
        f'<a href="{where}/summary.csv">All reasons</a>, '
        f'<a href="{where}/audit.csv.gz">every species with its decision</a>.</p>'
        f"<div class='wide'><table><tr><th>category</th><th>species</th><th>kept</th></tr>{body}</table></div>"
    )


def _scores(report: Path, folder: Path) -> str:
    document = json.loads((report / "results.json").read_text("utf-8"))
    head = "".join(f"<th>{title}</th>" for _, title in _METRICS)
    body = "".join(
        f"<tr><td>{html.escape(name)}</td>"
        + "".join(f"<td>{_percent(entry['per_image'][metric])}</td>" for metric, _ in _METRICS)
        + "</tr>"
        for name, entry in document["detectors"].items()
    )
    where = html.escape(report.relative_to(folder).as_posix())
    return (
        "<p>Means of per-image metrics in percent, as the paper reports them; fewer false positives and higher areas "
        f'are better. <a href="{where}/report.html">The whole report</a> has curves and a gallery.</p>'
        f"<div class='wide'><table><tr><th>detector</th>{head}</tr>{body}</table></div>"
    )


def _percent(cell: dict[str, Any]) -> str:
    mean = cell["mean"]
    return "-" if mean is None else f"{100.0 * mean:.1f}"
