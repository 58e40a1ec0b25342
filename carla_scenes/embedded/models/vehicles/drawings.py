"""What cars have drawn on them: lamps, grilles, bumpers, doors and lids, in the proportions of `Drawing`.

Around nose and tail places are fractions of half the width (1 lies about where the flank begins), heights are fractions
of the car's height.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from carla_scenes.embedded.models.vehicles.features import Drawing, Part, Plane

if TYPE_CHECKING:
    Points = tuple[tuple[float, float], ...]
    Drawings = tuple[Drawing, ...]


def swept_lamp(
    inner: float,
    outer: float,
    height: float,
    rise: float,
    tall: float,
    *,
    units: int = 2,
    size: float = 0.045,
    within: Part = Part.REFLECTOR,
) -> Drawings:
    """Return a head lamp that sweeps up and back into the wing, with round units and an indicator at its end.

    Args:
        inner: Where it begins.
        outer: Where its tip is.
        height: Of its inner end's middle.
        rise: From there to its tip.
        tall: Its height.
        units: Round lamps in it.
        size: Their radius, metres.
        within: What it is lined with.
    """
    span = outer - inner
    middle = inner + 0.5 * span
    corners = (
        (inner, height + 0.42 * tall),
        (middle, height + 0.45 * rise + 0.5 * tall),
        (outer, height + rise + 0.12 * tall),
        (outer, height + rise - 0.12 * tall),
        (middle + 0.1 * span, height + 0.2 * rise - 0.5 * tall),
        (inner + 0.05 * span, height - 0.5 * tall),
    )
    lamps = tuple(
        Drawing(
            Part.HEAD,
            Plane.NOSE,
            ((inner + (0.22 + 0.26 * number) * span, height + (0.06 + 0.16 * number) * rise),),
            size,
            within,
        )
        for number in range(units)
    )
    turn = (
        (middle + 0.16 * span, height + 0.55 * rise + 0.22 * tall),
        (outer - 0.06 * span, height + 0.95 * rise),
        (outer - 0.1 * span, height + 0.85 * rise - 0.1 * tall),
        (middle + 0.16 * span, height + 0.4 * rise - 0.2 * tall),
    )
    return (
        Drawing(within, Plane.NOSE, corners, 0.012),
        *lamps,
        Drawing(Part.TURN, Plane.NOSE, turn, 0.004, within),
    )


def slim_lamp(inner: float, outer: float, height: float, rise: float, tall: float) -> Drawings:
    """Return a narrow head lamp of today: dark, with a bright strip above two small units."""
    span = outer - inner
    corners = (
        (inner, height + 0.45 * tall),
        (inner + 0.6 * span, height + 0.6 * rise + 0.5 * tall),
        (outer, height + rise + 0.2 * tall),
        (outer - 0.02, height + rise - 0.25 * tall),
        (inner + 0.6 * span, height + 0.25 * rise - 0.5 * tall),
        (inner + 0.02, height - 0.5 * tall),
    )
    strip = (
        (inner + 0.05 * span, height + 0.30 * tall),
        (inner + 0.6 * span, height + 0.6 * rise + 0.34 * tall),
        (outer - 0.05 * span, height + rise + 0.12 * tall),
        (outer - 0.08 * span, height + rise - 0.02 * tall),
        (inner + 0.6 * span, height + 0.6 * rise + 0.10 * tall),
        (inner + 0.06 * span, height + 0.06 * tall),
    )
    units = tuple(
        Drawing(
            Part.HEAD,
            Plane.NOSE,
            ((inner + share * span, height + 0.3 * share * rise - 0.18 * tall),),
            0.024,
            Part.BEZEL,
        )
        for share in (0.16, 0.38)
    )
    return (
        Drawing(Part.BEZEL, Plane.NOSE, corners, 0.010),
        Drawing(Part.HEAD, Plane.NOSE, strip, 0.003, Part.BEZEL),
        *units,
    )


def round_lamp(place: float, height: float, radius: float) -> Drawings:
    """Return a round head lamp in a chrome ring; radius in metres."""
    spot = ((place, height),)
    return (
        Drawing(Part.CHROME, Plane.NOSE, spot, radius + 0.014),
        Drawing(Part.HEAD, Plane.NOSE, spot, radius, Part.CHROME),
    )


def block_lamp(inner: float, outer: float, low: float, high: float, *, turn: float = 0.25) -> Drawings:
    """Return a rounded rectangular head lamp; its outer share `turn` is the indicator."""
    split = outer - turn * (outer - inner)
    edge = 0.02
    return (
        Drawing(Part.REFLECTOR, Plane.NOSE, box(inner, outer, low, high), 0.03),
        Drawing(
            Part.HEAD, Plane.NOSE, ((((inner + split) / 2.0), (low + high) / 2.0),), 0.065, Part.REFLECTOR
        ),
        Drawing(
            Part.TURN,
            Plane.NOSE,
            box(split, outer - edge, low + edge * 0.6, high - edge * 0.6),
            0.012,
            Part.REFLECTOR,
        ),
    )


def wedge_tail_lamp(
    inner: float, outer: float, height: float, tall: float, *, rise: float = 0.02
) -> Drawings:
    """Return a tail lamp that runs around the corner to a point."""
    span = outer - inner
    corners = (
        (inner, height + 0.45 * tall),
        (inner + 0.5 * span, height + 0.5 * tall + rise),
        (outer, height + 0.4 * tall + rise),
        (outer - 0.08 * span, height - 0.1 * tall + rise),
        (inner + 0.62 * span, height - 0.5 * tall),
        (inner + 0.04 * span, height - 0.5 * tall),
    )
    low, high = height - 0.28 * tall, height + 0.05 * tall
    return (
        Drawing(Part.TAIL, Plane.TAIL, corners, 0.012),
        Drawing(
            Part.REVERSING,
            Plane.TAIL,
            box(inner + 0.08 * span, inner + 0.30 * span, low, high),
            0.006,
            Part.TAIL,
        ),
        Drawing(
            Part.TURN, Plane.TAIL, box(inner + 0.36 * span, inner + 0.62 * span, low, high), 0.006, Part.TAIL
        ),
    )


def upright_tail_lamp(inner: float, outer: float, low: float, high: float) -> Drawings:
    """Return a tall tail lamp: red, with indicator and reversing lamp below the middle."""
    tall, edge = high - low, 0.12 * (outer - inner)
    inside = inner + edge, outer - edge
    return (
        Drawing(Part.TAIL, Plane.TAIL, box(inner, outer, low, high), 0.018),
        Drawing(Part.TURN, Plane.TAIL, box(*inside, low + 0.36 * tall, low + 0.58 * tall), 0.006, Part.TAIL),
        Drawing(
            Part.REVERSING, Plane.TAIL, box(*inside, low + 0.08 * tall, low + 0.28 * tall), 0.006, Part.TAIL
        ),
    )


def light_band(height: float, tall: float, outer: float) -> Drawings:
    """Return a band of light across the tail and around its corners."""
    return (
        Drawing(
            Part.TAIL,
            Plane.TAIL,
            (
                (-0.6, height - 0.18 * tall), (0.45, height - 0.18 * tall), (0.62, height - 0.5 * tall),
                (outer - 0.12, height - 0.4 * tall), (outer, height + 0.5 * tall), (-0.6, height + 0.3 * tall),
            ),
            0.008,
        ),
        Drawing(Part.TURN, Plane.TAIL, box(0.70, 0.92, height - 0.3 * tall, height), 0.004, Part.TAIL),
    )  # fmt: skip


def round_tail_lamp(place: float, height: float, radius: float, *, part: Part = Part.TAIL) -> Drawings:
    """Return a round tail lamp in a chrome ring; radius in metres."""
    spot = ((place, height),)
    return (
        Drawing(Part.CHROME, Plane.TAIL, spot, radius + 0.010),
        Drawing(part, Plane.TAIL, spot, radius, Part.CHROME),
    )


def grille(
    bottom: float, top: float, low: float, high: float, *, frame: float = 0.0, radius: float = 0.03
) -> Drawings:
    """Return a grille between two half widths and heights, in a chrome frame of a width in metres."""
    corners = ((-top, high), (top, high), (bottom, low), (-bottom, low))
    opening = Drawing(Part.GRILLE, Plane.NOSE, corners, radius)
    return (
        (opening, Drawing(Part.CHROME, Plane.NOSE, corners, radius, line=frame))
        if frame > 0.0
        else (opening,)
    )


def fog_lamp(inner: float, outer: float, low: float, high: float, *, lit: bool = True) -> Drawings:
    """Return a black recess in the bumper's corner, with a lamp in it."""
    corners = ((inner, high - 0.02), (outer, high), (outer, low), (inner + 0.3 * (outer - inner), low))
    recess = Drawing(Part.TRIM, Plane.NOSE, corners, 0.0)
    spot = (inner + 0.62 * (outer - inner), (low + high) / 2.0)
    return (recess, Drawing(Part.HEAD, Plane.NOSE, (spot,), 0.036, Part.TRIM)) if lit else (recess,)


