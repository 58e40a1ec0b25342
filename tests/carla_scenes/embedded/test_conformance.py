"""What scripts written for CARLA rely on, asked through the genuine client; pictures do not matter here."""

from __future__ import annotations

import pytest

from tests.carla_scenes.client import run_client
from tests.carla_scenes.embedded.scripts import CONNECT, SYNCHRONOUS
from tests.carla_scenes.servers import running_boxes


@pytest.fixture(scope="module")
def port():
    with running_boxes() as port:
        yield port


def test_client_world_and_snapshot(port):
    run_client(
        CONNECT
        + """
assert client.get_server_version() == client.get_client_version()
world = client.load_world("/Game/Carla/Maps/Town03")
assert world.get_map().name.endswith("Town03")
number = world.id
again = client.reload_world()
assert again.id != number and again.get_map().name.endswith("Town03")
weather = world.get_weather()
weather.cloudiness, weather.sun_altitude_angle = 70.0, 12.0
world.set_weather(weather)
assert world.get_weather() == weather
first = world.wait_for_tick()
second = world.wait_for_tick()
assert second.frame > first.frame and second.elapsed_seconds > first.elapsed_seconds
seen = []
callback = world.on_tick(lambda snapshot: seen.append(snapshot.frame))
for _ in range(5):
    world.wait_for_tick()
world.remove_on_tick(callback)
assert len(seen) >= 4 and seen == sorted(seen)
points = world.get_map().get_spawn_points()
library = world.get_blueprint_library()
actors = [world.spawn_actor(library.find("vehicle.audi.tt"), point) for point in points[:10]]
snapshot = world.wait_for_tick()
while not all(snapshot.has_actor(actor.id) for actor in actors):
    snapshot = world.wait_for_tick()
for actor, point in zip(actors, points):
    place = snapshot.find(actor.id).get_transform().location
    assert place.distance_2d(point.location) < 0.01 and -0.01 < place.z <= point.location.z + 0.01
    assert actor.is_alive and actor.parent is None and actor.bounding_box.extent.x > 1
done = client.apply_batch_sync([carla.command.DestroyActor(actor) for actor in actors])
assert not any(reply.error for reply in done)
""",
        port,
    )


def test_blueprints_have_carlas_attributes(port):
    run_client(
        CONNECT
        + """
library = client.get_world().get_blueprint_library()
names = [blueprint.id for blueprint in library]
assert len(names) == len(set(names)) > 170 and all(name.count(".") >= 2 for name in names)
for blueprint in library:
    assert library.find(blueprint.id).id == blueprint.id and len(library.filter(blueprint.id)) == 1
    assert set(blueprint.tags) == set(blueprint.id.split(".")) and blueprint.has_attribute("role_name")
    for attribute in blueprint:
        assert attribute.id and (attribute.recommended_values or not attribute.is_modifiable)
cars = [b for b in library.filter("vehicle.*") if b.get_attribute("base_type") == "car"]
assert len(cars) > 10 and all(int(b.get_attribute("number_of_wheels")) == 4 for b in cars)
assert {b.id.split(".")[1] for b in library.filter("vehicle.*") if int(b.get_attribute("number_of_wheels")) == 2}
for blueprint in library.filter("vehicle.*"):
    for name in ("color", "driver_id"):
        blueprint.set_attribute(name, blueprint.get_attribute(name).recommended_values[-1])
    assert blueprint.get_attribute("generation").as_int() in (1, 2)
    assert blueprint.get_attribute("has_lights").as_bool() in (True, False)
for blueprint in library.filter("walker.*"):
    assert len(blueprint.get_attribute("speed").recommended_values) == 3
    assert blueprint.get_attribute("age").as_str() in ("adult", "child")
camera = library.find("sensor.camera.rgb")
for name, value in (("fov", 90.0), ("iso", 100.0), ("lens_k", -1.0), ("bloom_intensity", 0.675)):
    assert abs(camera.get_attribute(name).as_float() - value) < 1e-6, name
assert camera.get_attribute("exposure_mode").as_str() == "histogram"
lidar = library.find("sensor.lidar.ray_cast")
assert lidar.get_attribute("channels").as_int() == 32 and lidar.get_attribute("range").as_float() == 10.0
assert library.find("static.prop.table").get_attribute("size") == "medium"
assert library.find("controller.ai.walker") and library.find("vehicle.ford.mustang")
""",
        port,
    )


def test_all_props_load(port):
    run_client(
        CONNECT
        + """
world = client.get_world()
for number, blueprint in enumerate(world.get_blueprint_library().filter("static.prop.*")):
    actor = world.spawn_actor(blueprint, carla.Transform(carla.Location(3.0 * number, 50.0, 1.0)))
    assert actor.type_id == blueprint.id and actor.attributes["size"] in ("tiny", "small", "medium", "big", "huge")
    while not actor.is_alive:  # its first state is still on its way
        world.wait_for_tick()
    assert actor.destroy()
""",
        port,
    )


