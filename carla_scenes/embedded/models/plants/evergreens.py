"""Conifers and palms: needles in sprays along whorled branches, fronds around a crown."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from carla_scenes.embedded.geometry.materials import Colour, Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import Mesh, MeshBuilder
from carla_scenes.embedded.geometry.surface import unit
from carla_scenes.embedded.models.plants.branches import (
    GOLDEN_ANGLE,
    UP,
    Branches,
    Shoots,
    pruned,
    shoots,
    skin,
    stem,
)
from carla_scenes.embedded.models.plants.leaves import Foliage, add_leaves, cards, leaf_material
from carla_scenes.embedded.tags import Tag

_SEED = 7302


@dataclass(frozen=True)
class Conifer:
    """A kind of tree with needles; a card is a tuft of them.

    Attributes:
        number: Key of its randomness.
        height: Of the stem of its variants, metres.
        girth: Radius of the stem, metres.
        boughs: Main branches.
        twigs: Branches of boughs; they carry the needles.
        foliage: Its tufts.
        bark: Colour of stem and branches.
        wander: Crookedness of the stem.
        clear: Height below which it is pruned, metres.
    """

    number: int
    height: tuple[float, ...]
    girth: float
    boughs: Shoots
    twigs: Shoots
    foliage: Foliage
    bark: Colour
    wander: float = 0.01
    clear: float = 0.1

    def grow(self, variant: int) -> Mesh:
        """Return the mesh of a variant; its stem stands on the origin."""
        rng = np.random.default_rng(np.random.SeedSequence([_SEED, self.number, variant]))
        builder = MeshBuilder(Tag.VEGETATION)
        trunk = stem(self.height[variant], self.girth, rng, wander=self.wander, top=0.06)
        boughs = shoots(trunk, self.boughs, rng, boughs=True)
        twigs = pruned(shoots(boughs, self.twigs, rng), self.clear)
        bark = Material(self.bark, Pattern.BARK, roughness=0.95)
        for level, sides in ((trunk, 10), (boughs, 5), (twigs, 3)):
            builder.add(skin(level, sides), bark)
        share = 0.78
        outer = replace(self.foliage, count=int(share * self.foliage.count))
        add_leaves(builder, twigs, outer, rng, lowest=self.clear)
        # Tufts on the boughs themselves close the crown around the stem.
        inner = replace(self.foliage, count=self.foliage.count - int(share * self.foliage.count))
        add_leaves(builder, boughs, inner, rng, lowest=self.clear)
        return builder.build()


SPRUCE = Conifer(
    number=1,
    height=(12.0, 9.5, 14.0),
    girth=0.16,
    boughs=Shoots(
        84, (0.07, 0.985), (98.0, 88.0, 70.0, 48.0), (0.215, 0.20, 0.155, 0.10, 0.025), 0.12, 0.04, 0.3, 6
    ),
    twigs=Shoots(9, (0.15, 1.0), (62.0, 42.0), (0.34, 0.30, 0.18), -0.35, 0.08, 0.5, 3),
    foliage=Foliage(srgb(50, 74, 50), 30000, 0.18, 0.042, 0.05, 0.22, 0.5, 0.0),
    bark=srgb(86, 68, 54),
)
PINE = Conifer(
    number=2,
    height=(12.0, 10.4, 13.2),
    girth=0.15,
    boughs=Shoots(
        22, (0.52, 0.97), (84.0, 70.0, 56.0, 25.0), (0.20, 0.28, 0.26, 0.20, 0.11), 0.5, 0.16, 0.4, 6
    ),
    twigs=Shoots(11, (0.35, 1.0), (60.0, 40.0), (0.36, 0.34, 0.28), 0.5, 0.16, 0.5, 4),
    foliage=Foliage(srgb(66, 90, 62), 29000, 0.17, 0.045, 0.13, -0.25, 0.5, 0.25),
    bark=srgb(126, 92, 70),
    wander=0.035,
    clear=4.6,
)
CYPRESS = Conifer(
    number=3,
    height=(8.6, 7.2, 9.8),
    girth=0.12,
    boughs=Shoots(
        90, (0.03, 0.985), (42.0, 34.0, 28.0, 16.0), (0.10, 0.155, 0.15, 0.11, 0.03), 1.1, 0.05, 0.3, 5
    ),
    twigs=Shoots(5, (0.2, 1.0), (34.0, 22.0), (0.5, 0.4), 0.7, 0.08, 0.5, 3),
    foliage=Foliage(srgb(50, 74, 46), 30000, 0.13, 0.05, 0.06, -0.9, 0.1, 0.0),
    bark=srgb(96, 80, 64),
)


@dataclass(frozen=True)
class Palm:
    """A palm: a bare stem and a head of feathered fronds.

    Attributes:
        number: Key of its randomness.
        height: Of the stem of its variants, metres.
        girth: Radius of the stem, metres.
        fronds: How many.
        length: Of a frond, metres.
        colour: Of the fronds.
        wander: Crookedness of the stem.
    """

    number: int
    height: tuple[float, ...]
    girth: float
    fronds: int
    length: float
    colour: Colour
    wander: float = 0.02

    def grow(self, variant: int) -> Mesh:
        """Return the mesh of a variant; its stem stands on the origin."""
        rng = np.random.default_rng(np.random.SeedSequence([_SEED, 100 + self.number, variant]))
        builder = MeshBuilder(Tag.VEGETATION)
        trunk = stem(
            self.height[variant], self.girth, rng, wander=self.wander, top=0.75, flare=0.35, points=24
        )
        # Scars of old fronds ring the stem.
        rings = 1.0 + 0.06 * np.sin(np.arange(24) * np.pi)[None] + rng.normal(0.0, 0.02, (1, 24))
        trunk = replace(trunk, radii=trunk.radii * rings)
        bark = Material(srgb(138, 122, 100), Pattern.BARK, srgb(104, 90, 72), roughness=0.95)
        builder.add(skin(trunk, 12), bark)
        living, dead = self._fronds(trunk, rng, dead=False), self._fronds(trunk, rng, dead=True)
        builder.add(skin(living, 4), Material(srgb(122, 128, 70), roughness=0.7))
        builder.add(skin(dead, 3), bark)
        self._add_leaflets(builder, living, self.colour, rng)
        self._add_leaflets(builder, dead, srgb(150, 124, 84), rng)
        return builder.build()

    def _fronds(self, trunk: Branches, rng: np.random.Generator, *, dead: bool) -> Branches:
        """Return the midribs: young ones upright in the middle, old ones hanging, dead ones against the stem."""
        count = 9 if dead else self.fronds
        age = np.linspace(0.0, 1.0, count)
        azimuth = np.arange(count) * GOLDEN_ANGLE + rng.uniform(-0.2, 0.2, count)
        pitch = np.full(count, -1.05) if dead else np.radians(82.0 - 92.0 * age)
        pitch = pitch + rng.normal(0.0, 0.06, count)
        head = np.stack(
            [np.cos(pitch) * np.cos(azimuth), np.cos(pitch) * np.sin(azimuth), np.sin(pitch)], axis=1
        )
        steps = 8
        length = self.length * (0.6 if dead else 1.0) * rng.uniform(0.85, 1.1, count)
        place = np.repeat(trunk.lines[:, -1], count, axis=0)
        places = [place]
        for step in range(steps):
            weight = 0.06 + 0.045 * step
            head = unit(head - UP * weight)
            place = place + head * (length / steps)[:, None]
            places.append(place)
        radii = np.broadcast_to(np.linspace(0.035, 0.006, steps + 1), (count, steps + 1))
        return Branches(np.stack(places, axis=1), radii, np.arange(count))

    def _add_leaflets(
        self, builder: MeshBuilder, ribs: Branches, colour: Colour, rng: np.random.Generator
    ) -> None:
        """Add narrow leaflets on both sides of midribs."""
        pairs = 46
        count = len(ribs.lines) * pairs * 2
        which = np.repeat(np.arange(len(ribs.lines)), pairs * 2)
        share = np.tile(np.repeat(np.linspace(0.12, 0.99, pairs), 2), len(ribs.lines))
        sign = np.tile([1.0, -1.0], len(ribs.lines) * pairs)[:, None]
        places, direction, _ = ribs.at(which, share)
        side = unit(np.cross(UP, direction))
        upper = np.cross(direction, side)
        along = unit(side * sign + direction * (0.35 + 0.9 * share)[:, None] - [0.0, 0.0, 0.35])
        along = unit(along + upper * 0.15 + rng.normal(0.0, 0.08, along.shape))
        length = 0.62 * np.sin(np.pi * (0.12 + 0.8 * share)) * self.length / 2.4 + 0.05
        length *= rng.uniform(0.85, 1.15, count)
        facing = unit(upper + side * sign * -0.35)
        width = np.full(count, 0.034 * self.length / 2.4)
        shading = unit(facing + UP * 0.5)
        leaflets = cards(places, along, facing, length=length, width=width, shading=shading, blades=True)
        builder.add(leaflets, leaf_material(colour))


DATE_PALM = Palm(
    number=1, height=(7.2, 6.6, 8.6), girth=0.20, fronds=34, length=2.7, colour=srgb(92, 108, 62)
)
FAN_PALM = Palm(
    number=2, height=(10.5, 9.0), girth=0.15, fronds=30, length=1.9, colour=srgb(88, 112, 56), wander=0.012
)
