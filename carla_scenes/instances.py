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
_IDS = 1 << 16


@dataclass(frozen=True)
class View:
    """What the cameras see at one moment.

    Attributes:
        ids: (H, W) uint16, ids of the instance image.
        depth: (H, W, 4) uint8, the depth image in B, G, R, A; decoded only where it is needed.
    """

    ids: npt.NDArray[np.uint16]
    depth: npt.NDArray[np.uint8]


def instance_ids(image: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint16]:
    """Return the ids of an instance image, (H, W) uint16.

    Args:
        image: (H, W, 4) uint8 in B, G, R, A: the tag in R, the id's low byte in G, its high byte in B.
    """
    # As big-endian words, B and G are the high and the low byte already.
    ids: npt.NDArray[np.uint16] = np.ascontiguousarray(image).view(">u2")[..., 0].astype(np.uint16)
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
    window = _window(box, *view_point)
    appeared = _present(after.ids[window]) & ~_present(before.ids)
    if expected is not None:
        appeared &= np.arange(_IDS) == expected
    mask: Mask = appeared[after.ids]
    inside = mask[window]
    was, now = depth_metres(before.depth[window]), depth_metres(after.depth[window])
    nearer = _nearer(was, now)
    if not inside.any():
        return Sighting((), mask, SHARED_ID if nearer.sum() >= _CHANGED_PIXELS else INVISIBLE)
    ids = tuple(np.flatnonzero(appeared).tolist())
    return Sighting(ids, mask, _doubt(int(mask.sum()), inside, nearer, _nearer(now, was)))


def _doubt(total: int, inside: Mask, nearer: Mask, farther: Mask) -> str:
    """Return why pixels may not be the object's own, or nothing.

    Args:
        total: Pixels in the whole image.
        inside: Those within the object's rectangle.
        nearer: Where the depth shrank with the object.
        farther: Where it grew, which no added object does.
    """
    share_outside = 1.0 - inside.sum() / total
    if share_outside > _MOST_OUTSIDE:
        return f"{share_outside:.0%} of its pixels lie outside its projected box"
    share_nearer = (nearer & inside).sum() / inside.sum()
    if share_nearer < _LEAST_NEARER:
        return f"only {share_nearer:.0%} of its pixels came nearer with it"
    share_farther = (farther & inside).sum() / inside.sum()
    if share_farther > _MOST_FARTHER:
        return f"{share_farther:.0%} of its pixels went farther away with it"
    return ""


def _present(ids: npt.NDArray[np.uint16]) -> Mask:
    """Return which ids occur, (65536,) bool."""
    present: Mask = np.zeros(_IDS, bool)
    present[ids] = True
    return present


def _nearer(before: npt.NDArray[np.float64], after: npt.NDArray[np.float64]) -> Mask:
    nearer: Mask = after < before - (_NEARER_M + _NEARER_SHARE * after)
    return nearer


def _window(box: Box, camera: Pose, lens: Lens) -> tuple[slice, slice]:
    """Return a box's rectangle with a margin; the whole image when the box reaches behind the camera."""
    rectangle = projected_rectangle(box, camera, lens)
    if rectangle is None:
        return slice(None), slice(None)
    left, top, right, bottom = rectangle
    margin_x = _MARGIN_PIXELS + _MARGIN_SHARE * (right - left)
    margin_y = _MARGIN_PIXELS + _MARGIN_SHARE * (bottom - top)
    rows = slice(max(0, int(top - margin_y)), max(0, int(bottom + margin_y) + 1))
    columns = slice(max(0, int(left - margin_x)), max(0, int(right + margin_x) + 1))
    return rows, columns