def bonnet(front: float, rear: float, *, nose: float = 0.45, flank: float = 0.78) -> Drawings:
    """Return the gap around a bonnet: places of its ends, half width at the front and along the wings."""
    corners = (
        (front, -0.5), (front - 0.006, 0.6 * nose), (front - 0.03, nose + 0.12), (front - 0.08, flank - 0.05),
        (rear, flank + 0.03), (rear - 0.1, flank + 0.03), (rear - 0.1, -0.5),
    )  # fmt: skip
    return (Drawing(Part.GAP, Plane.TOP, corners, 0.05, line=0.008),)


def boot_lid(low: float, half_width: float, top: float) -> Drawings:
    """Return the gap around a boot lid or tailgate below the window."""
    corners = (
        (-0.5, low),
        (half_width - 0.12, low),
        (half_width, low + 0.05),
        (half_width + 0.02, top),
        (-0.5, top),
    )
    return (Drawing(Part.GAP, Plane.TAIL, corners, 0.03, line=0.008),)


def bumper_line(height: float, plane: Plane = Plane.TAIL, reach: float = 1.5) -> Drawings:
    """Return the gap above a bumper."""
    return (Drawing(Part.GAP, plane, box(-0.5, reach, -0.3, height), 0.0, line=0.006),)


def plate_recess(half_width: float, low: float, high: float) -> Drawings:
    """Return the hollow for a number plate on the tail."""
    return (Drawing(Part.RECESS, Plane.TAIL, box(-half_width, half_width, low, high), 0.02),)


