"""Designs: all that tells one car from another, and the making of its mesh."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.embedded.geometry.curves import curve
from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.shapes import box, extrude
from carla_scenes.embedded.models.vehicles import finishes, fittings, jeep, mounting, roof_gear
from carla_scenes.embedded.models.vehicles.car import cabin_sheet, tub_rows, tub_sheet
from carla_scenes.embedded.models.vehicles.features import Finish, Part, assemble
from carla_scenes.embedded.models.vehicles.plates import plate_text
from carla_scenes.embedded.models.vehicles.wheels import Wheel, add_spare_wheel, add_wheel

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.geometry.cutting import Sheet
    from carla_scenes.embedded.geometry.materials import Colour, Material
    from carla_scenes.embedded.geometry.mesh import Mesh
    from carla_scenes.embedded.models.vehicles.car import Body

    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Slats:
    """Bars of a grille.

    Attributes:
        area: Half widths at bottom and top (of half the body's width), lowest and highest z (of the height).
        count: How many there are.
        material: What they are made of.
        upright: Whether they stand.
        thickness: Their radius, metres.
    """

    area: tuple[float, float, float, float]
    count: int
    material: Material = finishes.TRIM
    upright: bool = False
    thickness: float = 0.011


@dataclass(frozen=True)
class Details:
    """What is fixed onto a car; places along it and heights are fractions of its length and height.

    Attributes:
        mirror: Foot of the mirrors: x, z.
        mirror_size: Of their housings, metres.
        mirror_coat: What they are made of; the body's paint when None.
        handles: x and z of door handles.
        handle_coat: What they are made of; the body's paint when None.
        slats: Grilles.
        plates: Height of the front and the rear number plate; None for none.
        badges: Height of the round badge on nose and tail; None for none.
        exhausts: y (of half the width) and z of tail pipes.
        wipers: Heights of pivots and tips; None for none.
        fin: x of a shark-fin aerial; None for none.
        whip: x and y (of half the width) of a rod aerial; None for none.
        rails: Ends of roof rails; None for none.
        light_bar: x of emergency lights on the roof; None for none.
        roof_sign: Text and x of a lit sign on the roof; None for none.
        spare_wheel: Height and radius (metres) of a spare wheel on the tail; None for none.
        jeep_wings: Whether flat wings and loose bumpers stand around the wheels, as on jeeps.
        pod_lamps: x and z of head lamps in pods on the flanks; None for none.
        bumpers: Lowest and highest z of bumpers that stand off the body, and what they are made of; None for none.
        picture: Name of a picture on both flanks, x and z of its middle, its width and height (metres).
        handle_bars: Whether grab handles stand behind the doors.
        destination: Name of a picture over the windscreen and its height; None for none.
        spoiler: How far a lip reaches back from the roof's rear end, metres; None for none.
    """

    mirror: tuple[float, float] = (0.17, 0.66)
    mirror_size: tuple[float, float, float] = (0.11, 0.20, 0.14)
    mirror_coat: Material | None = None
    handles: tuple[tuple[float, float], ...] = ()
    handle_coat: Material | None = None
    slats: tuple[Slats, ...] = ()
    plates: tuple[float | None, float | None] = (0.30, 0.45)
    badges: tuple[float | None, float | None] = (None, None)
    exhausts: tuple[tuple[float, float], ...] = ()
    wipers: tuple[float, float] | None = (0.675, 0.70)
    fin: float | None = None
    whip: tuple[float, float] | None = None
    rails: tuple[float, float] | None = None
    light_bar: float | None = None
    roof_sign: tuple[str, float] | None = None
    spoiler: float | None = None
    spare_wheel: tuple[float, float] | None = None
    jeep_wings: bool = False
    pod_lamps: tuple[float, float] | None = None
    bumpers: tuple[float, float, Material] | None = None
    picture: tuple[str, float, float, float, float] | None = None
    handle_bars: bool = False
    destination: tuple[str, float] | None = None


@dataclass(frozen=True)
class Design:
    """A car.

    Attributes:
        body: Its bodywork.
        colour: Its paint when nobody asks for another.
        wheel: Its wheels; their radius is the body's.
        details: What is fixed onto it.
        second: What `Part.SECOND` is: a roof of another colour.
        stripe: What `Part.STRIPE` is: a livery.
        inset: How far the wheels' outer sides lie within the body's width, metres.
    """

    body: Body
    colour: Colour
    wheel: Wheel
    details: Details = field(default_factory=Details)
    second: Material = finishes.TRIM
    stripe: Material = finishes.TRIM
    inset: float = 0.03


def car_mesh(design: Design, tag: int, size: tuple[float, float, float], key: int) -> Mesh:
    """Return a car's mesh.

    Args:
        design: Which.
        tag: Semantic tag.
        size: Length, width with mirrors and height, metres.
        key: Decides its number plate.
    """
    builder = MeshBuilder(tag)
    add_bodywork(builder, design, size[1] / 2.0, key)
    add_running_gear(builder, design.body, design.wheel, design.inset)
    return builder.build().fitted(*size)


def add_bodywork(builder: MeshBuilder, design: Design, reach: float, key: int) -> None:
    """Add a car's body with all that is fixed onto it, but no wheels.

    Args:
        builder: The mesh.
        design: Which car.
        reach: y of the mirrors' outer edge, metres.
        key: Decides its number plate.
    """
    body, coat = design.body, finishes.paint(design.colour)
    own = {
        Part.BODY: Finish(coat),
        Part.SECOND: Finish(design.second),
        Part.STRIPE: Finish(design.stripe),
    }
    tub, cabin = tub_sheet(body), cabin_sheet(body)
    assemble(builder, tub, own)
    assemble(builder, cabin, own)
    _fit_outside(builder, design, tub, cabin, reach)
    _fit_ends(builder, design, tub, cabin, plate_text(key))


def add_running_gear(builder: MeshBuilder, body: Body, wheel: Wheel, inset: float) -> None:
    """Add wheels and the dark underside."""
    half, axles = body.width / 2.0, [place * body.length for place in body.axles]
    for x in axles:
        for y in (half - inset, inset - half):
            add_wheel(builder, wheel, x, y)
    bottom = float(body.along(body.tub.floor)(np.array([0.0]))[0])
    edge = _lower_edge(body)
    reach = body.wheel + body.arch
    near = np.abs(edge[:, :1] - np.array(axles)).min(axis=1) < reach
    edge[:, 1] = np.where(near, np.minimum(edge[:, 1], half - 0.27), edge[:, 1] - 0.03)
    plan = np.concatenate([edge, edge[::-1] * [1.0, -1.0]])
    builder.add(extrude(plan, bottom + 0.03, bottom + 0.12), finishes.UNDERSIDE)
    ends = axles[1] - reach, axles[0] + reach
    builder.add(
        box((ends[0], 0.27 - half, bottom + 0.1), (ends[1], half - 0.27, body.wheel * 1.9)),
        finishes.UNDERSIDE,
    )


def _lower_edge(body: Body) -> Floats:
    """Return x and y of the lower edge of a car's right half, (P, 2) metres, front to rear, denser than the wheels."""
    row = tub_rows(body)[0]
    taper = curve([(x * body.length, factor) for x, factor in body.tub.taper])
    return row.plan(taper, (6, 40, 6))[1:-1]


def _fit_outside(builder: MeshBuilder, design: Design, tub: Sheet, cabin: Sheet, reach: float) -> None:
    """Add what is on the flanks and on the roof."""
    body, details, coat = design.body, design.details, finishes.paint(design.colour)
    length, height, half = body.length, body.height, body.width / 2.0
    x, z = details.mirror[0] * length, details.mirror[1] * height
    place = (x, mounting.on_skin(cabin, mounting.RIGHT, x, z + 0.06), z)
    fittings.add_mirrors(builder, place, reach, details.mirror_coat or coat, details.mirror_size)
    for place_x, place_z in details.handles:
        fittings.add_handle(builder, tub, place_x * length, place_z * height, details.handle_coat or coat)
    if details.fin is not None:
        x = details.fin * length
        roof_gear.add_fin(builder, x, mounting.roof_height(cabin, x, 0.0), coat)
    if details.whip is not None:
        x, y = details.whip[0] * length, details.whip[1] * half
        on = cabin if body.cabin.top[0] < details.whip[0] < body.cabin.top[1] else tub
        roof_gear.add_whip(builder, x, y, mounting.roof_height(on, x, y))
    if details.rails is not None:
        ends = details.rails[0] * length, details.rails[1] * length
        roof_gear.add_rails(builder, cabin, ends, body.cabin.half_top * half - 0.04, finishes.ALLOY)
    if details.light_bar is not None:
        x = details.light_bar * length
        lamps = roof_gear.RED_LAMP, roof_gear.BLUE_LAMP
        roof_gear.add_light_bar(
            builder,
            x,
            mounting.roof_height(cabin, x, 0.0) + 0.03,
            0.72 * body.cabin.half_top * half * 1.2,
            lamps,
        )
    if details.roof_sign is not None:
        text, place_x = details.roof_sign
        roof_gear.add_roof_sign(
            builder, place_x * length, mounting.roof_height(cabin, place_x * length, 0.0), text
        )
    if details.handle_bars:
        x, low, high = -0.33 * length, 0.30 * height, 0.52 * height
        fittings.add_grab_handles(builder, x, mounting.on_skin(tub, mounting.RIGHT, x, high), low, high)
    if details.picture is not None:
        name, x, z, width, tall = details.picture
        fittings.add_flank_picture(builder, tub, name, (x * length, z * height), (width, tall))
    if details.spoiler is not None:
        rear = body.cabin.top[0] * length
        z = float(body.along(body.cabin.roof)(np.array([rear]))[0])
        ends = rear - details.spoiler, rear + 0.12
        roof_gear.add_spoiler(builder, ends, z, 0.86 * body.cabin.half_top * half, coat)


def _fit_ends(builder: MeshBuilder, design: Design, tub: Sheet, cabin: Sheet, text: str) -> None:
    """Add what is on nose and tail."""
    body, details = design.body, design.details
    height, half = body.height, body.width / 2.0
    for slats in details.slats:
        bottom, top, low, high = slats.area
        area = bottom * half, top * half, low * height, high * height
        fittings.add_slats(
            builder, tub, area, slats.count, slats.material, upright=slats.upright, thickness=slats.thickness
        )
    for front, plate, badge in zip((True, False), details.plates, details.badges, strict=True):
        side, sign = (mounting.FRONT, 1.0) if front else (mounting.REAR, -1.0)
        if plate is not None:
            places = [mounting.on_skin(tub, side, 0.2, plate * height + up) for up in (-0.05, 0.05)]
            outermost = max(sign * place for place in places)
            fittings.add_plate(builder, sign * (outermost + 0.008), plate * height, text, front=front)
        if badge is not None:
            x = mounting.on_skin(tub, side, 0.0, badge * height)
            fittings.add_badge(builder, x, badge * height, 0.045, front=front)
    tail = -body.length / 2.0
    for y, z in details.exhausts:
        fittings.add_exhaust(builder, tail + 0.03, y * half, z * height)
    if details.spare_wheel is not None:
        z, radius = details.spare_wheel[0] * height, details.spare_wheel[1]
        x = mounting.on_skin(tub, mounting.REAR, 0.0, z - 0.1)
        add_spare_wheel(builder, replace(design.wheel, radius=radius, dish=0.06), x, z)
    if details.pod_lamps is not None:
        x, z = details.pod_lamps[0] * body.length, details.pod_lamps[1] * height
        fittings.add_pod_lamps(builder, (x, mounting.on_skin(tub, mounting.RIGHT, x, z), z), finishes.TRIM)
    if details.bumpers is not None:
        low, high, material = details.bumpers
        fittings.add_bumpers(builder, body.length, half, (low * height, high * height), material)
    if details.destination is not None:
        name, z = details.destination
        x = mounting.on_skin(cabin, mounting.FRONT, 0.0, z * height)
        roof_gear.add_front_picture(builder, name, x, z * height, (1.5, 0.24))
    if details.jeep_wings:
        jeep.add_wings(builder, body)
    if details.wipers is not None:
        low, high = (z * height for z in details.wipers)
        fittings.add_wipers(builder, cabin, low, high, 0.75 * body.cabin.half_base * half)
