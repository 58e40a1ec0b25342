"""How actors move, frame by frame."""

from __future__ import annotations

import numpy as np
import pytest

from tests.carla_scenes.embedded.scripts import LocalServer

STEP = 0.05


@pytest.fixture
def local():
    with LocalServer() as server:
        settings = server.call("get_episode_settings")
        server.call("set_episode_settings", [True, False, [True, STEP], *settings[3:]])
        yield server


def ticks(local, seconds):
    for _ in range(round(seconds / STEP)):
        local.call("tick_cue")


def drive(local, car, **wanted):
    names = ("throttle", "steer", "brake", "hand_brake", "reverse", "manual", "gear")
    defaults = (0.0, 0.0, 0.0, False, False, False, 0)
    control = [wanted.get(name, value) for name, value in zip(names, defaults, strict=True)]
    local.do("apply_control_to_vehicle", car, control)


def test_a_car_speeds_up_and_brakes_on_a_straight_line(local):
    car = local.spawn("vehicle.audi.tt")
    drive(local, car, throttle=1.0)
    ticks(local, 4.0)
    actor = local.actor(car)
    speed = actor.velocity[0]
    assert 10.0 < speed < 20.0
    assert 15.0 < actor.pose.x < 45.0
    assert abs(actor.pose.y) < 1e-6
    assert actor.acceleration[0] == pytest.approx(3.2, abs=1.5)
    drive(local, car, brake=1.0)
    ticks(local, 3.0)
    assert actor.velocity == (0.0, 0.0, 0.0)
    place = actor.pose.x
    drive(local, car, throttle=1.0, reverse=True)
    ticks(local, 2.0)
    assert actor.velocity[0] < -3.0
    assert actor.pose.x < place


def test_a_car_turns_to_the_right_on_a_circle(local):
    car = local.spawn("vehicle.audi.tt")
    actor = local.actor(car)
    local.do("apply_ackermann_control_to_vehicle", car, [0.3, 0.0, 5.0, 0.0, 0.0])
    ticks(local, 3.0)
    assert np.hypot(*actor.velocity[:2]) == pytest.approx(5.0, abs=1e-6)
    assert local.call("get_wheel_steer_angle", car, 0) == pytest.approx(np.degrees(0.3))
    places = []
    for _ in range(200):
        ticks(local, STEP)
        places.append([actor.pose.x, actor.pose.y])
    middle = np.mean([np.min(places, axis=0), np.max(places, axis=0)], axis=0)
    radii = np.hypot(*(np.array(places) - middle).T)
    assert middle[1] > 0.0
    assert np.ptp(radii) < 0.05 * radii.mean()
    wheelbase = actor.vehicle.wheelbase_m
    assert radii.mean() == pytest.approx(wheelbase / np.tan(0.3), rel=0.1)


def test_the_faster_the_less_it_steers(local):
    car = local.spawn("vehicle.audi.tt")
    drive(local, car, steer=1.0)
    ticks(local, STEP)
    slow = local.call("get_wheel_steer_angle", car, 1)
    local.do("set_actor_target_velocity", car, [25.0, 0.0, 0.0])
    ticks(local, 2 * STEP)
    assert 0.0 < local.call("get_wheel_steer_angle", car, 1) < slow
    assert local.call("get_wheel_steer_angle", car, 2) == 0.0


def test_a_walker_goes_where_it_is_told_and_steps_on(local):
    walker = local.spawn("walker.pedestrian.0001")
    local.do("apply_control_to_walker", walker, [[0.0, 2.0, 0.0], 1.4, False])
    ticks(local, 2.0)
    actor = local.actor(walker)
    assert (actor.pose.x, actor.pose.y, actor.pose.yaw) == pytest.approx((0.0, 2.8, 90.0))
    assert actor.walker.walked_m == pytest.approx(2.8)
    local.do("apply_control_to_walker", walker, [[0.0, 0.0, 0.0], 1.4, False])
    ticks(local, 1.0)
    assert actor.pose.y == pytest.approx(2.8)


def test_velocities_move_bodies_and_physics_off_holds_them(local):
    box = local.spawn("static.prop.box01")
    actor = local.actor(box)
    local.do("set_actor_target_velocity", box, [1.0, -2.0, 0.5])
    local.do("set_actor_target_angular_velocity", box, [0.0, 0.0, 90.0])
    ticks(local, 1.0)
    assert actor.pose.location == pytest.approx([1.0, -2.0, 0.5])
    assert actor.pose.yaw == pytest.approx(90.0)
    local.do("set_actor_simulate_physics", box, False)
    ticks(local, 1.0)
    assert actor.pose.location == pytest.approx([1.0, -2.0, 0.5])
    assert actor.velocity == (0.0, 0.0, 0.0)


