"""The towns' roads: what the genuine client reads of them is what the ground shows."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import carla
import numpy as np
import pytest
import shapely

from carla_scenes.embedded.tags import Tag
from carla_scenes.embedded.town import towns
from manifests.errors import ToolkitError

PAVED = (Tag.ROADS, Tag.ROAD_LINES)


QUICK = ("Town01", "Town04")
EVERY = [pytest.param(n, marks=[] if n in QUICK else pytest.mark.slow) for n in towns.TOWN_NAMES]
"""The others are of the same kinds of streets and take their time."""


@pytest.fixture(scope="module", params=EVERY)
def town(request):
    return towns.bare_town(request.param)


@pytest.fixture(scope="module")
def network(town):
    return carla.Map(town.name, town.opendrive)


@pytest.fixture(scope="module")
def waypoints(network):
    return network.generate_waypoints(2.0)


def places(waypoints):
    return np.array(
        [[w.transform.location.x, w.transform.location.y, w.transform.location.z] for w in waypoints]
    )


def topmost(town, spots):
    """Return tag and height of the highest ground above or below each spot, by point-in-triangle tests."""
    mesh = town.meshes["ground"]
    corners = mesh.vertices[mesh.faces].astype(float)
    flat = shapely.polygons(corners[:, :, :2])
    tree = shapely.STRtree(flat)
    tags, heights = np.zeros(len(spots), int), np.full(len(spots), -np.inf)
    for spot, face in tree.query(shapely.points(spots[:, :2]), predicate="intersects").T:
        a, b, c = corners[face]
        normal = np.cross(b - a, c - a)
        if normal[2] < 1e-6:
            continue
        height = a[2] - ((spots[spot, :2] - a[:2]) @ normal[:2]) / normal[2]
        if height > heights[spot]:
            tags[spot], heights[spot] = mesh.tags[face], height
    return tags, heights


def pavements_beside(waypoints):
    found = []
    for waypoint in waypoints:
        lane = waypoint
        while lane is not None and lane.lane_type != carla.LaneType.Sidewalk:
            lane = lane.get_right_lane()
        found += [lane] if lane is not None else []
    return found


def digest(town):
    state = hashlib.sha256(town.opendrive.encode())
    for key in sorted(town.meshes):
        mesh = town.meshes[key]
        for field in ("vertices", "normals", "uvs", "faces", "materials", "tags", "parts"):
            state.update(np.ascontiguousarray(getattr(mesh, field)).tobytes())
    state.update(repr((town.objects, town.signals, town.spawn_points, town.lamps)).encode())
    return state.hexdigest()


def test_driving_lanes_lie_on_the_road(town, waypoints):
    spots = places(waypoints[::3])
    tags, heights = topmost(town, spots)
    assert set(tags) <= set(PAVED)
    assert np.abs(heights - spots[:, 2]).max() < 0.02


def test_pavement_lanes_lie_on_pavements_at_the_height_that_the_text_names(town, waypoints):
    spots = places(pavements_beside(waypoints[::9]))
    tags, heights = topmost(town, spots)
    assert len(spots) > 50
    assert set(tags) == {Tag.SIDEWALKS}
    assert (heights > 0.1).mean() > 0.9  # the rest slopes down to crossings
    assert heights.max() == pytest.approx(0.15, abs=0.02)
    assert 'inner="0.15" outer="0.15"' in town.opendrive


def test_every_lane_leads_on_and_is_led_to(network, waypoints):
    assert all(w.next(3.0) and w.previous(3.0) for w in waypoints)
    assert len(network.get_topology()) > 50


def test_there_is_room_for_a_data_set_without_repeats(waypoints):
    outside = [w for w in waypoints if not w.is_junction]
    assert len({tuple(np.round(place, 2)) for place in places(outside)}) >= 1700


def test_crossings_of_the_map_are_painted(town, network):
    corners = np.array([[c.x, c.y, c.z] for c in network.get_crosswalks()]).reshape(-1, 5, 3)
    assert len(corners) >= 20
    middles = corners[:, :4].mean(axis=1)
    along = (corners[:, 0] - corners[:, 1])[:, None] * np.linspace(-0.45, 0.45, 7)[None, :, None]
    across = (corners[:, 1] - corners[:, 2])[:, None] * np.linspace(-0.48, 0.48, 41)[None, :, None]
    spots = (middles[:, None, None] + along[:, :, None] + across[:, None]).reshape(-1, 3)
    tags, _ = topmost(town, spots)
    painted = (tags.reshape(len(corners), -1) == Tag.ROAD_LINES).mean(axis=1)
    assert painted.min() > 0.1


def test_vehicles_begin_in_driving_lanes_outside_junctions_with_space_between(town, network):
    spots = np.array([[p.x, p.y, p.z] for p in town.spawn_points])
    for pose in town.spawn_points:
        waypoint = network.get_waypoint(carla.Location(pose.x, pose.y, pose.z), project_to_road=False)
        assert waypoint is not None
        assert waypoint.lane_type == carla.LaneType.Driving
        assert not waypoint.is_junction
        assert abs((waypoint.transform.rotation.yaw - pose.yaw + 180.0) % 360.0 - 180.0) < 2.0
        assert 0.3 <= pose.z <= 0.6
    between = np.linalg.norm(spots[:, None] - spots[None], axis=-1)
    np.fill_diagonal(between, np.inf)
    assert len(spots) >= 100
    assert between.min() > 2.5  # neighbours in lanes side by side


def test_signals_stand_where_the_landmarks_are_and_face_the_traffic(town, network):
    signals = {signal.signal_id: signal for signal in town.signals}
    landmarks = network.get_all_landmarks()
    assert {mark.id for mark in landmarks} == set(signals)
    assert max(map(len, signals)) <= 32
    for mark in landmarks:
        pose = signals[mark.id].pose
        # The client itself moves traffic lights a quarter of a metre along the road.
        assert np.hypot(mark.transform.location.x - pose.x, mark.transform.location.y - pose.y) < 0.3
        assert abs((mark.transform.rotation.yaw - pose.yaw) % 360.0 - 180.0) < 1.0
    tags, _ = topmost(town, np.array([[s.pose.x, s.pose.y, s.pose.z] for s in town.signals]))
    assert set(tags) == {Tag.SIDEWALKS}


def test_traffic_meets_the_signals(town, waypoints):
    seen = {
        mark.id
        for w in waypoints
        if not w.is_junction
        for mark in w.get_landmarks(30.0, stop_at_junction=True)
    }
    assert seen == {signal.signal_id for signal in town.signals}
    limits = {s.type_id for s in town.signals if s.type_id.startswith("traffic.speed_limit.")}
    assert limits
    assert any(s.type_id == "traffic.traffic_light" for s in town.signals)


def test_lights_of_one_group_stand_at_one_junction_and_are_not_alone_there(town):
    groups = {}
    for signal in town.signals:
        if signal.type_id == "traffic.traffic_light":
            groups.setdefault(signal.group // 10, {}).setdefault(signal.group, []).append(signal.pose)
    for phases in groups.values():
        assert len(phases) == 2
        poses = np.array([[p.x, p.y] for poses in phases.values() for p in poses])
        assert np.linalg.norm(poses - poses.mean(axis=0), axis=1).max() < 45.0


def test_ground_has_no_cracks_and_faces_up(town):
    mesh = town.meshes["ground"]
    corners = mesh.vertices[mesh.faces].astype(float)
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    names = np.array([o.name.split("_")[0] for o in town.objects])[
        mesh.parts + town.instances[0].first_object
    ]
    lowest, level = corners[:, :, 2].min(axis=1), np.ptp(corners[:, :, 2], axis=1) < 1e-6
    ground = np.isin(names, ["Road", "Sidewalk", "Terrain", "Island"])
    assert (normals[ground, 2] > -1e-6).all()
    # Covers, patches and knobs lie a centimetre above the rest.
    lifted = np.isin(np.round(lowest, 3), [0.01, 0.16]) & level
    palette = np.array([material.pattern.name for material in mesh.palette])[mesh.materials]
    faces = mesh.faces[ground & ~lifted & (palette != "CHECKS")]
    _, numbers = np.unique(np.round(mesh.vertices.astype(float), 3), axis=0, return_inverse=True)
    edges = numbers.reshape(-1)[faces][:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2)
    forth, counts = np.unique(edges, axis=0, return_counts=True)
    known = {tuple(edge): count for edge, count in zip(forth.tolist(), counts, strict=True)}
    open_edges = [edge for edge, count in known.items() if known.get(edge[::-1], 0) != count]
    first = {number: index for index, number in enumerate(numbers.reshape(-1).tolist())}
    ends = np.array([[mesh.vertices[first[a]], mesh.vertices[first[b]]] for a, b in open_edges])
    # Only the far rim of the country is open.
    middle = (mesh.vertices.min(axis=0) + mesh.vertices.max(axis=0))[:2] / 2.0
    reach = np.linalg.norm((ends[:, :, :2] - middle) / (mesh.vertices.max(axis=0)[:2] - middle), axis=-1)
    assert (reach > 0.95).all()


def test_ground_is_of_moderate_size_and_reaches_the_horizon(town):
    mesh = town.meshes["ground"]
    low, high = mesh.bounds
    assert len(mesh.faces) < 250_000
    assert np.all(high[:2] - low[:2] > 2000.0)
    assert mesh.uvs.dtype == np.float32
    assert np.isfinite(mesh.normals).all()
    assert np.abs(np.linalg.norm(mesh.normals, axis=1) - 1.0).max() < 1e-3


def test_streets_and_land_share_the_town_between_them(town):
    land, style = towns.land_of(town.name)
    assert style.archetypes
    for block in land.blocks:
        assert block.intersection(land.streets).area < 0.01
    for front in land.frontages:
        ahead = np.diff(front.line, axis=0)[0]
        right = np.array([-ahead[1], ahead[0]]) / np.hypot(*ahead)
        middle = front.line[:2].mean(axis=0)
        block = land.blocks[front.block]
        assert block.contains(shapely.Point(middle + 0.2 * right))
        assert land.streets.contains(shapely.Point(middle - 0.2 * right))
        assert front.pavement_m >= 1.5
    assert all(not p.intersects(land.carriageway.boundary) or p.area > 5.0 for p in land.planted)


def test_opt_towns_are_the_same_town():
    assert towns.town_number("Town02_Opt") == towns.town_number("Town02") == 2


def test_unknown_towns_are_named():
    with pytest.raises(ToolkitError, match="no such town"):
        towns.build_town("Town99")


@pytest.mark.slow
def test_towns_are_equal_in_another_process():
    code = (
        "from carla_scenes.embedded.town import towns\n"
        "from tests.carla_scenes.embedded.test_town_roads import digest\n"
        "print(digest(towns.bare_town('Town02')))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    other = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert other.stdout.strip() == digest(towns.bare_town("Town02"))
