"""The embedded simulator, seen through the genuine client over real sockets."""

from __future__ import annotations

import pytest

from tests.carla_scenes.client import run_client
from tests.carla_scenes.conftest import REAL_TOWNS
from tests.carla_scenes.embedded.scripts import CONNECT, SYNCHRONOUS
from tests.carla_scenes.servers import running_boxes


@pytest.fixture(scope="module")
def port():
    with running_boxes() as port:
        yield port


def test_version_maps_and_map(port):
    run_client(
        CONNECT
        + """
assert client.get_server_version() == client.get_client_version() == "0.9.16"
assert len(client.get_available_maps()) == 12
world = client.load_world("Town05")
town = world.get_map()
assert town.name.endswith("Town05") and len(town.get_topology()) == 16
for point in town.get_spawn_points():
    waypoint = town.get_waypoint(point.location, project_to_road=False)
    assert waypoint.lane_type == carla.LaneType.Driving
    assert abs((waypoint.transform.rotation.yaw - point.rotation.yaw + 180) % 360 - 180) < 1
try:
    client.load_world("Town99")
except RuntimeError as error:
    assert "not found" in str(error)
else:
    raise AssertionError("an unknown town was loaded")
""",
        port,
    )


def test_every_camera_gets_every_frame_with_exact_labels(port):
    run_client(
        CONNECT
        + SYNCHRONOUS
        + """
pose = carla.Transform(carla.Location(60, 1.75, 1.6))
car = world.spawn_actor(library.find("vehicle.audi.tt"), carla.Transform(carla.Location(72, 1.75, 0)))
cameras = [camera(kind, pose) for kind in ("rgb", "semantic_segmentation", "instance_segmentation", "depth")]
for _ in range(20):
    frame = world.tick()
    images = [images.get(timeout=5) for _, images in cameras]
    assert [number for number, _ in images] == [frame] * 4
colour, tags, instances, depth = (pixels for _, pixels in images)
ids = instances[..., 1].astype(int) + 256 * instances[..., 0]
mask = ids == car.id
assert mask.sum() > 100 and (tags[..., 2][mask] == 14).all() and (tags[..., 2] == instances[..., 2]).all()
metres = 1000 * (depth[..., 2] + 256.0 * depth[..., 1] + 65536.0 * depth[..., 0]) / (2**24 - 1)
half = car.bounding_box.extent.x
assert abs(metres[mask].min() - (12 - half)) < 0.01
assert metres[0].min() > 999 and metres[-1].max() < 5
for sensor, _ in cameras:
    sensor.destroy()
assert car.destroy()
""",
        port,
    )


def test_batches_spawn_move_and_destroy(port):
    run_client(
        CONNECT
        + SYNCHRONOUS
        + """
command = carla.command
future = command.FutureActor
target = carla.Transform(carla.Location(5, 6, 0), carla.Rotation(yaw=30))
spawn = command.SpawnActor(library.find("static.prop.table"), carla.Transform(carla.Location(0, 0, 300)))
spawn = spawn.then(command.SetSimulatePhysics(future, False)).then(command.ApplyTransform(future, target))
bad = library.find("static.prop.table")
good, worse = client.apply_batch_sync([spawn, command.DestroyActor(987654)], True)
assert not good.error and "not found" in worse.error
table = world.get_actor(good.actor_id)
assert abs(table.get_location().x - 5) < 1e-4 and abs(table.get_transform().rotation.yaw - 30) < 1e-4
assert abs(table.bounding_box.location.z - table.bounding_box.extent.z) < 1e-5
client.apply_batch_sync([command.DestroyActor(table.id)], True)
assert good.actor_id not in [actor.id for actor in world.get_actors()]
weather = carla.WeatherParameters(sun_altitude_angle=-20.0)
world.set_weather(weather)
assert world.get_weather().sun_altitude_angle == -20.0
assert world.ground_projection(carla.Location(1, 2, 3), 10.0).location.z == 0.0
""",
        port,
    )


def test_two_clients_share_one_world(port):
    run_client(
        CONNECT
        + SYNCHRONOUS
        + """
other = carla.Client("127.0.0.1", port)
other.set_timeout(10.0)
actor = world.spawn_actor(library.find("static.prop.table"), carla.Transform())
seen = other.get_world()
frame = world.tick()
deadline = time.monotonic() + 10
while seen.get_snapshot().frame < frame or actor.id not in [one.id for one in seen.get_actors()]:
    assert time.monotonic() < deadline, (frame, seen.get_snapshot().frame, seen.get_actors())
    time.sleep(0.01)
actor.destroy()
""",
        port,
    )


def test_an_attached_camera_follows(port):
    run_client(
        CONNECT
        + SYNCHRONOUS
        + """
pose = carla.Transform(carla.Location(10, 0, 0), carla.Rotation(yaw=90))
car = world.spawn_actor(library.find("vehicle.audi.tt"), pose)
blueprint = library.find("sensor.camera.rgb")
sensor = world.spawn_actor(blueprint, carla.Transform(carla.Location(2, 0, 1)), attach_to=car)
for _ in range(3):  # on a busy machine a client may see the state a moment late
    frame = world.tick()
    time.sleep(0.2)
place = sensor.get_location()
assert abs(place.x - 10) < 1e-4 and abs(place.y - 2) < 1e-4 and abs(place.z - 1) < 1e-4, (place, frame)
car.destroy()
""",
        port,
    )


def test_other_versions_towns_blueprints_and_instance_ids():
    options = [
        "--version=0.9.13",
        "--towns=Town05",
        "--without=vehicle.audi.tt",
        "--instance-ids=engine",
        "--first-actor-id=65530",
    ]
    with running_boxes(options) as port:
        run_client(
            CONNECT
            + """
assert client.get_server_version() == "0.9.13"
assert client.get_available_maps() == ["/Game/Carla/Maps/Town05", "/Game/Carla/Maps/Town05_Opt"]
"""
            + SYNCHRONOUS
            + """
assert not library.filter("vehicle.audi.tt") and library.filter("vehicle.audi.a2")
sensor, images = camera("instance_segmentation", carla.Transform(carla.Location(60, 1.75, 1.6)))
car = world.spawn_actor(library.find("vehicle.audi.a2"), carla.Transform(carla.Location(72, 1.75, 0)))
world.tick()
_, pixels = images.get(timeout=5)
ids = set(np.unique(pixels[..., 1].astype(int) + 256 * pixels[..., 0]))
assert car.id > 65529 and len(ids) == 3 and car.id & 0xFFFF not in ids
""",
            port,
        )


@pytest.mark.skipif(not REAL_TOWNS, reason="the OpenDRIVE files of CARLA's towns are not here")
def test_a_real_town_is_served():
    path = next(path for path in REAL_TOWNS if path.stem == "Town06")
    with running_boxes([f"--opendrive=Town06={path}", "--towns=Town06"]) as port:
        run_client(CONNECT + "assert len(client.get_world().get_map().get_topology()) > 100", port)
