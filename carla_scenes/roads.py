"""The road network of a town as plain data, read from OpenDRIVE through the genuine client, without a server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from manifests.digests import bytes_sha256
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    import numpy.typing as npt

DRIVING = "driving"
PAVEMENT = "pavement"
VERGE = "verge"

_SPACING_M = 2.0
_MOST_LANES = 12
_SURFACES = {
    "Driving": DRIVING,
    "Bidirectional": DRIVING,
    "Biking": VERGE,
    "Border": VERGE,
    "Parking": VERGE,
    "Restricted": VERGE,
    "Shoulder": VERGE,
    "Stop": VERGE,
    "Sidewalk": PAVEMENT,
}
"""Surface of each lane type of CARLA; places on other types are not used."""


@dataclass(frozen=True)
class Roads:
    """Places every two metres along all lanes of a town.

    Attributes:
        town: Name of the town.
        opendrive_sha256: Digest of the OpenDRIVE text.
        places: (N, 3) float64, middle of the lane, CARLA's frame, metres.
        yaws: (N,) float64, direction of travel, degrees.
        widths: (N,) float64, of the lane, metres.
        surfaces: (N,) text: `driving`, `pavement` or `verge`.
        cameras: (M,) indices of the places where a camera may be: driving lanes outside junctions, in the
            order of roads, lanes and distance along them.
    """

    town: str
    opendrive_sha256: str
    places: npt.NDArray[np.float64]
    yaws: npt.NDArray[np.float64]
    widths: npt.NDArray[np.float64]
    surfaces: npt.NDArray[np.str_]
    cameras: npt.NDArray[np.int64]


def read_roads(town: str, opendrive: str) -> Roads:
    """Return the road network written in an OpenDRIVE text.

    Raises:
        ToolkitError: The client is not installed, the text is no OpenDRIVE, or it has no lane to drive on.
    """
    carla = import_carla()
    try:
        waypoints = carla.Map(town, opendrive).generate_waypoints(_SPACING_M)
    except RuntimeError as error:
        raise ToolkitError(f"the road network of {town} cannot be read", found=str(error)) from None
    rows: dict[tuple[int, int, int, float], tuple[Any, ...]] = {}
    for waypoint in waypoints:
        for lane in _lanes_beside(waypoint):
            key = (lane.road_id, lane.section_id, lane.lane_id, round(lane.s, 3))
            if key not in rows and str(lane.lane_type) in _SURFACES:
                rows[key] = _row(lane)
    if not any(row[6] for row in rows.values()):
        raise ToolkitError(f"the road network of {town} has no lane to drive on outside junctions")
    ordered = [rows[key] for key in sorted(rows)]
    return Roads(
        town=town,
        opendrive_sha256=bytes_sha256(opendrive.encode()),
        places=np.array([row[:3] for row in ordered]),
        yaws=np.array([row[3] for row in ordered]),
        widths=np.array([row[4] for row in ordered]),
        surfaces=np.array([row[5] for row in ordered]),
        cameras=np.flatnonzero([row[6] for row in ordered]),
    )


def import_carla() -> Any:
    """Return the genuine client's module.

    Raises:
        ToolkitError: It is not installed.
    """
    try:
        import carla  # noqa: PLC0415 - an extra
    except ImportError:
        raise ToolkitError(
            "scenes need CARLA's client",
            expected="the extra `carla` (a wheel for Linux or Windows on x86-64)",
            remedy="pip install 'ood-builders[carla]'",
        ) from None
    return carla


def _lanes_beside(waypoint: Any) -> list[Any]:
    """Return a waypoint and those beside it, up to the outer edge of the road on its right."""
    lanes = [waypoint]
    while len(lanes) < _MOST_LANES:
        beside = lanes[-1].get_right_lane()
        if beside is None:
            break
        lanes.append(beside)
    return lanes


def _row(lane: Any) -> tuple[Any, ...]:
    place, turn = lane.transform.location, lane.transform.rotation
    surface = _SURFACES[str(lane.lane_type)]
    is_camera = surface == DRIVING and not lane.is_junction
    return place.x, place.y, place.z, turn.yaw, lane.lane_width, surface, is_camera
