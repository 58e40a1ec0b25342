"""CARLA's weather parameters, and what each of them does to the picture.

| parameter | effect |
| --- | --- |
| `cloudiness` | 0 to 100: how much of the sky is covered: single clouds, one deck from about 60 on; dims the sun |
| `precipitation` | 0 to 100: streaks of rain, a veil over what is far, and some wetness even where `wetness` is 0 |
| `precipitation_deposits` | 0 to 100: puddles, that mirror |
| `wind_intensity` | 0 to 100: how far streaks of rain slant |
| `sun_azimuth_angle` | degrees from x towards y: where the sun stands |
| `sun_altitude_angle` | degrees above the horizon: colour and strength of the sun and the sky; lamps are lit below 3 |
| `fog_density` | 0 to 100: how fast things vanish; 100 is a sight of 60 m |
| `fog_distance` | metres from the camera at which the fog begins |
| `fog_falloff` | how fast the fog thins with height; 0 is the same everywhere, CARLA's default 0.2 |
| `wetness` | 0 to 100: a film of water that darkens what is porous and shines |
| `scattering_intensity` | how bright the air and the fog glow around the sun; 1 is CARLA's default |
| `mie_scattering_scale` | haze in the air: a pale sky and a wide glow around the sun; CARLA's default 0.03 |
| `rayleigh_scattering_scale` | blue of the sky and red of low suns; CARLA's default 0.0331 |
| `dust_storm` | 0 to 100: a yellow-brown fog everywhere |
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt


@dataclass(frozen=True)
class Weather:
    """The weather in CARLA's parameters; see the table above. Defaults are those of `carla.WeatherParameters`."""

    cloudiness: float = 0.0
    precipitation: float = 0.0
    precipitation_deposits: float = 0.0
    wind_intensity: float = 0.0
    sun_azimuth_angle: float = 0.0
    sun_altitude_angle: float = 0.0
    fog_density: float = 0.0
    fog_distance: float = 0.0
    fog_falloff: float = 0.0
    wetness: float = 0.0
    scattering_intensity: float = 1.0
    mie_scattering_scale: float = 0.03
    rayleigh_scattering_scale: float = 0.0331
    dust_storm: float = 0.0

    @classmethod
    def from_wire(cls, values: Sequence[float]) -> Weather:
        """Return it from numbers in the order of the wire.

        Raises:
            ToolkitError: There are not 14 numbers, or some are not finite.
        """
        if len(values) != len(fields(cls)) or not np.isfinite(values).all():
            raise ToolkitError(
                "unusable weather", found=str(tuple(values)), expected=f"{len(fields(cls))} finite numbers"
            )
        return cls(*(float(value) for value in values))

    @property
    def numbers(self) -> npt.NDArray[np.float64]:
        """The parameters in the order of the wire, (14,) float64, cut to the ranges that mean something."""
        return np.array(
            [
                _cut(self.cloudiness, 100.0),
                _cut(self.precipitation, 100.0),
                _cut(self.precipitation_deposits, 100.0),
                _cut(self.wind_intensity, 100.0),
                self.sun_azimuth_angle % 360.0,
                min(90.0, max(-90.0, self.sun_altitude_angle)),
                _cut(self.fog_density, 100.0),
                max(0.0, self.fog_distance),
                _cut(self.fog_falloff, 10.0),
                _cut(self.wetness, 100.0),
                _cut(self.scattering_intensity, 10.0),
                _cut(self.mie_scattering_scale, 5.0),
                _cut(self.rayleigh_scattering_scale, 2.0),
                _cut(self.dust_storm, 100.0),
            ]
        )


def _cut(value: float, highest: float) -> float:
    return min(highest, max(0.0, value))
