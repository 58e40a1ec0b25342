"""Which pixels belong to an anomaly: from the instance image, proven by the projected box and the depth change.

The instance image shows an id of 16 bits: up to CARLA 0.9.15 the engine's own object id, from 0.9.16 the actor's
id. Neither is taken on trust: an object's ids are those that appear only with it. Pure functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.frame import projected_rectangle

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.frame import Box, Lens, Pose

    Mask = npt.NDArray[np.bool_]

_FARTHEST_M = 1000.0
_MARGIN_SHARE, _MARGIN_PIXELS = 0.05, 2.0
_NEARER_M, _NEARER_SHARE = 0.01, 0.002
_MOST_OUTSIDE = 0.02
_LEAST_NEARER = 0.5
_MOST_FARTHER = 0.02
_CHANGED_PIXELS = 4


@dataclass(frozen=True)
class View:
    """What the cameras see at one moment.

    Attributes:
        ids: (H, W) int32, ids of the instance image, 0 to 65535.
        depth: (H, W) float64, distance along the view, metres.
    """

    ids: npt.NDArray[np.int32]
    depth: npt.NDArray[np.float64]


def instance_ids(image: npt.NDArray[np.uint8]) -> npt.NDArray[np.int32]:
    """Return the ids of an instance image.

    Args:
        image: (H, W, 4) uint8 in B, G, R, A: the tag in R, the id's low byte in G, its high byte in B.
    """
    ids: npt.NDArray[np.int32] = image[..., 1].astype(np.int32) | image[..., 0].astype(np.int32) << 8
    return ids


def depth_metres(image: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
    """Return the metres of a depth image: 24 bits, red lowest, 1000 m at the top.

    Args:
        image: (H, W, 4) uint8 in B, G, R, A.
    """
    blue, green, red = (image[..., channel].astype(np.int32) for channel in range(3))
    steps = red | green << 8 | blue << 16
    return steps.astype(np.float64) * (_FARTHEST_M / (2**24 - 1))


@dataclass(frozen=True)
class Sighting:
    """What adding one object did to the view.

    Attributes:
        ids: Ids of the object; empty when none appeared.
        mask: (H, W) bool, its pixels.
        problem: Why it cannot be used, or empty: `invisible`, `shared id`, or a sentence.
    """

    ids: tuple[int, ...]
    mask: Mask
    problem: str = ""


INVISIBLE = "invisible"
SHARED_ID = "shared id"


def sight(
    before: View, after: View, box: Box, view_point: tuple[Pose, Lens], expected: int | None = None
) -> Sighting:
    """Return which pixels an object brought, with the proof that they are its own.

    Args:
        before: The view without the object, everything else the same.
        after: The view with it.
        box: The object's box in the world.
        view_point: The camera's pose and image.
        expected: The id it should have, where the server's rule is known; other new ids are then ignored.
    """
    around = _around(box, *view_point)
    appeared = np.setdiff1d(np.unique(after.ids[around]), np.unique(before.ids))
    if expected is not None:
        appeared = appeared[appeared == expected]
    mask = np.isin(after.ids, appeared)
    if not mask.any():
        nearer = _nearer(before, after) & around
        return Sighting((), mask, SHARED_ID if nearer.sum() >= _CHANGED_PIXELS else INVISIBLE)
    return Sighting(tuple(appeared.tolist()), mask, _doubt(mask, around, before, after))


def _doubt(mask: Mask, around: Mask, before: View, after: View) -> str:
    """Return why pixels may not be the object's own, or nothing."""
    total = mask.sum()
    outside = (mask & ~around).sum() / total
    if outside > _MOST_OUTSIDE:
        return f"{outside:.0%} of its pixels lie outside its projected box"
    nearer = (_nearer(before, after) & mask).sum() / total
    if nearer < _LEAST_NEARER:
        return f"only {nearer:.0%} of its pixels came nearer with it"
    farther = (_nearer(after, before) & mask).sum() / total
    if farther > _MOST_FARTHER:
        return f"{farther:.0%} of its pixels went farther away with it"
    return ""


def _nearer(before: View, after: View) -> Mask:
    nearer: Mask = after.depth < before.depth - (_NEARER_M + _NEARER_SHARE * after.depth)
    return nearer


def _around(box: Box, camera: Pose, lens: Lens) -> Mask:
    """Return the pixels in a box's rectangle with a margin; all when the box reaches behind the camera."""
    around = np.zeros((lens.height, lens.width), bool)
    rectangle = projected_rectangle(box, camera, lens)
    if rectangle is None:
        around[:] = True
        return around
    left, top, right, bottom = rectangle
    margin_x = _MARGIN_PIXELS + _MARGIN_SHARE * (right - left)
    margin_y = _MARGIN_PIXELS + _MARGIN_SHARE * (bottom - top)
    rows = slice(max(0, int(top - margin_y)), max(0, int(bottom + margin_y) + 1))
    columns = slice(max(0, int(left - margin_x)), max(0, int(right + margin_x) + 1))
    around[rows, columns] = True
    return around