def door(
    front: float, rear: float, sill: float, *, lean: float = 0.012, cut: tuple[float, float] | None = None
) -> Drawings:
    """Return the gap around a door below the windows.

    Args:
        front: Place of its front edge at the waist.
        rear: Place of its rear edge at the waist.
        sill: Height of its lower edge.
        lean: How far further forward its rear edge is at the bottom, and twice as far backward its front edge.
        cut: Where a rear wheel's arch takes its lower corner away: place and height where the cut begins.
    """
    corners = [(front, 0.82), (front - 0.002, 0.42), (front - 2.0 * lean, sill)]
    if cut is None:
        corners += [(rear + lean, sill), (rear + 0.3 * lean, 0.42), (rear, 0.82)]
    else:
        place, height = cut
        corners += [(place, sill), (place - 0.035, height), (rear + 0.02, height + 0.2), (rear, 0.82)]
    return (Drawing(Part.GAP, Plane.SIDE, tuple(corners), 0.035, line=0.008),)


def cladding(
    axles: tuple[float, float],
    wheel: tuple[float, float],
    sill: float,
    bumper: float,
    part: Part = Part.CLADDING,
) -> Drawings:
    """Return unpainted sills, bumper edges and wheel-arch lips.

    Args:
        axles: Places of the axles.
        wheel: Height of the axles as a fraction of the height, and radius of the lips in metres.
        sill: Upper edge along the flanks.
        bumper: Upper edge around nose and tail.
        part: What they are.
    """
    return (
        *(Drawing(part, Plane.SIDE, ((place, wheel[0]),), wheel[1]) for place in axles),
        Drawing(part, Plane.SIDE, box(-0.36, 0.36, -0.2, sill), 0.0),
        Drawing(part, Plane.NOSE, box(-0.5, 1.35, -0.2, bumper), 0.0),
        Drawing(part, Plane.TAIL, box(-0.5, 1.35, -0.2, bumper), 0.0),
    )


def box(left: float, right: float, low: float, high: float) -> Points:
    """Return the corners of a rectangle."""
    return ((left, low), (right, low), (right, high), (left, high))