def test_maps_of_all_towns(port):
    run_client(
        CONNECT
        + """
maps = client.get_available_maps()
assert {name.rsplit("/", 1)[-1] for name in maps} == {
    f"Town0{n}{suffix}" for n in range(1, 7) for suffix in ("", "_Opt")
}
for name in maps[::3]:
    town = client.load_world(name).get_map()
    assert town.name.rsplit("/", 1)[-1] == name.rsplit("/", 1)[-1]
    assert town.get_topology() and town.get_spawn_points()
    for point in town.get_spawn_points():
        assert town.get_waypoint(point.location, project_to_road=False) is not None
text = client.get_world().get_map().to_opendrive()
world = client.generate_opendrive_world(text, carla.OpendriveGenerationParameters())
assert world.get_map().name == "OpenDriveMap" and world.get_map().to_opendrive() == text
try:
    client.generate_opendrive_world("<OpenDRIVE>", carla.OpendriveGenerationParameters())
except RuntimeError as error:
    assert "cannot be read" in str(error)
else:
    raise AssertionError("a broken map was accepted")
assert client.load_world("Town01").get_map().name.endswith("Town01")
""",
        port,
    )


def test_synchronous_mode_steps_by_exact_times(port):
    run_client(
        CONNECT
        + SYNCHRONOUS
        + """
start = world.get_snapshot()
for number in range(1, 51):
    frame = world.tick()
    snapshot = world.get_snapshot()
    assert snapshot.frame == frame == start.frame + number
    assert abs(snapshot.delta_seconds - 0.05) < 1e-6
    assert abs(snapshot.elapsed_seconds - start.elapsed_seconds - 0.05 * number) < 1e-6
car = world.spawn_actor(library.find("vehicle.ford.mustang"), world.get_map().get_spawn_points()[0])
car.set_simulate_physics(False)
world.tick()
for number in range(20):
    pose = carla.Transform(carla.Location(number, 2, 0.5), carla.Rotation(yaw=number))
    car.set_transform(pose)
    world.tick()
    assert car.get_transform().location.distance(pose.location) < 1e-4
settings = world.get_settings()
settings.synchronous_mode = False
world.apply_settings(settings)
before = world.wait_for_tick().frame
assert world.wait_for_tick().frame > before
car.destroy()
""",
        port,
    )


def test_images_belong_to_their_frames(port):
    run_client(
        CONNECT
        + SYNCHRONOUS
        + """
car = world.spawn_actor(library.find("vehicle.audi.tt"), world.get_map().get_spawn_points()[3])
car.enable_constant_velocity(carla.Vector3D(8, 0, 0))
sensors, queues = [], []
for kind in ("rgb", "depth", "semantic_segmentation", "instance_segmentation", "normals"):
    blueprint = library.find("sensor.camera." + kind)
    blueprint.set_attribute("image_size_x", "80")
    blueprint.set_attribute("image_size_y", "60")
    sensor = world.spawn_actor(blueprint, carla.Transform(carla.Location(1, 0, 2)), attach_to=car)
    images = queue.Queue()
    sensor.listen(images.put)
    sensors.append(sensor)
    queues.append(images)
for _ in range(100):
    frame = world.tick()
    snapshot = world.get_snapshot()
    for sensor, images in zip(sensors, queues):
        image = images.get(timeout=10)
        assert image.frame == frame and image.timestamp == snapshot.timestamp.elapsed_seconds
        assert image.transform == sensor.get_transform() and len(image.raw_data) == 80 * 60 * 4
assert abs(car.get_location().x - sensors[0].get_location().x) > 0.5 or abs(car.get_velocity().y) > 1
for sensor in sensors:
    sensor.stop()
time.sleep(0.2)
car.destroy()
""",
        port,
    )


def test_sensor_tick_times(port):
    run_client(
        CONNECT
        + SYNCHRONOUS
        + """
import collections, math
counts = collections.Counter()
silent = ("collision", "obstacle", "lane_invasion")
sensors = []
for blueprint in library.filter("sensor.*"):
    if blueprint.id.endswith(silent):
        continue
    if blueprint.has_attribute("image_size_x"):
        blueprint.set_attribute("image_size_x", "32")
        blueprint.set_attribute("image_size_y", "32")
    blueprint.set_attribute("sensor_tick", "0.3")
    sensor = world.spawn_actor(blueprint, carla.Transform(carla.Location(z=2)))
    sensor.listen(lambda data, name=blueprint.id: counts.update([name]))
    sensors.append(sensor)
for _ in range(50):
    world.tick()
deadline = time.monotonic() + 10
while min(counts.values()) < math.ceil(2.5 / 0.3) and time.monotonic() < deadline:
    time.sleep(0.05)
time.sleep(0.2)
assert len(counts) == len(sensors) == 10, counts
assert set(counts.values()) == {math.ceil(2.5 / 0.3)}, counts
for sensor in sensors:
    sensor.stop()
time.sleep(0.2)
client.apply_batch_sync([carla.command.DestroyActor(sensor) for sensor in sensors])
""",
        port,
    )


