"""The build: plan the towns, render the plan, seal the frames."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from builders.streethazards.check import check_rows, join_names
from builders.streethazards.presets import PRESETS, Share, counts
from carla_scenes.frame_files import frame_paths
from carla_scenes.placement import SCALE_JITTER
from carla_scenes.plan import Wish, plan_town
from carla_scenes.roads import read_roads
from manifests import __version__
from manifests.command import progress
from manifests.digests import bytes_sha256
from manifests.errors import FindingsError, ToolkitError
from manifests.images import read_image_bytes
from manifests.schema import ANNOTATION, IMAGE, PAPER_CITATION, RULES, DatasetInfo, Row
from manifests.sealing import CLASS_PIXELS, format_class_pixels, seal
from manifests.tasks import run_tasks
from manifests.workspace import Outcome, Workspace

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from carla_scenes.catalogue import Asset
    from carla_scenes.frame import Box
    from carla_scenes.scene import Scene
    from manifests.schema import Manifest
    from manifests.shelf import Shelf

INFO = DatasetInfo(
    name="streethazards",
    title="StreetHazards",
    description=(
        "Driving scenes in towns 1-3 (train), 4 (validation) and 5-6 (test) with segmentation; every test image, and "
        "no other, holds anomalous 3D models."
    ),
    builder="builders.streethazards",
    licence="CC-BY-4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
    citation=PAPER_CITATION,
    homepage="https://github.com/hendrycks/anomaly-seg",
    rules=RULES,
    label_table="streethazards",
    columns=(
        "town",
        "condition",
        "day_time",
        "sun_altitude",
        "assets",
        "categories",
        "asset_pixels",
        "distances_m",
        "anomaly_pixels",
        "anomaly_fraction",
        "used_try",
        "scene_sha256",
        CLASS_PIXELS,
    ),
)

SCENES_NAME = "scenes.jsonl"
"""Sealed beside the items: poses, weather, boxes, visible pixels and camera matrices, one line a frame."""

_CARLA_URL = "https://carla.org"
_EMBEDDED = "embedded simulator"


@dataclass(frozen=True)
class Plan:
    """The scenes of a whole dataset, and the models that found no place in their frame."""

    scenes: list[Scene]
    unplaced: list[str]


@dataclass(frozen=True)
class Config:
    """What to seal.

    Attributes:
        frames: Folder of rendered frames.
        out: Folder of the finished dataset.
        scenes: The frames that belong to it.
        parameters: Every parameter that shapes the content.
        seed: Of the plan.
        expected: Images of each split.
        models: Asset ids that must all appear in the test split.
        overwrite: Replace a sealed dataset of other content.
        workers: Tasks at the same time.
    """

    frames: Path
    out: Path
    scenes: Sequence[Scene]
    parameters: dict[str, Any]
    seed: int
    expected: Mapping[str, int]
    models: Collection[str] = ()
    overwrite: bool = False
    workers: int = 1


@dataclass(frozen=True)
class _Task:
    item_id: str
    paths: dict[str, str]
    frames: Path
    shelf: Shelf


def plan_dataset(
    shares: Sequence[Share],
    opendrive: Mapping[str, str],
    assets: Sequence[Asset],
    seed: int,
    *,
    offered: Collection[str] | None = None,
    obstacles: Mapping[str, Sequence[Box]] | None = None,
    scale_jitter: float = SCALE_JITTER,
) -> Plan:
    """Return the plan of all towns; rounds through the catalogue go on from town to town.

    Args:
        shares: How many frames of which town.
        opendrive: Road network of each town.
        assets: The catalogue.
        seed: Of the dataset.
        offered: Blueprints that the server has; None for all of a stock CARLA.
        obstacles: Boxes of what stands in each town by itself.
        scale_jitter: Models that can be scaled are made up to so many times as large or small.
    """
    scenes: list[Scene] = []
    unplaced: list[str] = []
    slots: dict[str, int] = {}
    for share in shares:
        if share.frames == 0:
            continue
        planned = plan_town(
            Wish(
                roads=read_roads(share.town, opendrive[share.town]),
                split=share.split,
                frames=share.frames,
                seed=seed,
                assets=assets,
                first_slot=slots.get(share.split, 0),
                offered=offered,
                obstacles=(obstacles or {}).get(share.town, ()),
                scale_jitter=scale_jitter,
            )
        )
        slots[share.split] = slots.get(share.split, 0) + planned.slots
        scenes += planned.scenes
        unplaced += planned.unplaced
    return Plan(scenes, unplaced)


def shares_of(
    preset: str, towns: Collection[str] | None = None, limit: int | None = None
) -> tuple[Share, ...]:
    """Return a preset's shares, of some towns only, and at most `limit` frames a town.

    Raises:
        ToolkitError: A town is not in the preset.
    """
    shares = PRESETS[preset]
    unknown = sorted(set(towns or ()) - {share.town for share in shares})
    if unknown:
        raise ToolkitError(
            f"no split has the town {', '.join(unknown)}", expected=", ".join(s.town for s in shares)
        )
    chosen = (share for share in shares if towns is None or share.town in towns)
    return tuple(replace(s, frames=min(s.frames, limit or s.frames)) for s in chosen)


def build(config: Config) -> Manifest:
    """Seal rendered frames as StreetHazards.

    Raises:
        FindingsError: Frames are missing or damaged, or the whole is not what it has to be; nothing is sealed.
        ToolkitError: The output cannot be used.
    """
    with Workspace(
        config.out,
        info=INFO,
        parameters=config.parameters,
        builder_version=__version__,
        seed=config.seed,
    ) as work:
        tasks = (_Task(s.item_id, frame_paths(s), config.frames, work.shelf) for s in config.scenes)
        with progress(len(config.scenes), "StreetHazards", "frame") as bar:
            for outcome in run_tasks(build_item, tasks, workers=config.workers, threads=True):
                work.record(outcome)
                bar.update()
        work.forget_others([scene.item_id for scene in config.scenes])
        if work.tally.failures:
            raise FindingsError(
                f"{len(work.tally.failures)} of {len(config.scenes)} frames are missing or damaged; nothing was sealed",
                sorted(work.tally.failures),
                remedy="render again: whole frames are kept",
            )
        findings = check_rows(work.rows(), config.expected, config.models)
        if findings:
            raise FindingsError("the frames do not make a StreetHazards; nothing was sealed", findings)
        lines = [
            (config.frames / frame_paths(scene)["sidecar"]).read_bytes()
            for scene in sorted(config.scenes, key=lambda scene: scene.item_id)
        ]
        work.info = replace(INFO, description=f"{INFO.description} Images: {_renderers(work)}.")
        return seal(work, overwrite=config.overwrite, extra_files={SCENES_NAME: b"".join(lines)})


def build_item(task: _Task) -> Outcome:
    """Take one rendered frame into the dataset; what is wrong with its files becomes a failure."""
    try:
        return _take(task)
    except ToolkitError as error:
        return Outcome(task.item_id, source=task.paths["sidecar"], failure=error.one_line)
    except OSError as error:
        return Outcome(task.item_id, source=task.paths["sidecar"], failure=error.strerror or str(error))


def _take(task: _Task) -> Outcome:
    try:
        sidecar = json.loads((task.frames / task.paths["sidecar"]).read_bytes())
        common = _common(sidecar)
        anomalies = _anomaly_columns(sidecar)
        rows = tuple(
            _row(role, sidecar[key], common | (anomalies if role == ANNOTATION else {}))
            for role, key in ((IMAGE, "image"), (ANNOTATION, "annotation"))
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ToolkitError("the sidecar is damaged", found=f"{type(error).__name__}: {error}") from None
    for row, key in zip(rows, ("image", "annotation"), strict=True):
        data = read_image_bytes(task.frames / task.paths[key])
        if bytes_sha256(data) != row["sha256"] or row["path"] != task.paths[key]:
            raise ToolkitError(f"{task.paths[key]} is not the file that was rendered")
        if not task.shelf.keeps(row):
            task.shelf.write(row["path"], data)
    return Outcome(task.item_id, rows, task.paths["sidecar"])


def _row(role: str, facts: dict[str, Any], columns: Row) -> Row:
    return {
        **columns,
        "path": facts["path"],
        "role": role,
        "sha256": facts["sha256"],
        "bytes": str(facts["bytes"]),
        "pixels_sha256": facts["pixels_sha256"],
    }


def _common(sidecar: dict[str, Any]) -> Row:
    """Return what image and mask of a frame share."""
    scene, weather, renderer = sidecar["scene"], sidecar["scene"]["weather"], sidecar["renderer"]
    (focal, _, half_width), (_, _, half_height), _ = sidecar["intrinsics"]
    if focal <= 0:
        raise ValueError("the focal length")
    embedded = renderer == _EMBEDDED
    return {
        "split": scene["split"],
        "item_id": scene["item_id"],
        "width": str(round(2 * half_width)),
        "height": str(round(2 * half_height)),
        "source": renderer,
        "source_url": "" if embedded else _CARLA_URL,
        "licence": INFO.licence,
        "attribution": renderer if embedded else f"{renderer}, CARLA contributors",
        "town": scene["town"],
        "condition": weather["condition"],
        "day_time": weather["day_time"],
        "sun_altitude": repr(weather["parameters"]["sun_altitude_angle"]),
        "scene_sha256": sidecar["scene_sha256"],
    }


def _anomaly_columns(sidecar: dict[str, Any]) -> Row:
    """Return what the row of a mask adds."""
    anomalies = sidecar["anomalies"]
    pixels = {int(value): int(count) for value, count in sidecar["class_pixels"].items()}
    anomalous = sum(anomaly["pixels"] for anomaly in anomalies)
    return {
        "assets": join_names(anomaly["name"] for anomaly in anomalies),
        "categories": join_names(anomaly["category"] for anomaly in anomalies),
        "asset_pixels": join_names(str(anomaly["pixels"]) for anomaly in anomalies),
        "distances_m": join_names(repr(anomaly["distance_m"]) for anomaly in anomalies),
        "anomaly_pixels": str(anomalous),
        "anomaly_fraction": repr(anomalous / sum(pixels.values())),
        "used_try": str(sidecar["used_try"]),
        CLASS_PIXELS: format_class_pixels(pixels),
    }


def _renderers(work: Workspace) -> str:
    return ", ".join(sorted({row["source"] for row in work.rows()}))


def expected_counts(shares: Sequence[Share]) -> dict[str, int]:
    """Return the images of each split."""
    return counts(tuple(shares))
