"""The plan of a town's frames: camera, weather, traffic and anomalies. Pure: no simulator, only the road network.

Everything derives from (seed, town, frame); the models come in shuffled rounds through the whole catalogue, so
that all are used evenly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from carla_scenes.frame import Lens, Pose
from carla_scenes.kinds import TRAINED, blueprints_of
from carla_scenes.placement import SCALE_JITTER, Stage, image_share, place_anomaly, place_traffic
from carla_scenes.randomness import generator, shuffled_rounds
from carla_scenes.scene import Scene, town_group
from carla_scenes.weather import draw_weather
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np

    from carla_scenes.catalogue import Asset
    from carla_scenes.frame import Box
    from carla_scenes.roads import Roads
    from carla_scenes.scene import Placed

LENS = Lens(1280, 720, 90.0)
"""The published size; CARLA's default field of view."""

TRIES = 8
"""Sets of anomalies planned a frame: the first, and those for when it does not come out visible."""

_MOST_ANOMALIES = 3
_ANOMALY_COUNTS = (0.5, 0.3, 0.2)
_MEAN_DRIVING, _MEAN_PARKED, _MEAN_WALKING = 5.0, 4.0, 5.0
_DENSITY_SHAPE = 3.0
"""Traffic varies along the route: the means are multiplied by a gamma variable of mean 1 and this shape."""

_CAMERA_HEIGHT_M = (1.35, 1.95)
_CAMERA_PITCH = (-5.0, 2.0)
_CAMERA_YAW = 8.0
_CAMERA_SIDE_M = 0.6
_CAMERA_TRIES = 6
_SIGHT_M = 90.0
_COLOURS = (
    "255,255,255",
    "20,20,20",
    "120,120,125",
    "190,190,195",
    "130,15,20",
    "15,35,110",
    "20,70,40",
    "200,170,60",
)


@dataclass(frozen=True)
class Wish:
    """What to plan for one town.

    Attributes:
        roads: Its road network.
        split: `train`, `validation` or `test`.
        frames: How many.
        seed: Of the whole dataset.
        assets: The catalogue; used in the test split only.
        first_slot: How many anomalies other towns of the split have used before, so that rounds go on.
        lens: Image size and field of view.
        offered: Blueprints of the server; traffic uses no others. None for all of a stock CARLA.
        obstacles: Boxes of what stands in the town by itself; nothing is placed into them.
        scale_jitter: Models that can be scaled are made up to so many times as large or small.
    """

    roads: Roads
    split: str
    frames: int
    seed: int
    assets: Sequence[Asset] = ()
    first_slot: int = 0
    lens: Lens = LENS
    offered: Collection[str] | None = None
    obstacles: Sequence[Box] = ()
    scale_jitter: float = SCALE_JITTER


@dataclass
class Planned:
    """A plan and what it left out.

    Attributes:
        scenes: One a frame, in order.
        slots: How many anomalies were dealt, placed or not.
        unplaced: One line for each model that found no place in its frame.
    """

    scenes: list[Scene]
    slots: int
    unplaced: list[str] = field(default_factory=list)


def plan_town(wish: Wish) -> Planned:
    """Return the plan of a town.

    Raises:
        ToolkitError: The test split has no assets, or nothing trained can be spawned.
    """
    town = wish.roads.town
    if wish.split == "test" and not wish.assets:
        raise ToolkitError("the test split needs an asset catalogue", remedy="name one with --assets")
    counts = [_anomaly_count(wish, number) for number in range(wish.frames)]
    dealt = shuffled_rounds(
        max(1, len(wish.assets)), wish.first_slot, sum(counts), wish.seed, "anomaly models"
    )
    planned = Planned([], sum(counts))
    taken = 0
    for number, count in enumerate(counts):
        models = [wish.assets[place] for place in dealt[taken : taken + count]]
        taken += count
        scene, missing = _plan_frame(wish, number, models)
        planned.scenes.append(scene)
        planned.unplaced += [f"{town} frame {number}: no place for {name}" for name in missing]
    return planned


def image_shares(scenes: Sequence[Scene]) -> list[float]:
    """Return the image share of the projected box of every anomaly of the first tries, sorted."""
    return sorted(
        image_share(placed.box, scene.camera, scene.lens)
        for scene in scenes
        for placed in (scene.tries[0] if scene.tries else ())
    )


