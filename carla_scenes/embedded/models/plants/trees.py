"""Broadleaved trees: a stem, three levels of branches, and some ten thousand leaves each."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from carla_scenes.embedded.geometry.materials import Colour, Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import Mesh, MeshBuilder
from carla_scenes.embedded.models.plants.branches import Shoots, pruned, shoots, skin, stem
from carla_scenes.embedded.models.plants.leaves import Foliage, add_leaves
from carla_scenes.embedded.tags import Tag

_SEED = 7301
"""Key of this module's randomness; changing it regrows every tree."""


@dataclass(frozen=True)
class Broadleaf:
    """A kind of tree with leaves.

    Attributes:
        number: Key of its randomness.
        height: Of the stem of its variants, metres; the crown reaches a little higher.
        girth: Radius of the stem, metres.
        boughs: Main branches.
        limbs: Branches of boughs.
        twigs: Branches of limbs; they carry the leaves.
        foliage: Its leaves.
        bark: Colour of stem and branches.
        spots: Second colour of the bark.
        wander: Crookedness of the stem.
        top: Radius of the stem's tip as a share of `girth`.
        clear: Height below which it is pruned, metres: street trees leave room for lorries.
    """

    number: int
    height: tuple[float, ...]
    girth: float
    boughs: Shoots
    limbs: Shoots
    twigs: Shoots
    foliage: Foliage
    bark: Colour = field(default_factory=lambda: srgb(96, 84, 70))
    spots: Colour | None = None
    wander: float = 0.03
    top: float = 0.12
    clear: float = 0.0

    def grow(self, variant: int) -> Mesh:
        """Return the mesh of a variant; its stem stands on the origin."""
        rng = np.random.default_rng(np.random.SeedSequence([_SEED, self.number, variant]))
        builder = MeshBuilder(Tag.VEGETATION)
        trunk = stem(self.height[variant], self.girth, rng, wander=self.wander, top=self.top)
        boughs = pruned(shoots(trunk, self.boughs, rng, boughs=True), self.clear)
        limbs = pruned(shoots(boughs, self.limbs, rng), self.clear)
        twigs = pruned(shoots(limbs, self.twigs, rng), self.clear)
        bark = Material(self.bark, Pattern.BARK, self.spots, roughness=0.95)
        for level, sides in ((trunk, 12), (boughs, 7), (limbs, 4), (twigs, 3)):
            builder.add(skin(level, sides), bark)
        add_leaves(builder, twigs, self.foliage, rng, lowest=self.clear)
        return builder.build()


