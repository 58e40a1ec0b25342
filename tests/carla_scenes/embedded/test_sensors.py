"""Sensors other than cameras, asked through the genuine client."""

from __future__ import annotations

import numpy as np
import pytest

from carla_scenes.embedded.scans import LidarScan, RadarScan
from carla_scenes.embedded.scene import Hits
from carla_scenes.frame import Pose
from tests.carla_scenes.client import run_client
from tests.carla_scenes.embedded.scripts import CONNECT, SYNCHRONOUS
from tests.carla_scenes.servers import running_boxes

SENSOR = """
def sensor(kind, pose, attach_to=None, **attributes):
    blueprint = library.find("sensor." + kind)
    for name, value in attributes.items():
        blueprint.set_attribute(name, str(value))
    actor, data = world.spawn_actor(blueprint, pose, attach_to=attach_to), queue.Queue()
    actor.listen(data.put)
    return actor, data
def end(*actors):
    for actor in actors:
        actor.stop()
    time.sleep(0.2)
    client.apply_batch_sync([carla.command.DestroyActor(actor) for actor in actors])
"""


@pytest.fixture(scope="module")
def port():
    with running_boxes() as port:
        yield port


def test_lidars_count_their_points_and_find_the_car(port):
    run_client(
        CONNECT
        + SYNCHRONOUS
        + SENSOR
        + """
car = world.spawn_actor(library.find("vehicle.audi.tt"), carla.Transform(carla.Location(12, 0, 0)))
wish = dict(channels=16, points_per_second=64000, rotation_frequency=20, range=50, upper_fov=5, lower_fov=-25)
still = dict(dropoff_general_rate=0, dropoff_intensity_limit=0, dropoff_zero_intensity=0)
pose = carla.Transform(carla.Location(z=1.8))
plain, points = sensor("lidar.ray_cast", pose, **wish, **still)
lossy, fewer = sensor("lidar.ray_cast", pose, **wish, dropoff_general_rate=0.25, dropoff_zero_intensity=0.0)
labelled, labels = sensor("lidar.ray_cast_semantic", pose, **wish)
counts = []
for _ in range(10):
    frame = world.tick()
    all_points, some, tagged = (data.get(timeout=10) for data in (points, fewer, labels))
    assert all_points.frame == some.frame == tagged.frame == frame
    for cloud in (all_points, some, tagged):
        per_channel = [cloud.get_point_count(channel) for channel in range(cloud.channels)]
        assert cloud.channels == 16 and sum(per_channel) == len(cloud)
        assert max(per_channel) <= 64000 / (16 * 20) + 1
    assert len(all_points) == len(tagged) > 500
    counts.append(len(some) / len(all_points))
    cloud = np.frombuffer(all_points.raw_data, np.float32).reshape(-1, 4)
    distance = np.linalg.norm(cloud[:, :3], axis=1)
    assert distance.max() < 50.001 and np.allclose(cloud[:, 3], np.exp(-0.004 * distance), atol=1e-4)
    assert cloud[:, 2].min() > -1.801
    on_car = [point for point in tagged if point.object_idx == car.id]
    assert len(on_car) > 10 and all(point.object_tag == 14 for point in on_car)
    assert all(8 < point.point.x < 16 and 0 <= point.cos_inc_angle <= 1.0001 for point in on_car)
assert 0.68 < np.mean(counts) < 0.82
assert abs(all_points.horizontal_angle) < 1e-3
end(plain, lossy, labelled)
car.destroy()
""",
        port,
    )


def test_radar_sees_how_fast_a_car_comes(port):
    run_client(
        CONNECT
        + SYNCHRONOUS
        + SENSOR
        + """
pose = carla.Transform(carla.Location(30, 0, 0), carla.Rotation(yaw=180))
car = world.spawn_actor(library.find("vehicle.audi.tt"), pose)
car.enable_constant_velocity(carla.Vector3D(10, 0, 0))
radar, data = sensor("other.radar", carla.Transform(carla.Location(z=0.8)), points_per_second=20000, range=60)
for _ in range(5):
    frame = world.tick()
    scan = data.get(timeout=10)
    assert scan.frame == frame
fast = [one for one in scan if one.velocity < -5]
assert len(fast) > 10 and all(-10.001 < one.velocity < -9 and 20 < one.depth < 30 for one in fast)
assert all(abs(one.azimuth) < 0.27 and abs(one.altitude) < 0.27 for one in scan)
end(radar)
car.destroy()
""",
        port,
    )


