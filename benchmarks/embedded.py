"""What the embedded simulator costs, in units of one bare pass of primary rays over the same scene, at 1280x720.

The unit is one Embree ray through each pixel's centre that writes a number, on all cores; it is measured in the same
run, so that a slower machine or a richer town does not change the picture. Measured are
- start: from starting the server's process to the first picture at a client, with code and town kept on disk;
- load: getting a town ready for rays;
- frames: from `world.tick()` through the genuine client to written PNGs, for labels and depth, and for pictures of
  each quality in clear weather, rain and night; beside them the painter alone, in this process;
- memory: of the server after the run, and how much it grew over the last half of it;
- Blender's Cycles with 4 samples, where `bpy` is installed.

    python benchmarks/embedded.py [--town Town01] [--frames N] [--growth-frames N] [--qualities draft,standard]
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import queue
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np

from carla_scenes.connection import Connection, Host
from carla_scenes.embedded.models.library import ModelLibrary, all_models
from carla_scenes.embedded.render.camera import camera_record
from carla_scenes.embedded.render.painter import COLOURS, RayPainter
from carla_scenes.embedded.render.primary import bare_pass
from carla_scenes.embedded.render.rays import open_rays
from carla_scenes.embedded.render.stage import Stage
from carla_scenes.embedded.render.weather import Weather
from carla_scenes.embedded.render.workers import Workers
from carla_scenes.embedded.scene import Camera, Scene
from carla_scenes.embedded.town.towns import build_town
from carla_scenes.frame import Lens, Pose
from carla_scenes.launcher import free_port_pair, start_server, stop_server

WIDTH, HEIGHT, FOV = 1280, 720, 90.0
LABELS = ("sensor.camera.semantic_segmentation", "sensor.camera.depth")
WEATHERS = {
    "clear": {"sun_altitude_angle": 50.0, "cloudiness": 15.0},
    "rain": {
        "sun_altitude_angle": 40.0,
        "cloudiness": 95.0,
        "precipitation": 60.0,
        "precipitation_deposits": 60.0,
        "wetness": 90.0,
    },
    "night": {"sun_altitude_angle": -25.0, "cloudiness": 20.0},
}
BOUNDS = {
    "labels": 2.3,
    "draft clear": 5.0,
    "standard clear": 12.0,
    "standard rain": 17.0,
    "standard night": 17.0,
    "start": 50.0,
    "load": 30.0,
}
EYE_M = 1.5
GROWTH_DIVISOR = 4  # of the image's sides: whether memory grows does not depend on them, the time does


def weather_numbers(values):
    """Return CARLA's 14 parameters in the order of the wire."""
    order = [field.name for field in fields(Weather)]
    usual = {"scattering_intensity": 1.0, "mie_scattering_scale": 0.03, "rayleigh_scattering_scale": 0.0331}
    return tuple(float(values.get(name, usual.get(name, 0.0))) for name in order)


def best(function, times):
    """Return the shortest of several durations: what else the machine does only adds to it."""
    durations = []
    for _ in range(times):
        began = time.perf_counter()
        function()
        durations.append(time.perf_counter() - began)
    return min(durations)


def view_of(town, index):
    point = town.spawn_points[index % len(town.spawn_points)]
    return Pose(point.x, point.y, point.z + EYE_M, yaw=point.yaw)


def the_unit(town, pose, frames):
    """Return the seconds of the bare pass, and of loading the town."""
    rays = open_rays("embree")
    stage = Stage(ModelLibrary(all_models().values()).mesh_of, rays)
    loading = best(lambda: stage.load(town), 1)
    camera = camera_record(Camera(pose, Lens(WIDTH, HEIGHT, FOV)))
    slots, workers = np.empty((HEIGHT, WIDTH), np.int32), Workers()
    workers.run(bare_pass, 1, rays.handle, camera, slots)
    unit = best(lambda: workers.run(bare_pass, HEIGHT, rays.handle, camera, slots), frames)
    rays.close()
    return unit, loading


def painted(town, pose, quality, frames):
    """Return the seconds that the painter alone takes for each kind of frame."""
    painter = RayPainter(ModelLibrary(all_models().values()).mesh_of, quality)
    painter.warm_up()
    camera = Camera(pose, Lens(WIDTH, HEIGHT, FOV))
    times = {}
    for name, values in WEATHERS.items():
        scene = Scene(town, (), weather_numbers(values))
        painter.paint(scene, camera, LABELS)
        times[f"{quality} {name}"] = best(
            lambda s=scene: painter.paint(s, camera, [COLOURS, *LABELS]), frames
        )
        times["labels"] = best(lambda s=scene: painter.paint(s, camera, LABELS), frames)
    painter.close()
    return times


def write(folder, kind, image):
    pixels = np.frombuffer(image.raw_data, np.uint8).reshape(image.height, image.width, 4)
    wanted = pixels[..., 2] if kind == LABELS[0] else pixels[..., :3]
    fast = [cv2.IMWRITE_PNG_COMPRESSION, 1]
    cv2.imwrite(str(folder / f"{kind}.png"), wanted, fast)


