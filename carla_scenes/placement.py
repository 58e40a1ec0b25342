"""Where things go: on the ground, inside the view, never through one another, at widely spread image areas.

Pure functions; every choice comes from the generator that is passed in.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.frame import Box, Pose, boxes_intersect, camera_coordinates, projected_rectangle
from carla_scenes.kinds import AIR
from carla_scenes.roads import DRIVING, PAVEMENT
from carla_scenes.scene import Placed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.catalogue import Asset
    from carla_scenes.frame import Lens
    from carla_scenes.kinds import Blueprint
    from carla_scenes.roads import Roads

SMALLEST_SHARE = 6e-5
"""Image share (of the projected box) that distances aim at, lower end: some fifty pixels of 1280x720."""

LARGEST_SHARE = 0.12
"""Upper end."""

_NEAREST_M, _FARTHEST_M = 5.0, 70.0
_SIGHT_DEGREES = 60.0
_ALLOWED_SHARE = 0.25
_INSIDE = 0.75
_HIDDEN = 0.5
_GAP_M = 0.3
_TRIES = 60
SCALE_JITTER = 1.25
"""Models that can be scaled are made up to so many times as large or small."""

_FLYING_M = (2.0, 12.0)
_KEEP_OUT = (6.0, 2.4, 3.0)
_KERB_M = 0.3

Rectangle = tuple[float, float, float, float]


@dataclass
class Stage:
    """The view of one camera and what stands in it so far.

    Attributes:
        roads: The town.
        camera: The camera's pose.
        lens: Its image.
        obstacles: Boxes of what stands in the town by itself: lamp posts, trees, benches.
        taken: Boxes that nothing may touch; the camera's own place is one.
        hiding: Rectangles in the image of what is already placed, with their distance.
    """

    roads: Roads
    camera: Pose
    lens: Lens
    obstacles: Sequence[Box] = ()
    taken: list[Box] = field(default_factory=list)
    hiding: list[tuple[Rectangle, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        ground = self.camera.z - 1.6
        self.taken.append(
            Box(Pose(self.camera.x, self.camera.y, ground + 1.5, yaw=self.camera.yaw), *_KEEP_OUT)
        )
        local = camera_coordinates(self.roads.places, Pose.upright(self.camera.location, self.camera.yaw))
        distance = np.hypot(local[:, 0], local[:, 1])
        angle = np.degrees(np.arctan2(np.abs(local[:, 1]), local[:, 0]))
        half_view = min(self.lens.fov / 2.0, _SIGHT_DEGREES)
        near = (distance >= _NEAREST_M) & (distance <= _FARTHEST_M) & (angle < half_view)
        self.visible = np.flatnonzero(near)
        self.distance = distance[near]
        self._centres = np.array([box.pose.location for box in self.obstacles]).reshape(-1, 3)
        self._radii = np.array([_radius(box) for box in self.obstacles])

    def copy(self) -> Stage:
        """Return a stage that can be added to without changing this one."""
        twin = Stage(self.roads, self.camera, self.lens, self.obstacles)
        twin.taken, twin.hiding = list(self.taken), list(self.hiding)
        return twin

    def fits(self, box: Box) -> bool:
        """Return whether a box touches nothing that is there."""
        reach = self._radii + _radius(box) + _GAP_M
        apart = np.linalg.norm(self._centres - box.pose.location, axis=1)
        close = [self.obstacles[int(index)] for index in np.flatnonzero(apart < reach)]
        return not any(boxes_intersect(box, other, _GAP_M) for other in (*self.taken, *close))

    def add(self, placed: Placed) -> None:
        """Note that something stands there now."""
        self.taken.append(placed.box)
        rectangle = projected_rectangle(placed.box, self.camera, self.lens)
        if rectangle is not None:
            self.hiding.append((rectangle, self._depth(placed.box)))

    def shows(self, box: Box) -> bool:
        """Return whether a box lies well inside the image, not too large, and mostly in front of the others."""
        rectangle = projected_rectangle(box, self.camera, self.lens)
        if rectangle is None:
            return False
        seen, whole = _area(_cut(rectangle, self.lens)), _area(rectangle)
        pixels = self.lens.width * self.lens.height
        if seen < _INSIDE * whole or not 0.5 * SMALLEST_SHARE * pixels <= seen <= _ALLOWED_SHARE * pixels:
            return False
        depth = self._depth(box)
        return not any(
            _area(_overlap(rectangle, other)) > _HIDDEN * whole
            for other, other_depth in self.hiding
            if other_depth < depth
        )

    def _depth(self, box: Box) -> float:
        return float(camera_coordinates(box.pose.location[None], self.camera)[0, 0])


def image_share(box: Box, camera: Pose, lens: Lens) -> float:
    """Return the share of the image that a box's rectangle covers, cut to the image; 0 behind the camera."""
    rectangle = projected_rectangle(box, camera, lens)
    return 0.0 if rectangle is None else _area(_cut(rectangle, lens)) / (lens.width * lens.height)


