"""A folder laid out as BDD100K, photographed in the embedded simulator, with motorcycles, trains and bicycles in it.

BDD100K itself may not be redistributed; this stands in for it, so that `builders.bdd` has something to work on. Its
masks hold BDD100K's train ids. Whatever server it is pointed at, the pictures are that server's.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from PIL import Image

from carla_scenes.cameras import COLOUR, TAGS
from carla_scenes.catalogue import Asset, embedded_assets
from carla_scenes.connection import Connection, Host, ServerTrouble, parse_hosts
from carla_scenes.frame import Lens
from carla_scenes.kinds import Blueprint, load_blueprints
from carla_scenes.launcher import prepare, running_server
from carla_scenes.photographer import Look, Photographer
from carla_scenes.placement import Stage, place_anomaly, place_traffic
from carla_scenes.plan import Wish, plan_town
from carla_scenes.randomness import generator
from carla_scenes.roads import read_roads
from carla_scenes.scene import blueprints_of_scenes
from carla_scenes.survey import survey
from manifests.command import EXIT_GOOD, command_parser, positive_int, progress, run_command
from manifests.errors import ToolkitError
from manifests.files import write_atomically
from manifests.images import encode_mask
from manifests.labels import load_carla_tags

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    import numpy.typing as npt

    from carla_scenes.photographer import Picture
    from carla_scenes.roads import Roads
    from carla_scenes.scene import Placed, Scene

VOID = 255
TRAIN = 16

_TOWN = "Town02"
_SEED = 20
_TIMEOUT_S = 300.0
_ATTEMPTS = 3  # the genuine client crashes in rare cases while it loads a town
_MIN_VISIBLE = 400
_WITH_ANOMALIES = 3  # every so manieth picture
_JPEG_QUALITY = 92

TRAIN_IDS = {
    "Road": 0,
    "RoadLine": 0,
    "SideWalk": 1,
    "Building": 2,
    "Wall": 3,
    "Fence": 4,
    "GuardRail": 4,
    "Pole": 5,
    "TrafficLight": 6,
    "TrafficSign": 7,
    "Vegetation": 8,
    "Terrain": 9,
    "Sky": 10,
    "Pedestrian": 11,
    "Rider": 12,
    "Car": 13,
    "Truck": 14,
    "Bus": 15,
    "Train": TRAIN,
    "Motorcycle": 17,
    "Bicycle": 18,
}
"""BDD100K's train id of each of CARLA's tags; the other tags are void, as BDD100K leaves such things unlabelled."""


@dataclass(frozen=True)
class Shot:
    """A picture to take: its place in BDD100K's layout and the scene it shows."""

    split: str
    name: str
    scene: Scene