def _plan_frame(wish: Wish, number: int, models: Sequence[Asset]) -> tuple[Scene, list[str]]:
    """Return a frame and the ids of the models that found no place."""
    town = wish.roads.town
    best: tuple[Scene, list[str]] | None = None
    for attempt in range(_CAMERA_TRIES):
        camera = _camera(wish, number, attempt)
        near = [box for box in wish.obstacles if _is_near(box, camera)]
        stage = Stage(wish.roads, camera, wish.lens, near)
        traffic = _traffic(wish, stage, generator(wish.seed, "traffic", town, number, attempt))
        tries = [_anomalies(wish, stage, models, turn, (town, number, attempt)) for turn in range(TRIES)]
        tries = [each for each in tries if each]
        # The first try decides which models the frame shows: the fullest one goes first.
        tries.sort(key=len, reverse=True)
        placed = {placed.name for placed in tries[0]} if tries else set()
        missing = [model.asset_id for model in models if model.asset_id not in placed]
        scene = Scene(
            item_id=f"{town_group(town)}-{number:05d}",
            split=wish.split,
            town=town,
            number=number,
            seed=wish.seed,
            opendrive_sha256=wish.roads.opendrive_sha256,
            camera=camera,
            lens=wish.lens,
            weather=draw_weather(wish.seed, town, number),
            traffic=tuple(traffic),
            tries=tuple(tuple(each) for each in tries if len(each) == len(tries[0])),
        )
        if best is None or len(missing) < len(best[1]):
            best = scene, missing
        if not missing:
            break
    if best is None or (models and not best[0].tries):
        names = ", ".join(model.asset_id for model in models)
        raise ToolkitError(
            f"no place was found for any anomaly of {town} frame {number}",
            found=names,
            remedy="leave models of extreme size out of the catalogue, or use another seed",
        )
    return best


def _is_near(box: Box, camera: Pose) -> bool:
    return abs(box.pose.x - camera.x) < _SIGHT_M and abs(box.pose.y - camera.y) < _SIGHT_M


def _anomaly_count(wish: Wish, number: int) -> int:
    if wish.split != "test":
        return 0
    rng = generator(wish.seed, "anomaly count", wish.roads.town, number)
    return min(int(rng.choice(_MOST_ANOMALIES, p=_ANOMALY_COUNTS)) + 1, len(wish.assets))


def _camera(wish: Wish, number: int, attempt: int) -> Pose:
    """Return a camera pose: frame `number` has its own stretch of the road network, so all of it is covered."""
    roads = wish.roads
    rng = generator(wish.seed, "camera", roads.town, number, attempt)
    stretch = (number + float(rng.random())) / wish.frames
    index = int(roads.cameras[min(int(stretch * len(roads.cameras)), len(roads.cameras) - 1)])
    lane = Pose.upright(roads.places[index], float(roads.yaws[index]))
    side = float(rng.uniform(-_CAMERA_SIDE_M, _CAMERA_SIDE_M))
    place = lane.offset(right=side, up=float(rng.uniform(*_CAMERA_HEIGHT_M)))
    yaw = lane.yaw + float(rng.uniform(-_CAMERA_YAW, _CAMERA_YAW))
    return Pose(place.x, place.y, place.z, float(rng.uniform(*_CAMERA_PITCH)), yaw).rounded()


def _traffic(wish: Wish, stage: Stage, rng: np.random.Generator) -> list[Placed]:
    """Return the vehicles and walkers of a frame, of trained kinds only, and add them to the stage."""
    placed: list[Placed] = []
    density = float(rng.gamma(_DENSITY_SHAPE)) / _DENSITY_SHAPE
    for role, prefix, mean in (
        ("driving", "vehicle.", _MEAN_DRIVING),
        ("parked", "vehicle.", _MEAN_PARKED),
        ("walking", "walker.", _MEAN_WALKING),
    ):
        choices = [
            b for b in blueprints_of(TRAINED, prefix) if wish.offered is None or b.name in wish.offered
        ]
        for _ in range(int(rng.poisson(mean * density)) if choices else 0):
            blueprint = choices[int(rng.integers(len(choices)))]
            colour = str(rng.choice(_COLOURS)) if prefix == "vehicle." else ""
            one = place_traffic(blueprint, role, stage, rng, colour)
            if one is not None:
                stage.add(one)
                placed.append(one)
    return placed


def _anomalies(
    wish: Wish, stage: Stage, models: Sequence[Asset], turn: int, item: tuple[str | int, ...]
) -> list[Placed]:
    """Return one try at placing a frame's models; later tries draw them nearer."""
    view = stage.copy()
    placed: list[Placed] = []
    for place, model in enumerate(models):
        rng = generator(wish.seed, "anomaly", *item, turn, place)
        one = place_anomaly(
            model, view, rng, closer=1.0 / (1.0 + 0.25 * turn), scale_jitter=wish.scale_jitter
        )
        if one is not None:
            view.add(one)
            placed.append(one)
    return placed