LIME = Broadleaf(
    number=1,
    height=(11.5, 10.2, 12.4),
    girth=0.17,
    boughs=Shoots(
        16, (0.45, 0.90), (70.0, 62.0, 46.0, 18.0), (0.21, 0.29, 0.29, 0.24, 0.15), 0.55, 0.08, 0.45, 6
    ),
    limbs=Shoots(6, (0.30, 0.98), (55.0, 38.0), (0.50, 0.42, 0.32), 0.25, 0.12, 0.6, 4),
    twigs=Shoots(5, (0.25, 1.0), (55.0, 30.0), (0.65, 0.55), 0.05, 0.16, 0.6, 4),
    foliage=Foliage(srgb(82, 110, 46), 27500, 0.115, 0.105, 0.2, 0.45),
    bark=srgb(92, 84, 74),
    clear=4.6,
)
PLANE = Broadleaf(
    number=2,
    height=(14.0, 12.6, 15.2),
    girth=0.2,
    boughs=Shoots(
        13, (0.385, 0.82), (60.0, 56.0, 44.0, 18.0), (0.28, 0.34, 0.34, 0.30, 0.22), 0.5, 0.12, 0.5, 6
    ),
    limbs=Shoots(6, (0.35, 1.0), (55.0, 35.0), (0.48, 0.42, 0.34), 0.2, 0.14, 0.6, 4),
    twigs=Shoots(6, (0.25, 1.0), (58.0, 30.0), (0.60, 0.50), -0.05, 0.18, 0.6, 4),
    foliage=Foliage(srgb(100, 122, 56), 28000, 0.16, 0.15, 0.27, 0.35),
    bark=srgb(158, 148, 120),
    spots=srgb(112, 104, 82),
    wander=0.022,
    top=0.2,
    clear=4.6,
)
BIRCH = Broadleaf(
    number=3,
    height=(11.4, 10.4, 12.4),
    girth=0.115,
    boughs=Shoots(
        18, (0.42, 0.96), (52.0, 42.0, 35.0, 20.0), (0.20, 0.20, 0.17, 0.13, 0.07), 0.35, 0.10, 0.42, 6
    ),
    limbs=Shoots(5, (0.30, 1.0), (45.0, 35.0), (0.50, 0.42), -0.5, 0.10, 0.55, 5),
    twigs=Shoots(4, (0.25, 1.0), (45.0, 25.0), (0.85, 0.7), -1.3, 0.10, 0.6, 5),
    foliage=Foliage(srgb(106, 132, 62), 23000, 0.085, 0.07, 0.12, 0.8, 0.3),
    bark=srgb(206, 203, 195),
    spots=srgb(58, 54, 50),
    wander=0.035,
    clear=4.6,
)
OAK = Broadleaf(
    number=4,
    height=(9.0, 8.0, 9.8),
    girth=0.25,
    boughs=Shoots(
        14, (0.24, 0.72), (82.0, 70.0, 48.0, 14.0), (0.38, 0.46, 0.46, 0.42, 0.36), 0.4, 0.17, 0.55, 7
    ),
    limbs=Shoots(6, (0.30, 1.0), (58.0, 40.0), (0.48, 0.42, 0.34), 0.15, 0.2, 0.6, 4),
    twigs=Shoots(6, (0.2, 1.0), (60.0, 35.0), (0.58, 0.5), 0.1, 0.22, 0.6, 4),
    foliage=Foliage(srgb(70, 94, 40), 28000, 0.15, 0.125, 0.24, 0.25),
    bark=srgb(84, 76, 64),
    wander=0.07,
    top=0.3,
    clear=1.6,
)
MAPLE = Broadleaf(
    number=5,
    height=(9.4, 9.0, 10.2),
    girth=0.13,
    boughs=Shoots(
        15, (0.52, 0.86), (64.0, 56.0, 44.0, 14.0), (0.22, 0.29, 0.31, 0.28, 0.22), 0.55, 0.09, 0.45, 5
    ),
    limbs=Shoots(6, (0.30, 1.0), (55.0, 38.0), (0.52, 0.42), 0.25, 0.13, 0.6, 4),
    twigs=Shoots(5, (0.25, 1.0), (55.0, 30.0), (0.62, 0.55), 0.1, 0.16, 0.6, 4),
    foliage=Foliage(srgb(112, 122, 50), 23000, 0.11, 0.105, 0.17, 0.35),
    bark=srgb(104, 94, 82),
    clear=4.6,
)
CHERRY = Broadleaf(
    number=6,
    height=(6.4, 5.8),
    girth=0.10,
    boughs=Shoots(13, (0.34, 0.80), (66.0, 54.0, 38.0, 12.0), (0.32, 0.42, 0.44, 0.36), 0.4, 0.1, 0.5, 5),
    limbs=Shoots(6, (0.30, 1.0), (52.0, 36.0), (0.5, 0.42), 0.2, 0.13, 0.6, 4),
    twigs=Shoots(5, (0.25, 1.0), (55.0, 30.0), (0.62, 0.55), 0.1, 0.16, 0.6, 4),
    foliage=Foliage(srgb(96, 62, 58), 27000, 0.082, 0.06, 0.15, 0.4),
    bark=srgb(88, 66, 58),
    clear=1.5,
)
POPLAR = Broadleaf(
    number=7,
    height=(17.0, 15.2, 18.6),
    girth=0.20,
    boughs=Shoots(
        34, (0.10, 0.96), (34.0, 28.0, 24.0, 14.0), (0.10, 0.14, 0.15, 0.14, 0.07), 0.9, 0.06, 0.4, 6
    ),
    limbs=Shoots(5, (0.20, 1.0), (40.0, 26.0), (0.46, 0.36), 0.7, 0.09, 0.6, 4),
    twigs=Shoots(3, (0.25, 1.0), (48.0, 30.0), (0.65, 0.55), 0.4, 0.13, 0.6, 4),
    foliage=Foliage(srgb(84, 114, 48), 28500, 0.105, 0.095, 0.16, 0.45),
    bark=srgb(104, 96, 84),
    wander=0.015,
)
YOUNG = Broadleaf(
    number=8,
    height=(5.0, 4.6, 5.4),
    girth=0.042,
    boughs=Shoots(11, (0.46, 0.92), (46.0, 40.0, 32.0, 14.0), (0.17, 0.21, 0.21, 0.14), 0.6, 0.07, 0.5, 5),
    limbs=Shoots(5, (0.25, 1.0), (48.0, 34.0), (0.45, 0.38), 0.3, 0.1, 0.6, 4),
    twigs=Shoots(3, (0.3, 1.0), (50.0, 30.0), (0.6, 0.55), 0.15, 0.14, 0.6, 3),
    foliage=Foliage(srgb(98, 126, 54), 12000, 0.075, 0.06, 0.1, 0.45),
    bark=srgb(112, 100, 84),
    wander=0.012,
    clear=2.2,
)
