"""OpenDRIVE from elsewhere: read as the genuine client reads it, and built upon."""

from __future__ import annotations

import carla
import numpy as np
import pytest
import shapely

from carla_scenes.embedded.tags import Tag
from carla_scenes.embedded.town import towns
from carla_scenes.embedded.town.opendrive_reader import read_network
from carla_scenes.embedded.town.opendrive_writer import opendrive_text
from carla_scenes.embedded.town.parcels import Ground
from carla_scenes.embedded.town.strips import RoadFrame
from manifests.errors import ToolkitError
from tests.conftest import REAL_DATA

SHAPES = {
    "line": "<line/>",
    "arc": '<arc curvature="0.02"/>',
    "spiral": '<spiral curvStart="-0.005" curvEnd="0.03"/>',
    "poly3": '<poly3 a="0" b="0" c="0.004" d="0.00002"/>',
    "normalized": '<paramPoly3 aU="0" bU="70" cU="0" dU="-4" aV="0" bV="0" cV="12" dV="-4" pRange="normalized"/>',
    "arc length": '<paramPoly3 aU="0" bU="1.1" cU="0" dU="-0.00002" aV="0" bV="0" cV="0.003" dV="0"'
    ' pRange="arcLength"/>',
}
LENGTH = 60.0


def lane(number, kind, width, mark="none"):
    return (
        f'<lane id="{number}" type="{kind}" level="false">{width}'
        f'<roadMark sOffset="0" type="{mark}" color="white" width="0.15" laneChange="none"/></lane>'
    )


def road(number, name, shape, extra=""):
    taper = '<width sOffset="0" a="3" b="0.01" c="0" d="0"/>'
    wide = '<width sOffset="0" a="2" b="0" c="0" d="0"/>'
    return (
        f'<road name="{name}" length="{LENGTH}" id="{number}" junction="-1"><planView>'
        f'<geometry s="0" x="{10 * number}" y="{100 * number}" hdg="0.3" length="{LENGTH}">{shape}</geometry>'
        '</planView><elevationProfile><elevation s="0" a="1" b="0.03" c="0" d="0"/></elevationProfile>'
        '<lanes><laneOffset s="0" a="0.5" b="0.01" c="0" d="0"/><laneSection s="0">'
        f"<left>{lane(2, 'sidewalk', wide)}{lane(1, 'driving', taper, 'solid')}</left>"
        '<center><lane id="0" type="none" level="false"><roadMark sOffset="0" type="solid broken" color="yellow"'
        ' width="0.12"/></lane></center>'
        f"<right>{lane(-1, 'driving', taper, 'broken')}{lane(-2, 'shoulder', wide)}</right>"
        f"</laneSection></lanes>{extra}</road>"
    )


CROSSING = (
    '<objects><object id="7" name="x" s="30" t="0" hdg="0" type="crosswalk"><outlines><outline>'
    '<cornerLocal u="-1.5" v="-3" z="0"/><cornerLocal u="1.5" v="-3" z="0"/><cornerLocal u="1.5" v="3" z="0"/>'
    '<cornerLocal u="-1.5" v="3" z="0"/></outline></outlines></object></objects>'
    '<signals><signal id="12" name="Sign_Stop" s="58" t="-6" orientation="-" dynamic="no" type="206" subtype="-1"'
    ' value="-1" hOffset="0"/></signals>'
)
TEXT = (
    '<?xml version="1.0"?><OpenDRIVE><header revMajor="1" revMinor="4"/>'
    + "".join(
        road(number, name, shape, CROSSING if name == "line" else "")
        for number, (name, shape) in enumerate(SHAPES.items())
    )
    + "</OpenDRIVE>"
)


@pytest.fixture(scope="module")
def foreign():
    return towns.town_from_opendrive("Village", TEXT, cached=False)


@pytest.mark.parametrize("number", range(len(SHAPES)), ids=list(SHAPES))
def test_every_geometry_lies_where_the_client_has_it(number):
    network = read_network("Village", TEXT)
    client = carla.Map("Village", TEXT)
    along = np.linspace(0.5, LENGTH - 0.5, 13)
    places = RoadFrame(network.roads[number], along).place(-(3.0 + 0.01 * along) / 2.0)
    for s, place in zip(along, places, strict=True):
        there = client.get_waypoint_xodr(number, -1, float(s)).transform.location
        assert np.abs(place - [there.x, there.y, there.z]).max() < 0.02


def test_the_text_is_served_as_it_is_and_ground_lies_under_its_lanes(foreign):
    assert foreign.opendrive == TEXT
    mesh = foreign.meshes["ground"]
    corners = mesh.vertices[mesh.faces].astype(float)
    roads = np.isin(mesh.tags, [Tag.ROADS, Tag.ROAD_LINES])
    tree = shapely.STRtree(shapely.polygons(corners[roads][:, :, :2]))
    waypoints = [w for w in carla.Map("Village", TEXT).generate_waypoints(3.0) if 0.1 < w.s < LENGTH - 0.1]
    spots = np.array(
        [[w.transform.location.x, w.transform.location.y, w.transform.location.z] for w in waypoints]
    )
    which, faces = tree.query(shapely.points(spots[:, :2]), predicate="intersects")
    assert set(which.tolist()) == set(range(len(spots)))
    heights = corners[roads][faces][:, :, 2]
    assert (
        (heights.min(axis=1) - 0.05 <= spots[which, 2]) & (spots[which, 2] <= heights.max(axis=1) + 0.05)
    ).all()