def main(argv: Sequence[str] | None = None) -> int:
    """Write the folder; return the exit code."""
    parser = command_parser(
        "python -m builders.demo.bdd_folder",
        "Photograph a folder laid out as BDD100K, with motorcycles, trains and bicycles, in a CARLA server's town.",
        ["python -m builders.demo.bdd_folder --out build/demo/bdd100k"],
    )
    parser.add_argument(
        "--host", metavar="HOST[:PORT]", help="a CARLA server (default: the embedded simulator)"
    )
    parser.add_argument(
        "--quality",
        choices=("draft", "standard", "high"),
        default="standard",
        help="of the embedded simulator's images (default: %(default)s)",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--train", type=positive_int, default=8, metavar="N", help="(default: %(default)s)")
    parser.add_argument("--val", type=positive_int, default=4, metavar="N", help="(default: %(default)s)")
    parser.add_argument(
        "--width", type=positive_int, default=1280, metavar="PIXELS", help="(default: %(default)s)"
    )
    return run_command(_run, parser, argv)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.host:
        return _fill(arguments, parse_hosts(arguments.host)[0])
    prepare([_TOWN])
    with running_server(("--still", f"--quality={arguments.quality}", f"--towns={_TOWN}")) as port:
        return _fill(arguments, Host("127.0.0.1", port))


def _fill(arguments: argparse.Namespace, host: Host) -> int:
    answer = survey(host, [_TOWN], _TIMEOUT_S)
    roads = read_roads(_TOWN, answer.opendrive[_TOWN])
    lens = Lens(arguments.width, arguments.width * 9 // 16, 90.0)
    shots = plan_shots(roads, {"train": arguments.train, "val": arguments.val}, lens, answer.blueprints)
    waiting = [shot for shot in shots if not mask_path(arguments.out, shot).is_file()]
    if waiting and not arguments.host:
        prepare(models=blueprints_of_scenes(shot.scene for shot in waiting))
    for _ in range(_ATTEMPTS):
        if waiting:
            _photograph_apart(host, waiting, lens, arguments.out)
        waiting = [shot for shot in waiting if not mask_path(arguments.out, shot).is_file()]
    if waiting:
        raise ToolkitError(
            "not all pictures could be taken",
            expected=f"{len(shots)} pictures",
            found=f"{len(shots) - len(waiting)}",
            remedy="run the same command again; finished pictures are kept",
        )
    print(f"{len(shots)} pictures with masks in {arguments.out}")
    return EXIT_GOOD


def plan_shots(roads: Roads, counts: dict[str, int], lens: Lens, offered: frozenset[str]) -> list[Shot]:
    """Return what to photograph: ordinary traffic, and a motorcycle, bicycle or train in every third picture.

    Args:
        roads: The town.
        counts: Pictures of each of BDD100K's splits.
        lens: Image size and field of view.
        offered: Blueprints of the server.

    Raises:
        ToolkitError: The server offers nothing that can stand for the three kinds.
    """
    wish = Wish(roads, "validation", sum(counts.values()), _SEED, lens=lens, offered=offered)
    riders = [
        b for b in load_blueprints().values() if b.kind in ("motorcycle", "bicycle") and b.name in offered
    ]
    trains = [
        asset for asset in embedded_assets() if asset.category == "train" and asset.blueprint in offered
    ]
    if not riders:
        raise ToolkitError("the server offers no motorcycle or bicycle")
    names = [(split, f"{split}-{number:05d}") for split, count in counts.items() for number in range(count)]
    shots = []
    for index, ((split, name), scene) in enumerate(zip(names, plan_town(wish).scenes, strict=True)):
        turn = index // _WITH_ANOMALIES
        shown = scene
        if index % _WITH_ANOMALIES == _WITH_ANOMALIES - 1:
            with_train = bool(trains) and turn % 3 == 2
            shown = (
                _with_train(scene, roads, trains[turn % len(trains)])
                if with_train
                else _with_rider(scene, roads, riders[turn % len(riders)])
            )
        shots.append(Shot(split, name, shown))
    return shots


def train_id_mask(picture: Picture) -> npt.NDArray[np.uint8]:
    """Return a picture's mask in BDD100K's train ids, (H, W) uint8; what was placed as a train is one."""
    red = 2  # of B, G, R, A
    tags = np.asarray(cv2.extractChannel(picture.images[TAGS], red), np.uint8)
    table = np.full(256, VOID, np.uint8)
    for row in load_carla_tags("0.9.16"):
        table[row.carla_tag] = TRAIN_IDS.get(row.carla_name, VOID)
    mask = table[tags]
    for seen in picture.anomalies:
        mask[seen.mask] = TRAIN
    return mask


def image_path(folder: Path, shot: Shot) -> Path:
    """Return where a shot's picture goes."""
    return folder / "images" / "10k" / shot.split / f"{shot.name}.jpg"


def mask_path(folder: Path, shot: Shot) -> Path:
    """Return where a shot's mask goes; it is written last."""
    return folder / "labels" / "sem_seg" / "masks" / shot.split / f"{shot.name}.png"


def _stage_of(scene: Scene, roads: Roads) -> Stage:
    stage = Stage(roads, scene.camera, scene.lens)
    for placed in scene.traffic:
        stage.add(placed)
    return stage


def _with_rider(scene: Scene, roads: Roads, blueprint: Blueprint) -> Scene:
    """Return the scene with a motorcycle or bicycle near by, in place of the traffic that would hide it."""
    rng = generator(_SEED, "rider", scene.town, scene.number)
    stage = _stage_of(replace(scene, traffic=()), roads)
    best: Placed | None = None
    for _ in range(24):
        placed = place_traffic(blueprint, "driving", stage, rng, "120,20,20")
        if (
            placed is not None
            and stage.shows(placed.box)
            and (best is None or _far(placed, scene) < _far(best, scene))
        ):
            best = placed
    if best is None:
        return scene
    stage.add(best)
    kept = [one for one in scene.traffic if stage.fits(one.box) and _far(one, scene) > _far(best, scene)]
    return replace(scene, traffic=(best, *kept))


def _with_train(scene: Scene, roads: Roads, train: Asset) -> Scene:
    """Return the scene with a train in it, proven visible the way anomalies are."""
    rng = generator(_SEED, "train", scene.town, scene.number)
    tries = []
    for closer in (1.0, 0.7, 0.5):
        placed = place_anomaly(train, _stage_of(scene, roads), rng, closer=closer)
        if placed is not None:
            tries.append((placed,))
    return replace(scene, split="test", tries=tuple(tries)) if tries else scene


def _far(placed: Placed, scene: Scene) -> float:
    return float(np.linalg.norm(placed.pose.location - scene.camera.location))


def _photograph_apart(host: Host, shots: Sequence[Shot], lens: Lens, folder: Path) -> None:
    """Take the pictures in a process of its own: the genuine client's threads abort one that ends normally."""
    context: Any = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_photograph, args=(theirs, host, list(shots), lens, folder), daemon=True)
    process.start()
    theirs.close()
    with progress(len(shots), "photographing", "image") as bar:
        try:
            while (message := ours.recv()) is not None:
                if message:
                    raise ToolkitError("a picture cannot be taken", found=message)
                bar.update()
        except EOFError:
            pass  # it ended early: what is missing is taken by the next attempt
        finally:
            process.join()


def _photograph(pipe: Any, host: Host, shots: list[Shot], lens: Lens, folder: Path) -> None:
    try:
        connection = Connection(host, _TIMEOUT_S)
        connection.enter_synchronous_mode()
        photographer = Photographer(connection, Look(lens, _MIN_VISIBLE, settle_ticks=0, image_wait_s=60.0))
        for shot in shots:
            _take(photographer, shot, folder)
            pipe.send("")
        photographer.leave()
        connection.restore()
        pipe.send(None)
    except (ServerTrouble, ToolkitError, OSError) as error:
        pipe.send(str(error) or type(error).__name__)
    pipe.close()
    os._exit(0)


def _take(photographer: Photographer, shot: Shot, folder: Path) -> None:
    try:
        picture = photographer.take(shot.scene)
    except ToolkitError:  # its train is hidden in every try: the picture goes without
        picture = photographer.take(replace(shot.scene, split="validation", tries=()))
    colour = np.asarray(cv2.cvtColor(picture.images[COLOUR], cv2.COLOR_BGRA2RGB), np.uint8)
    stream = io.BytesIO()
    Image.fromarray(colour).save(stream, "JPEG", quality=_JPEG_QUALITY)
    write_atomically(image_path(folder, shot), stream.getvalue())
    write_atomically(mask_path(folder, shot), encode_mask(train_id_mask(picture)))


if __name__ == "__main__":
    sys.exit(main())