def place_anomaly(
    asset: Asset,
    stage: Stage,
    rng: np.random.Generator,
    *,
    closer: float = 1.0,
    scale_jitter: float = SCALE_JITTER,
) -> Placed | None:
    """Return a model placed in the view, or None when bounded tries found no place.

    The distance is drawn so that the logarithm of the image area is spread evenly between `SMALLEST_SHARE` and
    `LARGEST_SHARE`, as far as the model's size allows.

    Args:
        asset: The model.
        stage: The view; it is not changed.
        rng: Of this frame and try.
        closer: Factor below 1 draws it nearer, so that later tries show more of it.
        scale_jitter: Bound of the factor on its size, at least 1; the factor's logarithm is spread evenly.
    """
    if len(stage.visible) == 0:
        return None
    scale = round(scale_jitter ** float(rng.uniform(-1.0, 1.0)), 3) if asset.scalable else 1.0
    length, width, height = (side * scale for side in (asset.length, asset.width, asset.height))
    face = math.sqrt(length * width) * height
    pixels = stage.lens.width * stage.lens.height
    for _ in range(_TRIES):
        share = math.exp(rng.uniform(math.log(SMALLEST_SHARE), math.log(LARGEST_SHARE)))
        wanted = closer * stage.lens.focal * math.sqrt(face / (share * pixels))
        nearest = _NEAREST_M + max(length, width) / 2.0
        index = _at_distance(stage, min(max(wanted, nearest), _FARTHEST_M), rng)
        lift = float(rng.uniform(*_FLYING_M)) if asset.placement == AIR else 0.0
        pose = _beside(stage.roads, index, rng, lift, yaw=float(rng.uniform(-180.0, 180.0)))
        surface = AIR if asset.placement == AIR else str(stage.roads.surfaces[index])
        placed = Placed(
            name=asset.asset_id,
            category=asset.category,
            blueprint=asset.blueprint,
            pose=pose.rounded(),
            scale=scale,
            length=round(length, 4),
            width=round(width, 4),
            height=round(height, 4),
            surface=surface,
        )
        if stage.fits(placed.box) and stage.shows(placed.box):
            return placed
    return None


def place_traffic(
    blueprint: Blueprint, role: str, stage: Stage, rng: np.random.Generator, colour: str = ""
) -> Placed | None:
    """Return a vehicle or walker of a trained kind placed in the view, or None when there was no place.

    Args:
        blueprint: What to place.
        role: `driving` (along a lane), `parked` (at its right edge) or `walking` (on the pavement, at times on
            the road).
        stage: The view; it is not changed.
        rng: Of this frame.
        colour: `R,G,B` of a vehicle.
    """
    surfaces = stage.roads.surfaces[stage.visible]
    walkable = PAVEMENT if (surfaces == PAVEMENT).any() and rng.random() < 0.85 else DRIVING
    fitting = surfaces == (walkable if role == "walking" else DRIVING)
    candidates = stage.visible[fitting]
    # Places are even along the road, so this spreads the logarithm of the distance evenly, as cameras see traffic.
    weights = 1.0 / stage.distance[fitting]
    for _ in range(_TRIES if len(candidates) else 0):
        index = int(rng.choice(candidates, p=weights / weights.sum()))
        along = Pose.upright(stage.roads.places[index], float(stage.roads.yaws[index]))
        half_lane = float(stage.roads.widths[index]) / 2.0
        if role == "walking":
            pose = along.offset(right=float(rng.uniform(-0.8, 0.8)) * half_lane)
            pose = Pose.upright(pose.location, float(rng.uniform(-180.0, 180.0)))
        elif role == "parked":
            pose = along.offset(right=half_lane - blueprint.width / 2.0 + _KERB_M)
        else:
            pose = along.offset(right=float(rng.uniform(-0.3, 0.3)))
        placed = Placed(
            name=blueprint.name,
            category=blueprint.kind,
            blueprint=blueprint.name,
            pose=pose.rounded(),
            scale=1.0,
            length=blueprint.length,
            width=blueprint.width,
            height=blueprint.height,
            surface=str(stage.roads.surfaces[index]),
            colour=colour,
        )
        if stage.fits(placed.box):
            return placed
    return None


def _at_distance(stage: Stage, wanted: float, rng: np.random.Generator) -> int:
    """Return the index of a visible place at about the wanted distance."""
    apart = np.abs(stage.distance - wanted)
    near = np.flatnonzero(apart <= max(1.5, 0.1 * wanted))
    if len(near) == 0:
        near = np.argsort(apart, kind="stable")[:8]
    return int(stage.visible[rng.choice(near)])


def _beside(roads: Roads, index: int, rng: np.random.Generator, lift: float, yaw: float) -> Pose:
    """Return a pose somewhere across the lane at a place, `lift` metres above it."""
    along = Pose.upright(roads.places[index], float(roads.yaws[index]))
    moved = along.offset(right=float(rng.uniform(-0.5, 0.5)) * float(roads.widths[index]), up=lift)
    return Pose(moved.x, moved.y, moved.z, yaw=yaw)


def _radius(box: Box) -> float:
    return math.hypot(box.length, box.width, box.height) / 2.0


def _cut(rectangle: Rectangle, lens: Lens) -> Rectangle:
    return _overlap(rectangle, (0.0, 0.0, float(lens.width), float(lens.height)))


def _overlap(first: Rectangle, second: Rectangle) -> Rectangle:
    return (
        max(first[0], second[0]),
        max(first[1], second[1]),
        min(first[2], second[2]),
        min(first[3], second[3]),
    )


def _area(rectangle: Rectangle) -> float:
    left, top, right, bottom = rectangle
    return max(0.0, right - left) * max(0.0, bottom - top)