def test_positioning_and_inertia(port):
    run_client(
        CONNECT
        + SYNCHRONOUS
        + SENSOR
        + """
import math
turn = carla.Rotation(yaw=90)
car = world.spawn_actor(library.find("vehicle.audi.tt"), carla.Transform(carla.Location(100, -50, 2), turn))
car.set_enable_gravity(False)
gnss, places = sensor("other.gnss", carla.Transform(), attach_to=car)
imu, motions = sensor("other.imu", carla.Transform(), attach_to=car)
noisy, noise = sensor("other.gnss", carla.Transform(), attach_to=car, noise_alt_stddev=0.5, noise_alt_bias=1.0)
world.tick()
place, motion = places.get(timeout=10), motions.get(timeout=10)
expected = world.get_map().transform_to_geolocation(car.get_location())
assert abs(place.latitude - expected.latitude) < 1e-9 and abs(place.longitude - expected.longitude) < 1e-9
assert abs(place.altitude - 2) < 1e-4
assert abs(motion.accelerometer.z - 9.81) < 1e-3 and motion.gyroscope.length() < 1e-6
assert abs(motion.compass - math.pi) < 1e-4
car.set_target_velocity(carla.Vector3D(0, 2, 0))
car.set_target_angular_velocity(carla.Vector3D(0, 0, 90))
world.tick()
motion = motions.get(timeout=10)
assert abs(motion.gyroscope.z - math.pi / 2) < 1e-3 and motion.accelerometer.x > 30
for _ in range(30):
    world.tick()
heights = [noise.get(timeout=10).altitude for _ in range(32)]
assert 2.5 < np.mean(heights) < 3.5 and np.std(heights) > 0.2
end(gnss, imu, noisy)
car.destroy()
""",
        port,
    )


def test_lane_invasion_is_the_clients_own(port):
    run_client(
        CONNECT
        + SYNCHRONOUS
        + SENSOR
        + """
start = world.get_map().get_spawn_points()[0]
car = world.spawn_actor(library.find("vehicle.audi.tt"), start)
world.tick()
detector, events = sensor("other.lane_invasion", carla.Transform(), attach_to=car)
bumper, bumps = sensor("other.collision", carla.Transform(), attach_to=car)
for number in range(12):
    aside = start.location + 0.4 * number * start.get_right_vector()
    car.set_location(carla.Location(aside.x, aside.y, aside.z))
    world.tick()
    time.sleep(0.02)
assert events.get(timeout=5).crossed_lane_markings and bumps.empty()
end(detector, bumper)
car.destroy()
""",
        port,
    )


LIDAR = {
    "channels": "4",
    "range": "50",
    "points_per_second": "800",
    "rotation_frequency": "10",
    "upper_fov": "10",
    "lower_fov": "-30",
    "horizontal_fov": "360",
    "atmosphere_attenuation_rate": "0.004",
    "dropoff_general_rate": "0.45",
    "dropoff_intensity_limit": "0.8",
    "dropoff_zero_intensity": "0.4",
    "noise_stddev": "0.1",
    "noise_seed": "3",
}


def far_hits(count):
    return Hits(
        np.full(count, 20.0), np.ones(count, np.uint8), np.ones(count, np.int64), np.zeros((count, 3))
    )


def test_a_lidar_is_the_same_each_time_and_turns_on():
    scans = [LidarScan.of(Pose(1.0, 2.0, 3.0, yaw=40.0), LIDAR, 90.0, 0.05, 7) for _ in range(2)]
    assert scans[0].points(far_hits(40)) == scans[1].points(far_hits(40))
    later = LidarScan.of(Pose(1.0, 2.0, 3.0, yaw=40.0), LIDAR, 90.0, 0.05, 8)
    assert later.points(far_hits(40)) != scans[0].points(far_hits(40))
    assert scans[0].angle == pytest.approx(270.0)
    assert scans[0].directions.shape == (40, 3)
    assert np.linalg.norm(scans[0].directions, axis=1) == pytest.approx(1.0)
    assert scans[0].local[0, 2] == pytest.approx(np.sin(np.radians(10.0)))
    assert scans[0].local[-1, 2] == pytest.approx(np.sin(np.radians(-30.0)))


def test_scans_without_rays_or_hits_are_empty():
    none = LidarScan.of(Pose(0.0, 0.0, 0.0), {**LIDAR, "points_per_second": "0"}, 0.0, 0.05, 0)
    empty = none.points(far_hits(0))
    assert len(empty) == 8 + 4 * 4
    radar = {"points_per_second": "100", "horizontal_fov": "30", "vertical_fov": "30", "range": "10"}
    scan = RadarScan.of(Pose(0.0, 0.0, 0.0), np.zeros(3), radar, 0.05, 0)
    hits = Hits(np.full(5, np.inf), np.zeros(5, np.uint8), np.zeros(5, np.int64), np.zeros((5, 3)))
    assert scan.detections(hits, {}) == b""
