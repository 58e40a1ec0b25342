"""A planned scene: everything a frame needs, as data, and the files that hold plans."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from carla_scenes.frame import Box, Lens, Pose
from carla_scenes.weather import Weather
from manifests.errors import ToolkitError
from manifests.files import write_atomically
from manifests.schema import SPLITS, safe_path_problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PLAN_VERSION = 1

_JSON_COLUMNS = ("camera", "lens", "weather", "traffic", "tries")
_LARGEST_FIELD = 1 << 22


@dataclass(frozen=True)
class Placed:
    """Something that a scene puts into the town.

    Attributes:
        name: Id of the asset, or the blueprint for traffic.
        category: Its kind.
        blueprint: What to spawn.
        pose: Middle of its underside, world frame.
        scale: Factor on its size; 1 unless the blueprint has the attribute `scale`.
        length: Size along its x axis, scale included, metres; nominal, the server knows better.
        width: Size along its y axis, metres.
        height: Size along its z axis, metres.
        surface: What it stands on: `driving`, `pavement`, `verge`, or `air`.
        colour: `R,G,B` for vehicles, else empty.
    """

    name: str
    category: str
    blueprint: str
    pose: Pose
    scale: float
    length: float
    width: float
    height: float
    surface: str
    colour: str = ""

    @property
    def box(self) -> Box:
        """Its box in the world, for upright things."""
        return Box(self.pose.offset(up=self.height / 2.0), self.length, self.width, self.height)


@dataclass(frozen=True)
class Scene:
    """One planned frame.

    Attributes:
        item_id: Unique in the dataset, such as `t5-00012`.
        split: `train`, `validation` or `test`.
        town: Such as `Town05`.
        number: Of the frame in its town, from 0.
        seed: Of the plan.
        opendrive_sha256: Digest of the road network that it was planned on.
        camera: The camera's pose.
        lens: Image size and field of view that it was planned for.
        weather: The weather.
        traffic: Vehicles and walkers of trained kinds.
        tries: Anomalies; each try is a whole set of them, used when what came before did not come out visible.
            Empty in train and validation.
    """

    item_id: str
    split: str
    town: str
    number: int
    seed: int
    opendrive_sha256: str
    camera: Pose
    lens: Lens
    weather: Weather
    traffic: tuple[Placed, ...]
    tries: tuple[tuple[Placed, ...], ...]

    @property
    def group(self) -> str:
        """Folder of the town's images, such as `t5`."""
        return town_group(self.town)


def blueprints_of_scenes(scenes: Iterable[Scene]) -> set[str]:
    """Return the blueprints that scenes show, as far as the first tries go."""
    return {placed.blueprint for scene in scenes for placed in (*scene.traffic, *(scene.tries or [()])[0])}


def town_group(town: str) -> str:
    """Return the folder of a town's images: `t5` for `Town05`, as published; other names in lower case."""
    digits = town.removeprefix("Town")
    return f"t{int(digits)}" if digits.isascii() and digits.isdigit() else town.lower()


def scene_to_document(scene: Scene) -> dict[str, Any]:
    """Return a scene as plain data that JSON can hold."""
    return {"plan_version": PLAN_VERSION, **asdict(scene)}


def scene_from_document(document: dict[str, Any]) -> Scene:
    """Return the scene that `scene_to_document` wrote.

    Raises:
        ToolkitError: The document is of another form.
    """
    try:
        if document["plan_version"] != PLAN_VERSION:
            raise ToolkitError(
                "the plan is of another version",
                expected=str(PLAN_VERSION),
                found=str(document["plan_version"]),
            )
        scene = Scene(
            **{
                **{field.name: document[field.name] for field in fields(Scene)},
                "camera": Pose(**document["camera"]),
                "lens": Lens(**document["lens"]),
                "weather": Weather(**document["weather"]),
                "traffic": tuple(map(_placed, document["traffic"])),
                "tries": tuple(tuple(map(_placed, each)) for each in document["tries"]),
            }
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ToolkitError("this is no planned scene", found=f"{type(error).__name__}: {error}") from None
    if scene.split not in SPLITS:
        raise ToolkitError("this is no planned scene", found=f"the split {scene.split!r}")
    for name in (scene.item_id, scene.group):
        if safe_path_problem(name) or "/" in name:
            raise ToolkitError("this is no planned scene", found=f"the name {name!r}")
    return scene


def write_plan(path: Path, scenes: Iterable[Scene]) -> None:
    """Write a plan, a row a frame: CSV if the file's name ends in .csv, else JSON lines."""
    documents = [scene_to_document(scene) for scene in scenes]
    if path.suffix == ".csv":
        text = io.StringIO()
        columns = ("plan_version", *(field.name for field in fields(Scene)))
        writer = csv.DictWriter(text, columns, lineterminator="\n")
        writer.writeheader()
        for document in documents:
            packed = {name: json.dumps(document[name], sort_keys=True) for name in _JSON_COLUMNS}
            writer.writerow({**document, **packed})
        write_atomically(path, text.getvalue().encode())
    else:
        lines = (json.dumps(document, sort_keys=True) + "\n" for document in documents)
        write_atomically(path, "".join(lines).encode())


def read_plan(path: Path) -> list[Scene]:
    """Return the scenes of a plan, sorted by item id.

    Raises:
        ToolkitError: The file is missing or empty, a row is malformed, or an id stands twice.
    """
    try:
        text = path.read_text("utf-8")
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise ToolkitError(
            "the plan cannot be read",
            where=path,
            found=type(error).__name__,
            remedy="make one with `python -m carla_scenes plan`",
        ) from None
    scenes: list[Scene] = []
    try:
        for document in _documents(text, is_csv=path.suffix == ".csv"):
            scenes.append(scene_from_document(document))  # noqa: PERF401 - their number tells the bad row
    except (ToolkitError, ValueError, KeyError, TypeError) as error:
        found = error.one_line if isinstance(error, ToolkitError) else f"{type(error).__name__}: {error}"
        raise ToolkitError(
            f"row {len(scenes) + 1} of the plan is malformed", where=path, found=found
        ) from None
    identifiers = {scene.item_id for scene in scenes}
    if not scenes or len(identifiers) < len(scenes):
        raise ToolkitError("the plan is empty, or an id stands twice in it", where=path)
    return sorted(scenes, key=lambda scene: scene.item_id)


def _documents(text: str, *, is_csv: bool) -> Iterable[dict[str, Any]]:
    if not is_csv:
        yield from (json.loads(line) for line in text.splitlines() if line)
        return
    csv.field_size_limit(_LARGEST_FIELD)
    for row in csv.DictReader(io.StringIO(text)):
        yield {
            **row,
            **{name: json.loads(row[name]) for name in _JSON_COLUMNS},
            **{name: int(row[name]) for name in ("plan_version", "number", "seed")},
        }


def _placed(document: dict[str, Any]) -> Placed:
    return Placed(**{**document, "pose": Pose(**document["pose"])})
