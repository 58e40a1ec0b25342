"""Pictures of frames as in the paper's figure 4: image, ground truth, and each detector's top tenth of scores."""

from __future__ import annotations

import base64
import html
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import numpy.typing as npt

from evaluation.ranking import AUROC, METRIC_TITLES
from evaluation.tables import mean, percent

if TYPE_CHECKING:
    from evaluation.frame_scores import FrameScores
    from evaluation.segmentation import SegmentationResult

TOP_SHARE = 0.1
"""Share of the pixels that a thresholded map shows (paper, figure 4)."""

STYLE = """
.gallery { display: grid; gap: 1.2rem; }
.strip { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 200px), 1fr)); gap: .4rem; }
.strip figure { margin: 0; }
.strip img { width: 100%; height: auto; display: block; border-radius: 3px; }
.strip figcaption { font-size: .8rem; color: var(--soft); overflow-wrap: anywhere; }
"""

_WIDTH = 320
_QUALITY = 85
_SHOWN = 4
_RED = np.array([222, 48, 36], np.uint8)
_GREY = np.array([128, 128, 128], np.uint8)


def top_tenth(scores: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Return the (H, W) mask of the tenth of the pixels with the highest scores, and of ties with the lowest.

    Args:
        scores: (H, W), higher is more anomalous, without NaN.
    """
    count = max(1, int(scores.size * TOP_SHARE))
    threshold = np.partition(scores, scores.size - count, axis=None)[scores.size - count]
    return np.asarray(scores >= threshold)


def gallery_html(result: SegmentationResult) -> str:
    """Return the frames with the lowest, then with the highest mean AUROC over the detectors, as HTML.

    It is empty where the score maps are gone or no frame has metrics of its own.
    """
    scored = [frame for frame in result.frames if frame.metrics]
    if result.score_maps is None or not scored:
        return ""
    ordered = sorted(scored, key=lambda frame: (_mean_auroc(frame), frame.path))
    worst = ordered[:_SHOWN]
    best = [frame for frame in reversed(ordered) if frame not in worst][:_SHOWN]
    parts = []
    for title, frames in (("Worst images", worst), ("Best images", best)):
        if frames:
            strips = "".join(_strip(result, frame) for frame in frames)
            parts.append(f"<h3>{title}</h3><div class='gallery'>{strips}</div>")
    return "".join(parts)


def _mean_auroc(frame: FrameScores) -> float:
    return mean([metrics[AUROC] for metrics in frame.metrics.values()])


def _strip(result: SegmentationResult, scored: FrameScores) -> str:
    (frame,) = (f for f in result.dataset.frames(result.settings.split) if f.relative_path == scored.path)
    image = frame.image
    if image.ndim == 2:
        image = np.repeat(image[:, :, None], 3, axis=2)
    mask = frame.mask
    table = result.dataset.labels
    dimmed = (image // 3 + 60).astype(np.uint8)
    truth = dimmed.copy()
    truth[np.isin(mask, [c.value for c in table.with_role("void")])] = _GREY
    truth[np.isin(mask, table.anomaly_values)] = _RED
    figures = [_figure(image, scored.path), _figure(truth, f"ground truth, {_share(scored)} anomalous")]
    maps = result.score_maps(frame) if result.score_maps else {}
    for name, scores in maps.items():
        shown = dimmed.copy()
        shown[top_tenth(scores)] = _RED
        metrics = scored.metrics[name]
        figures.append(_figure(shown, f"{name}: {METRIC_TITLES[AUROC]} {percent(metrics[AUROC])}"))
    return f"<div class='strip'>{''.join(figures)}</div>"


def _share(frame: FrameScores) -> str:
    return f"{frame.positives / (frame.positives + frame.negatives):.2%}"


def _figure(pixels: npt.NDArray[np.uint8], caption: str) -> str:
    height, width = pixels.shape[:2]
    if width > _WIDTH:
        size = (_WIDTH, max(1, round(height * _WIDTH / width)))
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    _, data = cv2.imencode(
        ".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY]
    )
    encoded = base64.b64encode(data.tobytes()).decode("ascii")
    text = html.escape(caption)
    return (
        f"<figure><img src='data:image/jpeg;base64,{encoded}' alt='{html.escape(caption, quote=True)}' "
        f"width='{pixels.shape[1]}' height='{pixels.shape[0]}'><figcaption>{text}</figcaption></figure>"
    )