def watch(arguments, port, view, server, answer):
    """Report what a client sees, from a process of its own."""
    frames, growth_frames = arguments.frames, arguments.growth_frames
    connection = Connection(Host("127.0.0.1", port), 120.0)
    connection.enter_synchronous_mode()
    connection.load_town(arguments.town)
    carla, world = connection.carla, connection.world
    images = queue.SimpleQueue()
    cameras = {}

    def place(kind, width=WIDTH, height=HEIGHT):
        blueprint = world.get_blueprint_library().find(kind)
        for name, value in (("image_size_x", width), ("image_size_y", height), ("fov", FOV)):
            blueprint.set_attribute(name, str(value))
        pose = carla.Transform(carla.Location(x=view.x, y=view.y, z=view.z), carla.Rotation(yaw=view.yaw))
        cameras[kind] = world.spawn_actor(blueprint, pose)
        cameras[kind].listen(lambda image: images.put((kind, image)))

    folder = Path(tempfile.mkdtemp())
    writers = ThreadPoolExecutor(2)  # as many as `carla_scenes render` has

    def frame():
        world.tick()
        written = [writers.submit(write, folder, *images.get(timeout=120)) for _ in cameras]
        for one in written:
            one.result()

    times = {}
    for kind in LABELS:
        place(kind)
    frame()
    answer.put(("first", time.time()))
    times["labels"] = best(frame, frames)
    place(COLOURS)
    for name, values in WEATHERS.items():
        world.set_weather(carla.WeatherParameters(**{"fog_density": 0.0, **values}))
        frame()
        times[name] = best(frame, frames)
    for camera in cameras.values():
        camera.stop()
        camera.destroy()
    for kind in (*LABELS, COLOURS):
        place(kind, WIDTH // GROWTH_DIVISOR, HEIGHT // GROWTH_DIVISOR)
    memory = []
    for number in range(growth_frames):
        world.set_weather(carla.WeatherParameters(sun_altitude_angle=90.0 - 0.8 * (number // 10)))
        frame()
        if number in (growth_frames // 10, growth_frames - 1):
            memory.append(resident_mb(server))
    answer.put(("times", times))
    answer.put(("memory", memory or [resident_mb(server)]))
    connection.restore()
    time.sleep(0.3)
    os._exit(0)


def resident_mb(process):
    text = Path(f"/proc/{process}/status").read_text("ascii")
    return int(next(line for line in text.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024.0


def through_the_client(arguments, view, quality):
    """Return start, frame times and memory of a server of its own."""
    context = multiprocessing.get_context("spawn")
    port = free_port_pair()
    began = time.time()
    server = start_server(port, ["--quality", quality, "--towns", arguments.town])
    answer = context.Queue()
    job = (arguments, port, view, server.pid, answer)
    client = context.Process(target=watch, args=job)
    client.start()
    try:
        facts = dict(answer.get(timeout=3600) for _ in range(3))
    finally:
        client.join(10)
        stop_server(server)
    return facts["first"] - began, facts["times"], facts["memory"]


def cycles(town, pose, samples=4):
    """Return the seconds that Cycles takes for the same triangles in plain colours (mirrored: its y is left)."""
    import bpy  # noqa: PLC0415  large, and wanted by this comparison alone

    bpy.ops.wm.read_factory_settings(use_empty=True)
    made = {}
    for key, mesh in town.meshes.items():
        made[key] = bpy.data.meshes.new(key)
        made[key].from_pydata(mesh.vertices.tolist(), [], mesh.faces.tolist())
    scene = bpy.context.scene
    for number, instance in enumerate(town.instances):
        thing = bpy.data.objects.new(f"{number}", made[instance.mesh])
        thing.matrix_world = instance.matrix.T.tolist()
        scene.collection.objects.link(thing)
    lens = bpy.data.cameras.new("camera")
    lens.angle = np.radians(FOV)
    eye = bpy.data.objects.new("camera", lens)
    eye.location, eye.rotation_euler = pose.location.tolist(), (np.pi / 2, 0.0, np.radians(pose.yaw - 90.0))
    sun = bpy.data.objects.new("sun", bpy.data.lights.new("sun", "SUN"))
    sun.rotation_euler = (0.6, 0.3, 0.0)
    for thing in (eye, sun):
        scene.collection.objects.link(thing)
    scene.camera = eye
    scene.render.engine, scene.cycles.device, scene.cycles.samples = "CYCLES", "CPU", samples
    scene.cycles.use_denoising = False
    scene.render.resolution_x, scene.render.resolution_y = WIDTH, HEIGHT
    scene.render.resolution_percentage = 100
    scene.render.filepath = str(Path(tempfile.mkdtemp()) / "cycles.png")
    return best(lambda: bpy.ops.render.render(write_still=True), 1)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--town", default="Town01")
    parser.add_argument("--view", type=int, default=20, help="spawn point to look from")
    parser.add_argument("--frames", type=int, default=5)
    parser.add_argument("--growth-frames", type=int, default=0)
    parser.add_argument("--qualities", default="draft,standard")
    parser.add_argument("--painter-only", action="store_true", help="leave the client out")
    arguments = parser.parse_args()
    town = build_town(arguments.town)
    view = view_of(town, arguments.view)
    unit, loading = the_unit(town, view, 2 * arguments.frames)
    seconds = {"load": loading}
    alone, memory = {}, {}
    for quality in arguments.qualities.split(","):
        alone |= painted(town, view, quality, arguments.frames)
        if arguments.painter_only:
            continue
        start, times, memory[quality] = through_the_client(arguments, view, quality)
        seconds["start"] = start
        seconds["labels"] = times.pop("labels")
        seconds |= {f"{quality} {name}": value for name, value in times.items()}
    report = {
        "unit_s": round(unit, 4),
        "cores": Workers().count,
        "units": {name: round(value / unit, 2) for name, value in seconds.items()},
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
        "painter_alone_units": {name: round(value / unit, 2) for name, value in alone.items()},
        "memory_mb": {name: [round(value) for value in values] for name, values in memory.items()},
    }
    if find_spec("bpy") is not None:
        report["cycles_4_samples_s"] = round(cycles(town, view), 2)
    broken = [name for name, bound in BOUNDS.items() if report["units"].get(name, 0.0) > bound]
    report["over_bounds"] = broken
    print(json.dumps(report, indent=2))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
