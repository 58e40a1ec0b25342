"""The contact sheet preview.html: thumbnails, mask overlay, legend, licences; one file, no scripts."""

from __future__ import annotations

import base64
import html
import itertools
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

import cv2
import numpy as np

from manifests.images import decode_mask, read_image_bytes, read_thumbnail
from manifests.labels import IN_DISTRIBUTION

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy.typing as npt

    from manifests.labels import LabelTable
    from manifests.schema import DatasetInfo, Row

_THUMBNAIL_WIDTH = 320
_MASK_OPACITY = 0.6
_JPEG_QUALITY = 82

_STYLE = """
:root { color-scheme: light dark; --line: #d0d4da; --soft: #5b6470; }
@media (prefers-color-scheme: dark) { :root { --line: #3a4048; --soft: #a2abb6; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 1400px; margin: 2rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 12px; padding-bottom: 4px; border-bottom: 1px solid var(--line); }
p { margin: .25rem 0; max-width: 80ch; }
.soft, figcaption { color: var(--soft); }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { text-align: right; padding: .2rem .9rem .2rem 0; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { text-align: left; }
.sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr)); gap: 1rem; }
.pairs { grid-template-columns: repeat(auto-fill, minmax(min(100%, 480px), 1fr)); }
figure { margin: 0; min-width: 0; }
figure div { display: flex; gap: 2px; }
figure img { min-width: 0; flex: 1 1 0; width: 100%; height: auto; border-radius: 3px; }
figcaption { font-size: .8rem; overflow-wrap: anywhere; margin-top: .2rem; }
ul.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; }
.legend i { display: inline-block; width: .9rem; height: .9rem; border: 1px solid var(--line);
  border-radius: 2px; margin-right: .4rem; vertical-align: -.1rem; }
"""


def preview_html(
    folder: Path,
    info: DatasetInfo,
    table: LabelTable | None,
    sizes: Sequence[tuple[str, int]],
    samples: Sequence[tuple[Row, Row | None]],
) -> str:
    """Return the contact sheet of a dataset.

    Args:
        folder: The dataset.
        info: What it is.
        table: Its label table, when it has masks.
        sizes: (split, number of images).
        samples: Rows of the images to show, each with the row of its mask if there is one, sorted by path.
    """
    cells = "".join(f"<tr><td>{html.escape(split)}</td><td>{count:,}</td></tr>" for split, count in sizes)
    parts = [
        f"<h1>{html.escape(info.title)}</h1>",
        f"<p>{html.escape(info.description)}</p>",
        f'<p class="soft">Licence: {html.escape(info.licence)}</p>',
        f"<table><tr><th>split</th><th>images</th></tr>{cells}</table>",
    ]
    if table is not None:
        parts.append(_legend(table))
    shape = "sheet pairs" if table is not None else "sheet"
    with ThreadPoolExecutor() as pool:
        figures = pool.map(partial(_figure, folder, table), samples)
        for heading, group in itertools.groupby(
            zip(samples, figures, strict=True), key=lambda shown: _heading(shown[0][0])
        ):
            sheet = "".join(figure for _, figure in group)
            parts.append(f'<h2>{html.escape(heading)}</h2>\n<div class="{shape}">\n{sheet}</div>')
    body = "\n".join(parts)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(info.title)}: preview</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def overlay_mask(
    image: npt.NDArray[np.uint8], mask: npt.NDArray[np.uint8], table: LabelTable
) -> npt.NDArray[np.uint8]:
    """Return an image with its mask's colours laid over it; anomalies are opaque.

    Args:
        image: (H, W, 3) uint8 RGB.
        mask: (H, W) uint8 of values of `table`.
        table: Gives the colours.

    Returns:
        (H, W, 3) uint8 RGB.
    """
    opacity = np.full(256, _MASK_OPACITY, np.float32)
    opacity[list(table.anomaly_values)] = 1.0
    weight = opacity[mask][..., None]
    mixed = table.palette()[mask] * weight + image * (1 - weight)
    return np.rint(mixed).astype(np.uint8)


def _heading(row: Row) -> str:
    """Return split and group (town, category) of an image: the folders of its path below `images/`."""
    return " / ".join(row["path"].split("/")[1:-1][:2])


def _figure(folder: Path, table: LabelTable | None, sample: tuple[Row, Row | None]) -> str:
    image_row, mask_row = sample
    image = read_thumbnail(read_image_bytes(folder / image_row["path"]), _THUMBNAIL_WIDTH)
    pictures = [_img(image, image_row["path"])]
    if mask_row is not None and table is not None:
        mask = decode_mask(read_image_bytes(folder / mask_row["path"]))
        # Nearest, so that a thumbnail shows no value that the mask does not hold.
        small = cv2.resize(mask, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_NEAREST)
        pictures.append(_img(overlay_mask(image, np.asarray(small, np.uint8), table), mask_row["path"]))
    caption = html.escape(image_row["item_id"])
    if image_row["attribution"]:
        caption += f"<br>{html.escape(image_row['attribution'])}"
    return f"<figure><div>{''.join(pictures)}</div><figcaption>{caption}</figcaption></figure>\n"


def _legend(table: LabelTable) -> str:
    items = "".join(
        f'<li><i style="background:#{c.red:02x}{c.green:02x}{c.blue:02x}"></i>{c.value} {html.escape(c.name)}'
        f"{'' if c.role in {IN_DISTRIBUTION, c.name} else f' ({html.escape(c.role)})'}</li>"
        for c in table.classes
    )
    return f'<ul class="legend">{items}</ul>'


def _img(pixels: npt.NDArray[np.uint8], alternative: str) -> str:
    encoded = cv2.imencode(".jpg", pixels[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])[1].tobytes()
    data = base64.b64encode(encoded).decode("ascii")
    height, width = pixels.shape[:2]
    text = html.escape(alternative, quote=True)
    return f'<img width="{width}" height="{height}" alt="{text}" src="data:image/jpeg;base64,{data}">'
