"""The whole simulator, rays traced and towns built, through the genuine client; slow the first time it runs."""

from __future__ import annotations

import pytest

from carla_scenes.launcher import running_server
from tests.carla_scenes.client import run_client
from tests.carla_scenes.embedded.scripts import CONNECT, SYNCHRONOUS

pytestmark = pytest.mark.slow

TOWN = SYNCHRONOUS.replace("Town05", "Town01")
PATIENT = CONNECT.replace("20.0", "120.0")
LOOK = """
spawn_points = world.get_map().get_spawn_points()
def look_from(point, **attributes):
    pose = carla.Transform(point.location + carla.Location(z=1.3), point.rotation)
    kinds = ("rgb", "semantic_segmentation", "instance_segmentation", "depth")
    return {kind: camera(kind, pose, **attributes) for kind in kinds}
def shoot(cameras):
    frame = world.tick()
    images = {}
    for kind, (_, arrived) in cameras.items():
        number, images[kind] = arrived.get(timeout=120)
        assert number == frame
    return images
def labels(images):
    pixels = images["instance_segmentation"]
    return pixels[..., 2], pixels[..., 1] + 256 * pixels[..., 0]
"""


@pytest.fixture(scope="module")
def port():
    with running_server(["--still", "--quality=draft"]) as port:
        yield port


def test_what_is_in_the_picture_joins_the_lists(port):
    run_client(
        PATIENT
        + TOWN
        + LOOK
        + """
objects = {one.id: one for one in world.get_environment_objects(carla.CityObjectLabel.Any)}
assert len(objects) > 100 and all(one.name for one in objects.values())
car = world.spawn_actor(library.filter("static.prop.*")[0], carla.Transform(carla.Location(0, 0, 500)))
seen = set()
for point in spawn_points[::40]:
    cameras = look_from(point)
    images = shoot(cameras)
    tags, ids = labels(images)
    assert (tags == images["semantic_segmentation"][..., 2]).all()
    for number in np.unique(ids[ids > 0]):
        assert number in objects, number
        seen |= set(tags[ids == number].tolist())
    depth = images["depth"][..., 2] + 256 * images["depth"][..., 1] + 65536 * images["depth"][..., 0]
    assert (depth[ids == 0] == 2**24 - 1).all() and (tags[ids == 0] == 11).all()
    rgb = images["rgb"][..., :3]
    assert 20 < rgb.mean() < 230 and rgb.std() > 10
    client.apply_batch_sync([carla.command.DestroyActor(sensor) for sensor, _ in cameras.values()])
assert {1, 2, 24} <= seen
car.destroy()
""",
        port,
    )


def test_objects_hide_and_rays_know_it(port):
    run_client(
        PATIENT
        + TOWN
        + LOOK
        + """
point = spawn_points[0]
cameras = look_from(point)
tags, ids = labels(shoot(cameras))
objects = {one.id: one for one in world.get_environment_objects(carla.CityObjectLabel.Any)}
roads = [int(number) for number in np.unique(ids) if number and (tags[ids == number] == 1).any()]
above = point.location + carla.Location(z=3)
ground = world.ground_projection(above, 20.0)
assert ground.label == carla.CityObjectLabel.Roads and abs(ground.location.z - point.location.z) < 1.0
hits = world.cast_ray(above, above - carla.Location(z=20))
assert hits and hits[0].location.distance(ground.location) < 0.01
world.enable_environment_objects(set(roads), False)
later, later_ids = labels(shoot(cameras))
assert not np.isin(later_ids, roads).any() and (later == 1).sum() < (tags == 1).sum()
world.enable_environment_objects(set(roads), True)
again, again_ids = labels(shoot(cameras))
assert (again_ids == ids).all() and (again == tags).all()
client.apply_batch_sync([carla.command.DestroyActor(sensor) for sensor, _ in cameras.values()])
""",
        port,
    )