def test_things_stand_along_foreign_roads(foreign):
    tags = {tag for mesh in foreign.meshes.values() for tag in np.unique(mesh.tags).tolist()}
    assert {Tag.ROADS, Tag.ROAD_LINES, Tag.SIDEWALKS, Tag.TERRAIN, Tag.BUILDINGS, Tag.TRAFFIC_SIGNS} <= tags
    assert [(signal.type_id, signal.signal_id) for signal in foreign.signals] == [("traffic.stop", "12")]
    assert len(foreign.spawn_points) >= len(SHAPES) * 2
    assert min(pose.z for pose in foreign.spawn_points) > 1.3  # the roads climb


def test_crossings_are_painted_whether_their_outline_is_wrapped_or_not():
    wrapped = read_network("Village", TEXT)
    plain = read_network("Village", TEXT.replace("<outlines>", "").replace("</outlines>", ""))
    assert wrapped.roads[0].crosswalks == plain.roads[0].crosswalks != ()


def test_a_side_without_pavement_says_so():
    land = Ground.of(read_network("Village", TEXT)).land()
    widths = {(front.road_id, round(front.pavement_m, 2)) for front in land.frontages}
    assert widths == {(number, width) for number in range(len(SHAPES)) for width in (0.0, 2.0)}


def test_what_is_written_reads_the_same():
    network = towns.network_of_town("Town03")
    again = read_network("Town03", opendrive_text(network))
    assert again.junctions == network.junctions
    assert {n: (r.name, r.speed_kmh, r.before, r.after) for n, r in again.roads.items()} == {
        n: (r.name, r.speed_kmh, r.before, r.after) for n, r in network.roads.items()
    }
    for number, written in network.roads.items():
        read = again.roads[number]
        lanes = {lane.number: lane for lane in written.sections[0].lanes}
        for lane_read in read.sections[0].lanes:
            lane_written = lanes[lane_read.number]
            assert (lane_read.kind, lane_read.before, lane_read.after, lane_read.height) == (
                lane_written.kind, lane_written.before, lane_written.after, lane_written.height
            )  # fmt: skip
            assert [m.kind for m in lane_read.marks] == [m.kind for m in lane_written.marks]
        assert read.length == pytest.approx(written.length, abs=1e-6)
        assert [(s.name, s.kind, s.forward, s.group, s.lanes) for s in read.signals] == [
            (s.name, s.kind, s.forward, s.group, s.lanes) for s in written.signals
        ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "cannot be read"),
        ("<OpenDRIVE><road>", "cannot be read"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><OpenDRIVE>&a;</OpenDRIVE>', "cannot be read"),
        ("<html/>", "is not OpenDRIVE"),
        ("<OpenDRIVE/>", "has no roads"),
        (TEXT.replace('curvature="0.02"', 'curvature="bent"'), "means nothing"),
        (TEXT.replace('curvature="0.02"', 'curvature="inf"'), "means nothing"),
        (TEXT.replace("<line/>", "<wiggle/>"), "means nothing"),
        (TEXT.replace('id="3" junction', "junction"), "means nothing"),
    ],
    ids=[
        "empty",
        "unclosed",
        "entity",
        "html",
        "no roads",
        "no number",
        "infinite",
        "unknown curve",
        "no id",
    ],
)
def test_bad_text_is_an_error_of_the_user(text, message):
    with pytest.raises(ToolkitError, match=message):
        towns.town_from_opendrive("Village", text, cached=False)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Town01", "Town06"])
def test_real_maps_of_carla(name):
    file = REAL_DATA / "opendrive" / f"{name}.xodr"
    if not file.is_file():
        pytest.skip("the real maps are not here")
    text = file.read_text("utf-8")
    town = towns.town_from_opendrive(name, text, cached=False)
    ground = Ground.of(read_network(name, text))
    shapely.prepare(ground.carriageway)
    client = carla.Map(name, text)
    waypoints = client.generate_waypoints(4.0)
    inside = shapely.contains(
        ground.carriageway,
        shapely.points([[w.transform.location.x, w.transform.location.y] for w in waypoints]),
    )
    assert inside.mean() > 0.995
    assert len(town.spawn_points) > 100
    for pose in town.spawn_points[::7]:
        assert client.get_waypoint(carla.Location(pose.x, pose.y, pose.z), project_to_road=False) is not None
    assert len(town.signals) >= 19
    assert sum(o.tag == Tag.BUILDINGS for o in town.objects) > 50
