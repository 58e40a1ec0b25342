"""Persons: a build, a head and clothes, put together in a pose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carla_scenes.embedded.geometry.materials import srgb
from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.models.walkers.belongings import add_belonging, add_phone
from carla_scenes.embedded.models.walkers.extremities import Shoe, add_foot, add_hand
from carla_scenes.embedded.models.walkers.head_frame import Head, skin_material
from carla_scenes.embedded.models.walkers.heads import add_head
from carla_scenes.embedded.models.walkers.limbs import arm, leg
from carla_scenes.embedded.models.walkers.lowers import Lower, add_lower
from carla_scenes.embedded.models.walkers.skeleton import PHONE, Build, pose_of, skeleton_of
from carla_scenes.embedded.models.walkers.skins import skin
from carla_scenes.embedded.models.walkers.uppers import UPPERS, Upper, add_upper
from carla_scenes.embedded.tags import Tag

if TYPE_CHECKING:
    from carla_scenes.embedded.geometry.materials import Colour, Material
    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.walkers.skeleton import Skeleton

_DARK = srgb(40, 42, 48)


@dataclass(frozen=True)
class Person:
    """Somebody.

    Attributes:
        build: Proportions.
        head: Face, hair and hat.
        uppers: Upper garments, the innermost first.
        lower: What is worn below; None under a dress.
        shoe: What is worn on the feet.
        belonging: What is carried, or an empty string.
        belonging_colour: Its colour.
        manner: 0 to 1, in which persons' poses differ.
        tights: Colour of the legs where no trousers cover them; their skin when None.
    """

    build: Build
    head: Head
    uppers: tuple[Upper, ...]
    lower: Lower | None
    shoe: Shoe
    belonging: str = ""
    belonging_colour: Colour = _DARK
    manner: float = 0.5
    tights: Colour | None = None


def person_mesh(person: Person, variant: int, seed: int) -> Mesh:
    """Return somebody's mesh, the origin in the middle of the underside of its bounding box.

    Args:
        person: Who.
        variant: Pose, as in `skeleton`.
        seed: Decides how clothes fold.
    """
    builder = MeshBuilder(Tag.PEDESTRIANS)
    bones = skeleton_of(person.build, pose_of(variant, person.manner))
    flesh = skin_material(person.head.skin)
    add_head(builder, bones, person.head)
    carries = person.belonging in ("handbag", "shopping bag", "briefcase", "umbrella")
    for number in range(2):
        closed = (number == 0 and variant == PHONE) or (number == 1 and carries)
        add_hand(builder, bones, number, flesh, closed=closed)
        add_foot(builder, bones, number, person.shoe, flesh)
    _add_bare(builder, bones, person, flesh)
    if person.lower is not None:
        add_lower(builder, bones, person.lower, seed)
    for upper in person.uppers:
        add_upper(builder, bones, upper, seed)
    if person.belonging:
        cut = UPPERS[person.uppers[-1].kind]
        add_belonging(builder, bones, person.belonging, person.belonging_colour, (cut.extra, cut.loose))
    if variant == PHONE:
        add_phone(builder, bones)
    mesh = builder.build()
    return mesh.fitted(*mesh.size)


def _add_bare(builder: MeshBuilder, bones: Skeleton, person: Person, flesh: Material) -> None:
    """Add arms and legs that no clothes cover."""
    u = bones.build.unit
    sleeve = max(UPPERS[upper.kind].sleeve for upper in person.uppers)
    if sleeve <= 0.5:
        for number in range(2):
            builder.add(skin(arm(bones, number), 0.019 * bones.build.grain, 0.02 * u).only(0), flesh)
    if person.lower is None or person.lower.kind in ("shorts", "skirt", "long skirt"):
        legs = flesh if person.tights is None else skin_material(person.tights)
        for number in range(2):
            limbs = leg(
                bones, number, above=0.95 if person.lower and person.lower.kind == "long skirt" else 0.45
            )
            builder.add(skin(limbs, 0.020 * bones.build.grain, 0.02 * u).only(0), legs)
