"""Frogs and toads, about half a metre to a metre long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.surface import flat
from carla_scenes.embedded.models.anomalies.animals import coats
from carla_scenes.embedded.models.anomalies.animals.curves import bend, curve
from carla_scenes.embedded.models.anomalies.animals.features import eyes, nostrils
from carla_scenes.embedded.models.anomalies.animals.kinds import animal
from carla_scenes.embedded.models.anomalies.animals.regions import (
    Region,
    above,
    along,
    ball,
    below,
    blotches,
    common,
    dots,
    either,
    ragged,
)
from carla_scenes.embedded.models.anomalies.animals.relief import warts, within
from carla_scenes.embedded.models.anomalies.animals.sculpture import Sculpture

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Material
    from carla_scenes.embedded.geometry.mesh import Mesh


@dataclass(frozen=True)
class Frog:
    """A frog.

    Attributes:
        skin: Its back.
        belly: Its belly.
        paints: Further skins and where.
        toes: Material of the toes; the back's when None.
        iris: Colour of the eyes.
        pupil: Half width and half height of a pupil.
        girth: Factor on the thickness of the body.
        slim: Factor on the thickness of the legs.
        discs: Radius of discs on the toes, metres; 0 for none.
        warts: Height of warts, metres.
        raised: How far the front is raised, degrees.
        croaking: Whether the throat is blown up.
        eye: Radius of the eyes, metres.
        scale: Factor on the whole; 1 is about 0.75 m long.
        turned: How far the front is turned, degrees.
    """

    skin: Material
    belly: Material
    paints: tuple[tuple[Material, Region], ...] = ()
    toes: Material | None = None
    iris: Material = coats.AMBER_EYE
    pupil: tuple[float, float] = (0.62, 0.32)
    girth: float = 1.0
    slim: float = 1.0
    discs: float = 0.0
    warts: float = 0.0
    raised: float = 28.0
    croaking: bool = False
    eye: float = 0.052
    scale: float = 1.0
    turned: float = 0.0


def frog(spec: Frog) -> Mesh:
    """Return a frog that sits."""
    scale, g = spec.scale, spec.girth
    figure = Sculpture(spec.skin, cell=0.0165 * scale, melt=0.04 * scale)
    whole = figure.at(scale=scale)
    body = whole.at(-0.22, 0.0, 0.13, pitch=spec.raised)
    body.limb(
        (0.0, 0.0, 0.0, 0.13 * g),
        (0.22, 0.0, 0.03, 0.185 * g),
        (0.4, 0.0, 0.03, 0.165),
        flat=(1.0, 1.12, 0.8),
    )
    head = body.at(0.46, 0.0, 0.04, pitch=-spec.raised * 0.75)
    head.limb((0.0, 0.06, 0.0, 0.13), (0.13, 0.03, -0.015, 0.085), both=True, flat=(1.0, 1.15, 0.72))
    head.limb(
        (0.02, 0.0, -0.055, 0.12), (0.14, 0.0, -0.06, 0.08), flat=(1.0, 1.5, 0.5), skin=spec.belly, melt=0.012
    )
    head.limb((0.02, 0.1, 0.085, spec.eye * 1.05), both=True, melt=0.03)
    if spec.croaking:
        head.limb((0.05, 0.0, -0.13, 0.13), skin=spec.belly, melt=0.03)
    head.finer(ball((0.06, 0.0, 0.0), 0.27), 0.0125)
    eyes(
        head,
        (0.04, 0.115, 0.105),
        spec.eye,
        gaze=(0.5, 1.0, 0.3),
        iris=spec.iris,
        white=spec.iris,
        pupil=spec.pupil,
        bulge_depth=0.25,
    )
    nostrils(head, (0.2, 0.03, 0.03), (0.012, 0.012, 0.01), yaw=20.0, pitch=30.0)
    _legs(whole, spec)
    whole.paint(
        spec.belly, ragged(common(below(0.12), ball((0.05, 0.0, 0.1), 0.3, (1.1, 0.62, 0.8))), 0.01, 0.08)
    )
    for material, region in spec.paints:
        whole.paint(material, region)
    if spec.warts:
        whole.relief(within(warts(0.055, spec.warts, 0.4), above(0.06), 0.04))
    if spec.turned:
        figure.warp(bend(-0.1 * scale, 0.3 * scale, spec.turned))
    return figure.grounded().build()


def _legs(whole: Sculpture, spec: Frog) -> None:
    s = spec.slim
    for side in (1.0, -1.0):
        whole.limb(
            (-0.25, side * 0.12, 0.14, 0.1 * s),
            (0.02, side * 0.27, 0.2, 0.075 * s),
            (-0.27, side * 0.25, 0.075, 0.046 * s),
            melt=0.025,
        )
        whole.limb((-0.27, side * 0.25, 0.075, 0.046 * s), (-0.08, side * 0.3, 0.03, 0.04 * s), melt=0.02)
        _toes(whole, (-0.08, side * 0.3, 0.028), side, spec, count=5, length=0.2, spread=58.0)
        reach = 0.03 if side > 0.0 else -0.02
        whole.limb(
            (0.13, side * 0.15, 0.26, 0.07 * s),
            (0.1, side * 0.27, 0.15, 0.044 * s),
            (0.2 + reach, side * 0.24, 0.035, 0.034 * s),
            melt=0.025,
        )
        _toes(whole, (0.2 + reach, side * 0.24, 0.024), side, spec, count=4, length=0.12, spread=84.0)


def _toes(
    whole: Sculpture,
    place: tuple[float, float, float],
    side: float,
    spec: Frog,
    *,
    count: int,
    length: float,
    spread: float,
) -> None:
    thick = 0.017 * spec.slim
    tips = []
    for i in range(count):
        turn = np.radians(side * 14.0 + spread * (i / (count - 1) - 0.5))
        own = length * (1.0 - 0.18 * abs(i - (count - 1) / 2.0))
        tip = (place[0] + own * np.cos(turn), place[1] + own * np.sin(turn), thick * 0.7)
        tips.append(tip)
        whole.limb((*place, thick * 1.3), (*tip, thick * 0.8), skin=spec.toes, melt=0.012)
        if spec.discs:
            whole.limb((*tip, spec.discs), flat=(1.0, 1.0, 0.6), skin=spec.toes, melt=0.01)
    if count == 5:  # webs between the toes of the hind feet
        edge = curve(tips, 9)
        inner = np.array(place) + 0.82 * (edge - np.array(place))
        web = np.concatenate([[place], inner])
        web[:, 2] = thick * 0.9
        fan = np.stack([np.zeros(8, int), np.arange(1, 9), np.arange(2, 10)], axis=1)
        for shift, flip in ((0.004, False), (-0.004, True)):
            faces = fan[:, ::-1] if flip else fan
            whole.add(flat(web + np.array([0.0, 0.0, shift]), faces.astype(np.int32)), spec.toes or spec.skin)


def _green() -> Mesh:
    green, cream = coats.shiny((104, 152, 58), roughness=0.35), coats.shiny((226, 224, 190), roughness=0.4)
    spots = common(blotches(0.11, -0.4, 6), above(0.1))
    line = along([(0.22, 0.1, 0.42, 0.014), (-0.1, 0.12, 0.28, 0.014), (-0.3, 0.06, 0.2, 0.01)], both=True)
    return frog(
        Frog(
            green,
            cream,
            (
                (coats.shiny((56, 84, 36), roughness=0.35), spots),
                (coats.shiny((190, 196, 110), roughness=0.35), line),
            ),
            turned=14.0,
        )
    )


def _tree() -> Mesh:
    green, white = coats.shiny((86, 186, 62), roughness=0.25), coats.shiny((236, 232, 216), roughness=0.35)
    orange, blue = coats.shiny((232, 120, 40), roughness=0.3), coats.shiny((52, 84, 190), roughness=0.3)
    flank = ball((-0.02, 0.17, 0.16), 0.11, (1.6, 0.7, 0.8), both=True)
    return frog(
        Frog(
            green,
            white,
            ((blue, flank),),
            orange,
            coats.RED_EYE,
            (0.16, 0.8),
            girth=0.88,
            slim=0.78,
            discs=0.03,
            eye=0.06,
            raised=34.0,
            scale=0.9,
            turned=-16.0,
        )
    )


def _toad() -> Mesh:
    brown, pale = coats.skin((128, 102, 70), (98, 78, 54)), coats.skin((206, 190, 156), (180, 162, 130))
    dark = coats.skin((78, 60, 44), (62, 48, 36))
    return frog(
        Frog(
            brown,
            pale,
            ((dark, common(blotches(0.12, -0.35, 2), above(0.12))),),
            girth=1.2,
            slim=1.15,
            warts=0.017,
            raised=24.0,
            scale=1.1,
            turned=18.0,
        )
    )


def _dart() -> Mesh:
    blue, black = coats.shiny((36, 96, 206), roughness=0.15), coats.shiny((20, 22, 30), roughness=0.15)
    legs = coats.shiny((24, 56, 140), roughness=0.15)
    marks = common(either(dots(0.1, 0.027, 5), blotches(0.14, -0.5, 3)), above(0.1))
    return frog(
        Frog(
            blue,
            blue,
            ((black, marks),),
            legs,
            coats.PUPIL,
            (0.5, 0.5),
            girth=0.85,
            slim=0.72,
            raised=36.0,
            scale=0.75,
            discs=0.022,
            turned=-10.0,
        )
    )


def _bullfrog() -> Mesh:
    olive, yellow = coats.shiny((88, 96, 48), roughness=0.35), coats.shiny((222, 206, 112), roughness=0.4)
    ear = ball((0.2, 0.2, 0.36), 0.045, both=True)
    return frog(
        Frog(
            olive,
            yellow,
            (
                (coats.shiny((54, 58, 34), roughness=0.35), common(blotches(0.14, -0.25, 9), above(0.12))),
                (coats.shiny((120, 92, 54), roughness=0.4), ear),
            ),
            girth=1.15,
            slim=1.1,
            croaking=True,
            raised=30.0,
            scale=1.25,
        )
    )


FROGS = (
    animal("frog", "green", _green),
    animal("frog", "tree", _tree),
    animal("frog", "toad", _toad),
    animal("frog", "dart", _dart),
    animal("frog", "bullfrog", _bullfrog),
)
