"""Small plans and orders for the tests that render through the genuine client."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from carla_scenes.catalogue import write_catalogue
from carla_scenes.connection import Host
from carla_scenes.embedded.ring_town import ring_town_of
from carla_scenes.frame import Lens
from carla_scenes.photographer import Look
from carla_scenes.plan import Wish, plan_town
from carla_scenes.render import Order
from carla_scenes.roads import read_roads
from tests.carla_scenes.conftest import make_assets

if TYPE_CHECKING:
    from pathlib import Path

    from carla_scenes.scene import Scene

LOOK = Look(Lens(160, 90, 90.0), min_visible=2, settle_ticks=0, image_wait_s=0.4)


def small_plan(test_frames: int, train_frames: int) -> list[Scene]:
    roads = {name: read_roads(name, ring_town_of(name).opendrive) for name in ("Town01", "Town05")}
    test = plan_town(Wish(roads["Town05"], "test", test_frames, 0, make_assets(12)))
    return test.scenes + plan_town(Wish(roads["Town01"], "train", train_frames, 0)).scenes


def catalogue_option(folder: Path) -> str:
    path = folder / "assets.csv"
    write_catalogue(path, make_assets(12))
    return f"--catalogue={path}"


def order(
    scenes: list[Scene],
    out: Path,
    *ports: int,
    timeout_s: float = 10.0,
    patience_s: float = 60.0,
    look: Look = LOOK,
) -> Order:
    hosts = [Host("127.0.0.1", port) for port in ports]
    return Order(scenes, out, hosts, look, timeout_s, patience_s)


def tree_digest(folder: Path) -> str:
    """Return a digest over the names and bytes of all files."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(
            f"{path.relative_to(folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode()
        )
    return digest.hexdigest()
