"""Buildings: within their lots, closed to the eye, the same every time, and not too many faces."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from carla_scenes.embedded.geometry import pictures
from carla_scenes.embedded.geometry.materials import Pattern
from carla_scenes.embedded.models.buildings import (
    ARCHETYPES,
    BACK_HOUSE,
    Lot,
    Side,
    enclosures,
    inset,
    rectangle,
)
from carla_scenes.embedded.models.buildings.lettering import text_mask
from carla_scenes.embedded.models.buildings.solids import pierced, slabs
from carla_scenes.embedded.tags import Tag
from carla_scenes.embedded.town.styles import STYLES

DETACHED = (Side.STREET, Side.SIDE, Side.BACK, Side.SIDE)
IN_A_ROW = (Side.STREET, Side.PARTY, Side.BACK, Side.PARTY)
BASE = 0.15
MAKERS = {**ARCHETYPES, "back house": BACK_HOUSE}


def lot_for(name, seed, *, sides=DETACHED, storeys=None, yaw=30.0):
    archetype = MAKERS[name]
    width, depth = sum(archetype.width_m) / 2.0, sum(archetype.depth_m) / 2.0
    count = archetype.storeys[1] if storeys is None else storeys
    return Lot(rectangle(100.0, -40.0, yaw, width, depth), sides, count, (3, seed), BASE)


def corner_lot(name, seed):
    lot = lot_for(name, seed)
    a, b, c, d = lot.footprint
    cut = [b + (a - b) / np.hypot(*(a - b)) * 2.2, b + (c - b) / np.hypot(*(c - b)) * 2.2]
    sides = (Side.STREET, Side.STREET, Side.STREET, Side.PARTY, Side.SIDE)
    return Lot(np.array([a, *cut, c, d]), sides, lot.storeys, lot.seed, BASE)


def digest(mesh):
    arrays = (mesh.vertices, mesh.normals, mesh.uvs, mesh.faces, mesh.materials, mesh.tags, mesh.parts)
    return hashlib.sha256(
        b"".join(array.tobytes() for array in arrays) + repr(mesh.palette).encode()
    ).hexdigest()


def outside_by(points, footprint):
    """How far points lie outside a convex footprint, metres; negative inside."""
    edges = np.roll(footprint, -1, axis=0) - footprint
    outwards = np.stack([edges[:, 1], -edges[:, 0]], axis=1) / np.hypot(edges[:, 0], edges[:, 1])[:, None]
    return ((points[:, None] - footprint[None]) * outwards[None]).sum(axis=2).max(axis=1)


@pytest.mark.parametrize("name", MAKERS)
def test_stays_within_its_lot(name):
    for seed in range(3):
        lot = lot_for(name, seed)
        mesh = MAKERS[name](lot)
        reach = outside_by(mesh.vertices[:, :2].astype(float), lot.footprint)
        low = mesh.vertices[:, 2] < BASE + 2.4
        assert reach[low].max() < MAKERS[name].setback_m + 0.05
        assert reach[~low].max() < MAKERS[name].setback_m + 1.01
        assert mesh.vertices[:, 2].min() > BASE - 0.01


@pytest.mark.parametrize(
    "name", [n for n in ARCHETYPES if n not in {"church", "petrol_station", "warehouse"}]
)
def test_height_follows_the_storeys(name):
    low, high = ARCHETYPES[name].storeys
    for storeys in {low, high}:
        mesh = ARCHETYPES[name](lot_for(name, 1, storeys=storeys))
        walls = mesh.vertices[:, 2].max() - BASE
        assert 2.8 * storeys < walls < 3.7 * storeys + 18.0


@pytest.mark.parametrize("name", MAKERS)
def test_same_lot_same_bytes(name):
    assert digest(MAKERS[name](lot_for(name, 4))) == digest(MAKERS[name](lot_for(name, 4)))
    assert digest(MAKERS[name](lot_for(name, 4))) != digest(MAKERS[name](lot_for(name, 5)))


@pytest.mark.parametrize("name", MAKERS)
def test_arrays_are_sound(name):
    for lot in (lot_for(name, 2), lot_for(name, 2, sides=IN_A_ROW)):
        mesh = MAKERS[name](lot)
        assert set(np.unique(mesh.tags)) == {Tag.BUILDINGS}
        assert np.unique(mesh.parts).tolist() == [0]
        assert np.isfinite(mesh.vertices).all()
        assert np.allclose(np.linalg.norm(mesh.normals, axis=1), 1.0, atol=1e-4)
        for material in mesh.palette:
            if material.pattern != Pattern.LIGHT:
                assert all(0.0 <= channel <= 0.86 for channel in material.colour), material
            if material.pattern == Pattern.PICTURE:
                pictures.draw(material.picture)


@pytest.mark.parametrize("name", MAKERS)
def test_has_few_faces(name):
    counts = [len(MAKERS[name](lot_for(name, seed)).faces) for seed in range(3)]
    assert max(counts) < 10_000
    assert len(MAKERS[name](lot_for(name, 0, sides=IN_A_ROW)).faces) <= 10_000


def first_hits(mesh, origins, directions):
    """Whether the first face that each ray meets looks away from it; rays that meet none are left out."""
    a, b, c = (mesh.vertices[mesh.faces[:, k]].astype(float) for k in range(3))
    u, v = b - a, c - a
    normals = np.cross(u, v)
    wrong = []
    for origin, direction in zip(origins, directions, strict=True):
        facing = normals @ direction
        safe = np.where(np.abs(facing) < 1e-12, 1e-12, facing)
        way = ((a - origin) * normals).sum(axis=1) / safe
        at = np.cross(origin - a, direction)
        beta = -(at * v).sum(axis=1) / safe
        gamma = (at * u).sum(axis=1) / safe
        met = (way > 1e-6) & (beta > 0) & (gamma > 0) & (beta + gamma < 1) & (np.abs(facing) > 1e-12)
        if met.any():
            nearest = np.flatnonzero(met)[np.argmin(way[met])]
            wrong.append(facing[nearest] > 0.0)
    return np.array(wrong)


@pytest.mark.parametrize("name", MAKERS)
def test_no_inside_is_seen_from_outside(name):
    rng = np.random.default_rng(5)
    for lot in [lot_for(name, 1)] + ([corner_lot(name, 1)] if MAKERS[name].corner else []):
        mesh = MAKERS[name](lot)
        low, high = mesh.bounds
        middle = (low + high) / 2.0
        turns = rng.uniform(0.0, 2.0 * np.pi, 160)
        eyes = middle + np.stack([np.cos(turns), np.sin(turns), np.zeros(160)], axis=1) * 70.0
        eyes[:, 2] = rng.uniform(1.2, 12.0, 160)
        aims = rng.uniform(low + 0.3, high - 0.3, (160, 3)) - eyes
        wrong = first_hits(mesh, eyes, aims / np.linalg.norm(aims, axis=1)[:, None])
        assert len(wrong) > 60
        assert wrong.mean() < 0.03


def test_every_archetype_is_built_somewhere():
    chosen = {name for style in STYLES for name in style.archetypes}
    assert chosen <= set(ARCHETYPES)
    assert {name for name, archetype in ARCHETYPES.items() if not archetype.rare} - chosen <= {"corner_tower"}


def test_inset_moves_edges_by_their_distances():
    square = rectangle(0.0, 0.0, 0.0, 10.0, 6.0)
    inner = inset(square, [1.0, 0.5, 2.0, 0.0])
    assert np.allclose(inner[:, 0], [1.0, 1.0, 4.0, 4.0])
    assert np.ptp(inner[:, 1]) == pytest.approx(9.5)


def test_front_of_a_rectangle_faces_the_onlooker():
    front, *_ = Lot(rectangle(5.0, 0.0, 0.0, 4.0, 3.0), DETACHED, 1, (1,)).footprint
    assert front[0] == pytest.approx(5.0)  # the onlooker at the origin looks along +x
    corners = rectangle(5.0, 0.0, 0.0, 4.0, 3.0)
    edge = corners[1] - corners[0]
    assert (edge[1], -edge[0]) == pytest.approx((-4.0, 0.0))


def test_pierced_wall_has_the_area_that_is_left():
    holes = np.array([[1.0, 2.0, 1.0, 2.5], [3.0, 4.5, 0.0, 2.0], [3.5, 4.0, 1.0, 2.2]])
    wall = pierced((0.0, 6.0, 0.0, 3.0), holes)
    a, b, c = np.moveaxis(wall.vertices[wall.faces], 1, 0)
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2.0
    assert area == pytest.approx(18.0 - 1.5 - 3.0 - 0.1)
    assert (wall.normals == [0.0, 0.0, 1.0]).all()


def test_slabs_are_closed_and_outward():
    surface = slabs([[0, 0, 0], [5, 5, 5]], [[1, 2, 3], [6, 6, 7]])
    a, b, c = np.moveaxis(surface.vertices[surface.faces], 1, 0)
    assert (np.cross(a, b) * c).sum() / 6.0 == pytest.approx(6.0 + 2.0)
    inward = slabs([0, 0, 0], [1, 2, 3], inside=True)
    a, b, c = np.moveaxis(inward.vertices[inward.faces], 1, 0)
    assert (np.cross(a, b) * c).sum() / 6.0 == pytest.approx(-6.0)


def test_letters_differ_and_fill_their_box():
    masks = {
        letter: text_mask(letter, 64, (0.1, 0.1, 0.9, 0.9), 1.0)
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789&"
    }
    assert len({mask.tobytes() for mask in masks.values()}) == len(masks) - 1  # O and 0 look alike
    for mask in masks.values():
        assert 0.02 < mask.mean() < 0.5
        assert mask[:6].max() == 0.0


@pytest.mark.parametrize(
    "kind", [*enclosures.FRONT_FENCES, *enclosures.SIDE_FENCES, *enclosures.WALLS, "hoarding"]
)
def test_enclosures_fill_their_length(kind):
    enclosure = enclosures.draw_enclosure(kind, np.random.default_rng(1))
    assert enclosure.tag == (Tag.WALLS if kind in enclosures.WALLS else Tag.FENCES)
    points = np.concatenate([surface.vertices for surface, _ in enclosures.pieces(enclosure, 7.3)])
    assert points[:, 0].min() == pytest.approx(0.0, abs=0.15)
    assert points[:, 0].max() == pytest.approx(7.3, abs=0.15)
    assert points[:, 1].min() >= 0.0
    assert enclosure.height - 0.1 < points[:, 1].max() < enclosure.height + 0.3