def test_a_hundred_actors_stream(port):
    run_client(
        CONNECT
        + SYNCHRONOUS
        + """
command = carla.command
blueprint = library.find("walker.pedestrian.0005")
spawns = [command.SpawnActor(blueprint, carla.Transform(carla.Location(2.0 * n, 0, 1))) for n in range(100)]
walkers = [reply.actor_id for reply in client.apply_batch_sync(spawns, True)]
controls = [command.ApplyWalkerControl(one, carla.WalkerControl(carla.Vector3D(0, 1, 0), 2.0)) for one in walkers]
client.apply_batch_sync(controls, True)
for _ in range(20):
    world.tick()
actors = {actor.id: actor for actor in world.get_actors(walkers)}
assert len(actors) == 100
for walker in walkers:
    assert abs(actors[walker].get_location().y - 2.1) < 0.01, actors[walker].get_location()
    assert actors[walker].get_control().speed == 2.0
client.apply_batch([command.DestroyActor(one) for one in walkers])
world.tick()
assert not set(walkers) & {actor.id for actor in world.get_actors()}
""",
        port,
    )


def test_vehicles_answer_for_themselves(port):
    run_client(
        CONNECT
        + SYNCHRONOUS
        + """
car = world.spawn_actor(library.find("vehicle.tesla.model3"), world.get_map().get_spawn_points()[0])
car.set_light_state(carla.VehicleLightState.LowBeam)
car.apply_control(carla.VehicleControl(throttle=0.5, steer=0.1))
car.open_door(carla.VehicleDoor.FL)
world.tick()
world.tick()
assert car.get_light_state() == carla.VehicleLightState.LowBeam
assert world.get_vehicles_light_states() == {car.id: carla.VehicleLightState.LowBeam}
control = car.get_control()
assert abs(control.throttle - 0.5) < 1e-6 and abs(control.steer - 0.1) < 1e-6 and control.gear == 1
assert car.get_velocity().length() > 0.1 and car.get_speed_limit() == 30.0
assert not car.is_at_traffic_light() and car.get_traffic_light_state() == carla.TrafficLightState.Green
physics = car.get_physics_control()
assert len(physics.wheels) == 4 and physics.mass > 500 and len(physics.forward_gears) > 3
physics.mass = 1234.0
car.apply_physics_control(physics)
assert abs(car.get_physics_control().mass - 1234.0) < 1e-3
assert car.get_telemetry_data().speed > 0.1 and len(car.get_telemetry_data().wheels) == 4
settings = carla.AckermannControllerSettings()
settings.speed_kp = 0.7
car.apply_ackermann_controller_settings(settings)
assert abs(car.get_ackermann_controller_settings().speed_kp - 0.7) < 1e-6
car.set_wheel_steer_direction(carla.VehicleWheelLocation.FL_Wheel, 12.0)
assert abs(car.get_wheel_steer_angle(carla.VehicleWheelLocation.FL_Wheel) - 12.0) < 1e-4
walker = world.spawn_actor(library.find("walker.pedestrian.0001"), carla.Transform(carla.Location(z=1)))
walker.set_enable_gravity(False)
world.tick()
bones = {bone.name: bone for bone in walker.get_bones().bone_transforms}
assert bones["crl_Head__C"].world.location.z > bones["crl_hips__C"].world.location.z > 1.5
assert bones["crl_hand__R"].component.location.y > 0 > bones["crl_hand__L"].component.location.y
assert walker.get_component_names() and walker.get_bone_names()[0] == "crl_root"
assert world.get_imui_sensor_gravity() > 9
controller = world.spawn_actor(library.find("controller.ai.walker"), carla.Transform(), attach_to=walker)
world.tick()
controller.start()
world.tick()
controller.stop()
client.apply_batch_sync([carla.command.DestroyActor(one) for one in (controller, walker, car)], True)
assert "records" in client.start_recorder("test.log")
""",
        port,
    )


@pytest.mark.parametrize("hybrid", [True, False], ids=["hybrid", "by its controls"])
def test_the_traffic_manager_drives(port, hybrid):
    run_client(
        f"HYBRID = {hybrid}"
        + CONNECT
        + SYNCHRONOUS
        + """
import socket
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    manager_port = free.getsockname()[1]
town = world.get_map()
car = world.spawn_actor(library.find("vehicle.audi.tt"), town.get_spawn_points()[0])
world.tick()
manager = client.get_trafficmanager(manager_port)
manager.set_synchronous_mode(True)
manager.set_hybrid_physics_mode(HYBRID)
manager.set_hybrid_physics_radius(0.0)
car.set_autopilot(True, manager_port)
start = car.get_location()
way = 0.0
for _ in range(200):
    before = car.get_location()
    world.tick()
    way += car.get_location().distance(before)
    waypoint = town.get_waypoint(car.get_location(), project_to_road=True)
    assert waypoint.transform.location.distance(car.get_location()) < 1.5
assert 40.0 < way < 120.0, way
car.set_autopilot(False, manager_port)
for _ in range(3):
    world.tick()
car.destroy()
""",
        port,
    )