def test_lights_and_signs_are_the_maps(port):
    run_client(
        PATIENT
        + TOWN
        + """
world.tick()
landmarks = {mark.id: mark for mark in world.get_map().get_all_landmarks()}
lights = [actor for actor in world.get_actors() if actor.type_id == "traffic.traffic_light"]
signs = [actor for actor in world.get_actors() if actor.type_id.startswith("traffic.")]
assert len(signs) > 10 and {light.get_opendrive_id() for light in lights} <= landmarks.keys()
found = [world.get_traffic_sign(mark) for mark in landmarks.values() if mark.type == "206"]
assert found and all(one.type_id == "traffic.stop" for one in found)
for light in lights[:8]:
    assert light.get_stop_waypoints() and light.get_affected_lane_waypoints()
    assert light.id in [one.id for one in light.get_group_traffic_lights()]
    states = {one.state for one in light.get_group_traffic_lights()}
    assert carla.TrafficLightState.Green in states
for sign in signs:
    assert sign.trigger_volume.extent.x > 0.5
lamps = world.get_lightmanager().get_all_lights(carla.LightGroup.Street)
if lamps:
    lamps[0].turn_off()
    world.tick()
    world.tick()
""",
        port,
    )


def test_every_map_can_be_driven_on(port):
    run_client(
        PATIENT
        + """
for name in client.get_available_maps():
    town = client.load_world(name).get_map()
    assert town.name.rsplit("/", 1)[-1] == name.rsplit("/", 1)[-1]
    assert town.get_topology()
    plain = name.rsplit("/", 1)[-1].removesuffix("_Opt")
    assert town.get_crosswalks() or plain in ("Town01", "Town02"), name
    points = town.get_spawn_points()
    assert len(points) > 20
    for point in points:
        waypoint = town.get_waypoint(point.location, project_to_road=False)
        assert waypoint is not None and waypoint.lane_type == carla.LaneType.Driving
    for waypoint in town.generate_waypoints(20):
        assert waypoint.next(5.0) or waypoint.is_junction or waypoint.lane_width > 0
""",
        port,
        timeout_s=280.0,
    )


def test_a_lidar_agrees_with_the_labels(port):
    run_client(
        PATIENT
        + TOWN
        + LOOK
        + """
blueprint = library.find("sensor.lidar.ray_cast_semantic")
for name, value in (("range", "80"), ("channels", "8"), ("points_per_second", "40000"), ("upper_fov", "0")):
    blueprint.set_attribute(name, value)
place = carla.Transform(spawn_points[0].location + carla.Location(z=1.8), spawn_points[0].rotation)
lidar, clouds = world.spawn_actor(blueprint, place), queue.Queue()
lidar.listen(clouds.put)
world.tick()
cloud = clouds.get(timeout=60)
objects = {one.id: one.type for one in world.get_environment_objects(carla.CityObjectLabel.Any)}
assert len(cloud) > 500
for point in list(cloud)[::50]:
    assert point.object_idx in objects and 0 < point.object_tag < 29
    assert point.point.z > -3.5 and 0.0 <= point.cos_inc_angle <= 1.001
lidar.stop()
time.sleep(0.2)
lidar.destroy()
""",
        port,
    )


PICTURE = """
import hashlib
prop = library.filter("static.prop.*")[3]
things = []
point = spawn_points[7]
for number in range(4):
    ahead = point.location + (8.0 + 3.0 * number) * point.get_forward_vector()
    things.append(world.spawn_actor(prop, carla.Transform(ahead, carla.Rotation(yaw=40.0 * number))))
world.set_weather(carla.WeatherParameters.WetCloudySunset)
cameras = look_from(point)
digest = hashlib.sha256()
for image in shoot(cameras).values():
    digest.update(image.astype(np.uint8).tobytes())
print(digest.hexdigest())
client.apply_batch_sync([carla.command.DestroyActor(sensor) for sensor, _ in cameras.values()])
client.apply_batch_sync([carla.command.DestroyActor(thing) for thing in things])
"""


def test_one_scene_looks_the_same_on_every_server(port):
    # Only the ids of actors differ from time to time.
    script = (PATIENT + TOWN + LOOK + PICTURE).replace('"instance_segmentation", "depth")', '"depth")')
    first = run_client(script, port)
    assert run_client(script, port) == first
    with running_server(["--still", "--quality=draft", "--first-actor-id=900", "--towns=Town01"]) as other:
        assert run_client(script, other) == first
