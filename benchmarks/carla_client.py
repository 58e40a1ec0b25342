"""What the client side adds to a server's own time, at 1280x720, with a server that answers in 50 milliseconds.

Compared in one run, over the same sockets and images:
- bare: the genuine client ticks and receives three images a frame, and does nothing else;
- render: `carla_scenes.render` makes finished frames of the train split: weather, traffic, three images, label
  translation, two PNGs, digests, sidecar.
The server is the embedded one with a painter that waits 50 ms and returns a prepared picture, so that the machine is
busy with the client's work only. The proof of one anomaly mask is timed alone.

    python benchmarks/carla_client.py [--frames N]
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import queue
import shutil
import tempfile
import time
from pathlib import Path

import numpy as np

from carla_scenes.connection import Connection, Host
from carla_scenes.embedded.blueprints import BlueprintLibrary
from carla_scenes.embedded.offer import BOXES, Wish, offer_of
from carla_scenes.embedded.ring_town import ring_town_of
from carla_scenes.embedded.scene import Hits
from carla_scenes.embedded.server import Server
from carla_scenes.embedded.setup import Setup
from carla_scenes.embedded.tags import Tag
from carla_scenes.embedded.world import World
from carla_scenes.frame import Box, Pose
from carla_scenes.instances import View, sight
from carla_scenes.launcher import free_port_pair
from carla_scenes.photographer import Look
from carla_scenes.plan import LENS, plan_town
from carla_scenes.plan import Wish as SceneWish
from carla_scenes.render import Order, render
from carla_scenes.roads import read_roads

ANSWER_S = 0.05
SHORT = 10
KINDS = ("rgb", "semantic_segmentation", "instance_segmentation")


class PacedPainter:
    """Paints the first scene it sees, and returns those images for ever, each time after `ANSWER_S` seconds."""

    def __init__(self, boxes):
        self._images = {}
        self._boxes = boxes
        self.load, self.clear = boxes.load, boxes.clear

    def trace(self, _scene, origins, _directions, _farthest_m):
        """Find the flat ground below: on a server a ray is cheap, and not counted to the 50 ms."""
        count = len(origins)
        up = np.tile((0.0, 0.0, 1.0), (count, 1))
        return Hits(origins[:, 2].copy(), np.full(count, Tag.ROADS, np.uint8), np.zeros(count, np.int64), up)

    def paint(self, scene, camera, sensors):
        """Return the prepared images."""
        lens = camera.lens
        missing = [sensor for sensor in sensors if (sensor, lens) not in self._images]
        if missing:
            painted = self._boxes.paint(scene, camera, missing)
            # Noise as fine as that of a real picture, so that PNG compression has its usual work.
            noise = np.random.default_rng(0).integers(-3, 4, (lens.height, lens.width, 1))
            for sensor, image in painted.items():
                if sensor == "sensor.camera.rgb":
                    image[..., :3] = np.clip(image[..., :3] + noise, 0, 255)
                self._images[sensor, lens] = image
        time.sleep(ANSWER_S)
        return {sensor: self._images[sensor, lens] for sensor in sensors}


def serve(port):
    offered = offer_of(Wish(BOXES, towns=("Town01",)))
    setup = Setup(port=port, towns=offered.towns, blueprints=BlueprintLibrary(offered.models))
    Server(World(setup, PacedPainter(offered.painter))).serve()


def bare(port, frames, answer):
    """Report the seconds a frame of the genuine client alone, from a process of its own."""
    connection = Connection(Host("127.0.0.1", port), 20.0)
    connection.enter_synchronous_mode()
    connection.load_town("Town01")
    images = queue.SimpleQueue()
    library = connection.world.get_blueprint_library()
    cameras = []
    for kind in KINDS:
        blueprint = library.find(f"sensor.camera.{kind}")
        blueprint.set_attribute("image_size_x", str(LENS.width))
        blueprint.set_attribute("image_size_y", str(LENS.height))
        place = connection.carla.Transform(connection.carla.Location(x=40.0, y=1.75, z=1.6))
        cameras.append(connection.world.spawn_actor(blueprint, place))
        cameras[-1].listen(lambda image: images.put(image.frame))
    times = []
    for _ in range(frames + 2):
        began = time.perf_counter()
        connection.world.tick()
        for _ in KINDS:
            images.get(timeout=10)
        times.append(time.perf_counter() - began)
    answer.put(float(np.mean(times[2:])))
    for camera in cameras:
        camera.stop()
    time.sleep(0.3)
    for camera in cameras:
        camera.destroy()
    connection.restore()
    time.sleep(0.3)
    os._exit(0)


def rendered(port, scenes):
    """Return the seconds a frame: of a long run less a short one, so that connecting and loading do not count."""
    look = Look(LENS, min_visible=50, settle_ticks=0, image_wait_s=10.0)
    times = []
    for count in (SHORT, len(scenes)):
        folder = Path(tempfile.mkdtemp())
        began = time.perf_counter()
        made = render(Order(scenes[:count], folder, [Host("127.0.0.1", port)], look, timeout_s=20.0)).made
        times.append(time.perf_counter() - began)
        shutil.rmtree(folder)
        if made.total() != count:
            raise SystemExit(f"rendered {made.total()} of {count} frames")
    return (times[1] - times[0]) / (len(scenes) - SHORT)


def proof():
    """Return the seconds that proving one mask takes."""
    ids = np.full((LENS.height, LENS.width), 7, np.uint16)
    depth = np.zeros((LENS.height, LENS.width, 4), np.uint8)
    depth[..., :3] = (40, 40, 10)
    before, after = View(ids, depth), View(ids.copy(), depth.copy())
    after.ids[300:420, 580:700] = 300
    after.depth[300:420, 580:700, 0] = 2
    box = Box(Pose(12.0, 0.0, 0.0), 2.0, 3.0, 3.0)
    began = time.perf_counter()
    for _ in range(20):
        sight(before, after, box, (Pose(0.0, 0.0, 0.0), LENS))
    return (time.perf_counter() - began) / 20


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--frames", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    port = free_port_pair()
    server = context.Process(target=serve, args=(port,), daemon=True)
    server.start()
    time.sleep(5.0)
    scenes = plan_town(
        SceneWish(read_roads("Town01", ring_town_of("Town01").opendrive), "train", arguments.frames, 0)
    ).scenes
    rounds = []
    for _ in range(arguments.rounds):
        answer = context.Queue()
        client = context.Process(target=bare, args=(port, arguments.frames, answer))
        client.start()
        alone = answer.get()
        client.join()
        whole = rendered(port, scenes)
        rounds.append(
            {
                "bare_ms": round(alone * 1e3, 2),
                "render_ms": round(whole * 1e3, 2),
                "added": round(whole / alone - 1, 4),
            }
        )
    server.kill()
    added = float(np.median([one["added"] for one in rounds]))
    print(
        json.dumps({"rounds": rounds, "added_median": added, "proof_ms": round(proof() * 1e3, 2)}, indent=2)
    )


if __name__ == "__main__":
    main()
