"""The land between the streets, as those who build on it see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import shapely

    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Frontage:
    """A stretch of street side: the line where pavement (or verge) ends and building land begins.

    Looking along the line, the land is on the right and the street on the left.

    Attributes:
        line: (K, 2) float64, world x and y, metres; at most a metre or two between points where it bends.
        road_id: Road of the OpenDRIVE text that it runs along.
        pavement_m: Width of the pavement between the line and the kerb, metres; 0 where there is none.
        parking_m: Width of a parking lane between kerb and driving lanes, metres; 0 where there is none.
        lanes: Driving lanes of the road, both ways together.
        speed_kmh: Speed limit of the road.
        block: Index in `Land.blocks` of the land behind it, -1 for the open country.
        near_junction: (2,) whether the line starts, and ends, at a junction.
    """

    line: Floats
    road_id: int
    pavement_m: float
    parking_m: float
    lanes: int
    speed_kmh: float
    block: int
    near_junction: tuple[bool, bool]


@dataclass(frozen=True)
class Land:
    """What may be built on.

    Attributes:
        blocks: Polygons of land enclosed by streets, and last the country around the town (with a hole).
        frontages: All street sides.
        streets: Everything paved: lanes, junctions and pavements, as one (multi)polygon. Nothing solid may
            stand in the part of it that carries traffic.
        carriageway: The part of `streets` that carries traffic (lanes and junctions, not pavements).
        pavement_height: Of the pavement above the carriageway, metres.
        planted: Raised strips and islands within streets that may be planted (medians, roundabouts); their top
            lies at `pavement_height`.
        clear: Where nothing may stand although it is pavement: before crossings, at corners, around signals.
    """

    blocks: tuple[shapely.Polygon, ...]
    frontages: tuple[Frontage, ...]
    streets: shapely.Geometry
    carriageway: shapely.Geometry
    pavement_height: float = 0.15
    planted: tuple[shapely.Polygon, ...] = ()
    clear: shapely.Geometry | None = None
