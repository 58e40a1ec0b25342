"""Relief: how far the skin stands out at each point, metres. Wool, wrinkles, warts and plates."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from carla_scenes.embedded.models.anomalies.animals.noise import cell_noise, value_noise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carla_scenes.embedded.models.anomalies.animals.regions import Region

Floats = npt.NDArray[np.float64]
Relief = Callable[[Floats], Floats]


def lumps(scale: float, depth: float, stretch: Sequence[float] = (1.0, 1.0, 1.0), seed: int = 1) -> Relief:
    """Return rounded lumps with furrows between: wool, shaggy hair when stretched.

    Args:
        scale: Size of a lump, metres.
        depth: From the furrows to the tops, metres.
        stretch: How much longer lumps are along x, y and z.
        seed: Which lumps.
    """

    def relief(points: Floats) -> Floats:
        nearest, _ = cell_noise(points / np.asarray(stretch), scale, seed)
        return depth * (0.5 - np.minimum(nearest, 1.0) ** 2)

    return relief


def warts(scale: float, height: float, share: float = 0.35, seed: int = 1) -> Relief:
    """Return single bumps on an even skin; `share` is their radius in units of `scale`."""

    def relief(points: Floats) -> Floats:
        nearest, _ = cell_noise(points, scale, seed)
        return height * np.clip(1.0 - (nearest / share) ** 2, 0.0, 1.0)

    return relief


def plates(scale: float, depth: float, width: float = 0.12, seed: int = 1) -> Relief:
    """Return plates with grooves between: scutes, thick cracked skin; `width` of a groove in units of `scale`."""

    def relief(points: Floats) -> Floats:
        nearest, second = cell_noise(points, scale, seed)
        return depth * (np.clip((second - nearest) / width, 0.0, 1.0) - 1.0)

    return relief


def folds(
    direction: Sequence[float], period: float, depth: float, waviness: float = 0.3, seed: int = 1
) -> Relief:
    """Return parallel folds across a direction: wrinkled skin, the pleats of a whale's throat, ribs of a shell.

    Args:
        direction: Across the folds.
        period: Metres from fold to fold.
        depth: From crest to furrow, metres.
        waviness: How far folds wander, in periods.
        seed: Which waves.
    """
    axis = np.asarray(direction, np.float64) / np.linalg.norm(np.asarray(direction, np.float64))

    def relief(points: Floats) -> Floats:
        phase = points @ axis / period + waviness * value_noise(points, period * 3.0, seed)
        return depth * (np.abs(np.cos(np.pi * phase)) - 1.0)

    return relief


def within(relief: Relief, region: Region, fade: float) -> Relief:
    """Return a relief that there is only in a region; it fades out within `fade` metres inside the edge."""

    def limited(points: Floats) -> Floats:
        return relief(points) * np.clip(-region(points) / fade, 0.0, 1.0)

    return limited
