"""What servers offer, as the command line asks for it."""

from __future__ import annotations

import dataclasses

import pytest
import trimesh

from carla_scenes.catalogue import embedded_assets, write_catalogue
from carla_scenes.embedded import offer
from carla_scenes.embedded.__main__ import main
from carla_scenes.embedded.ring_town import ring_town_of
from carla_scenes.embedded.setup import GENERATED
from manifests.errors import ToolkitError
from tests.carla_scenes.conftest import make_assets


def test_boxes_stand_for_stock_embedded_and_catalogued_models(tmp_path):
    write_catalogue(tmp_path / "a.csv", make_assets(3))
    offered = offer.offer_of(offer.Wish(offer.BOXES, towns=("Town02",), catalogue=tmp_path / "a.csv"))
    asset = make_assets(3)[0]
    box = offered.models.box_of(asset.blueprint)
    assert (box.length, box.width, box.height) == pytest.approx((asset.length, asset.width, asset.height))
    assert all(offered.models.get(one.blueprint) for one in embedded_assets())
    assert offered.sizes[asset.blueprint] == max(asset.length, asset.width, asset.height)
    assert offered.towns.map_paths == ["/Game/Carla/Maps/Town02", "/Game/Carla/Maps/Town02_Opt"]


def test_towns_are_found_by_the_last_part_of_their_path():
    towns = offer.offer_of(offer.Wish(offer.BOXES)).towns
    assert towns.find("/Game/Carla/Maps/Town04_Opt") == ("Town04_Opt", "Town04")
    assert towns.find("Carla\\Maps\\Town04") == ("Town04", "Town04")
    assert towns.find("Town04_Opt_Opt") is None
    assert towns.find(GENERATED) is None
    towns.generate(ring_town_of("Town09").opendrive)
    assert towns.load(GENERATED)[0].opendrive == ring_town_of("Town09").opendrive
    assert towns.load("Town04")[0] is towns.load("Town04")[0]


def test_a_road_network_of_a_file_is_a_town(tmp_path):
    file = tmp_path / "Village.xodr"
    file.write_text(ring_town_of("Town03").opendrive)
    towns = offer.offer_of(offer.Wish(offer.BOXES, towns=("Town01",), opendrive={"Village": file})).towns
    town, facts = towns.load("Village")
    assert town.opendrive == file.read_text()
    assert facts.latitude == 49.0


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (["--painter=boxes", "--opendrive=none.xodr"], "cannot be read"),
        (["--towns=Town77"], "no such town"),
        (["--painter=boxes", "--towns="], "at least one town"),
        (["--painter=boxes", "--meshes=none"], "no such folder"),
        (["--painter=boxes", "--fault=explode=1"], "no fault"),
    ],
)
def test_what_cannot_be_served_is_said(options, text, capsys):
    assert main(options) == 2
    assert text in capsys.readouterr().err


def test_traced_servers_show_the_meshes_of_a_catalogue_and_want_them_all(tmp_path):
    trimesh.creation.box((1.0, 2.0, 3.0)).export(tmp_path / "b.ply")
    assets = [dataclasses.replace(make_assets(1)[0], mesh="b.ply", length=2.0, width=4.0, height=6.0)]
    write_catalogue(tmp_path / "a.csv", assets)
    wish = offer.Wish(catalogue=tmp_path / "a.csv", rays="bvh")
    offered = offer.offer_of(wish)
    assert offered.models.mesh_of(assets[0].blueprint).size == pytest.approx((2.0, 4.0, 6.0))
    assert offered.models.get("vehicle.tesla.model3")
    write_catalogue(tmp_path / "a.csv", make_assets(1))
    with pytest.raises(ToolkitError, match="neither built in nor files"):
        offer.offer_of(wish)