def test_a_constant_velocity_follows_the_actors_own_axes(local):
    car = local.spawn("vehicle.audi.tt")
    local.do("set_actor_transform", car, [[0.0, 0.0, 0.0], [0.0, 90.0, 0.0]])
    local.do("enable_actor_constant_velocity", car, [3.0, 0.0, 0.0])
    ticks(local, 2.0)
    assert local.actor(car).pose.location == pytest.approx([0.0, 6.0, 0.0], abs=1e-9)
    local.do("disable_actor_constant_velocity", car)
    drive(local, car, hand_brake=True)
    ticks(local, 2.0)
    assert local.actor(car).velocity == (0.0, 0.0, 0.0)


def test_impulses_change_velocities_by_mass(local):
    walker = local.spawn("walker.pedestrian.0001")
    actor = local.actor(walker)
    local.do("add_actor_impulse", walker, [800.0, 0.0, 0.0])
    ticks(local, STEP)
    assert actor.velocity[0] == pytest.approx(10.0)
    box = local.spawn("static.prop.box01")
    mass = local.actor(box).mass_kg
    local.do("add_actor_force", box, [mass, 0.0, 0.0])
    ticks(local, STEP)
    assert local.actor(box).velocity[0] == pytest.approx(STEP)
    local.do("add_actor_angular_impulse", box, [0.0, 0.0, 100.0])
    ticks(local, STEP)
    assert local.actor(box).angular_velocity[2] > 0.0


def test_what_is_attached_follows_and_feels_the_turn(local):
    car = local.spawn("vehicle.audi.tt")
    camera = [1, "sensor.other.imu", []]
    relative = [[2.0, 0.0, 1.0], [0.0, 0.0, 0.0]]
    sensor = local.call("spawn_actor_with_parent", camera, relative, car, 1, "")[0]
    second = local.call("spawn_actor_with_parent", camera, relative, sensor, 0, "")[0]
    local.do("set_actor_target_angular_velocity", car, [0.0, 0.0, 90.0])
    ticks(local, STEP)
    assert np.hypot(*local.actor(sensor).velocity[:2]) == pytest.approx(2.0 * np.pi / 2.0, rel=0.01)
    local.do("set_actor_transform", car, [[10.0, 0.0, 0.0], [0.0, 90.0, 0.0]])
    ticks(local, STEP)
    assert local.actor(sensor).pose.location == pytest.approx([10.0, 2.0, 1.0])
    assert local.actor(second).pose.location == pytest.approx([10.0, 4.0, 2.0])
    local.do("set_actor_transform", sensor, [[0.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
    ticks(local, STEP)
    assert local.actor(sensor).pose.location == pytest.approx([9.0, 0.0, 0.0], abs=1e-9)
    assert local.call("destroy_actor", car)
    assert "not found" in local.error("get_actor_bounding_box", second)


def test_cars_and_walkers_fall_to_the_ground_and_climb_to_it(local):
    car = local.spawn("vehicle.audi.tt", z=0.5)
    camera = local.call(
        "spawn_actor_with_parent",
        [1, "sensor.other.gnss", []],
        [[0.0, 0.0, 2.0], [0.0, 0.0, 0.0]],
        car,
        0,
        "",
    )[0]
    held, floating = (
        local.spawn("walker.pedestrian.0001", 20.0, z=0.5),
        local.spawn("vehicle.audi.a2", 40.0, z=0.5),
    )
    sunken, lamp = (
        local.spawn("walker.pedestrian.0002", 60.0, z=-0.3),
        local.spawn("static.prop.table", 80.0, z=0.5),
    )
    local.do("set_actor_simulate_physics", held, False)
    local.do("set_actor_enable_gravity", floating, False)
    ticks(local, STEP)
    assert 0.45 < local.actor(car).pose.z < 0.5
    assert local.actor(sunken).pose.z == pytest.approx(0.0)
    ticks(local, 1.0)
    assert local.actor(car).pose.z == pytest.approx(0.0)
    assert local.actor(camera).pose.z == pytest.approx(2.0)
    assert not local.actor(car).needs_ground
    assert [local.actor(one).pose.z for one in (held, floating, lamp)] == [0.5, 0.5, 0.5]
