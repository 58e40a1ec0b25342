"""What clients may send: anything. The server answers with a text and goes on."""

from __future__ import annotations

import logging
import math
import socket
import struct
import threading
import time

import msgpack
import pytest

from tests.carla_scenes.embedded.scripts import LocalServer

PLACE = [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]


@pytest.fixture
def local():
    with LocalServer() as server:
        yield server


def test_unknown_procedures_are_named_and_logged_once(local, caplog):
    with caplog.at_level(logging.WARNING):
        assert "no_such_call" in local.error("no_such_call")
        local.error("no_such_call")
    assert caplog.text.count("no_such_call") == 1
    assert "_run" in local.error("_run")
    assert "__class__" in local.error("__class__")
    assert "['version']" in local.error(["version"])


@pytest.mark.parametrize(
    ("name", "arguments", "text"),
    [
        ("spawn_actor", ([1, "static.prop.none", []], PLACE), "unknown blueprint static.prop.none"),
        ("spawn_actor", ([1, "static.prop.table", [["scale", 3, "abc"]]], PLACE), "scale"),
        ("spawn_actor", ([1, "static.prop.table", [["scale", 3, "1e9"]]], PLACE), "out of bounds"),
        ("spawn_actor", ([1, "static.prop.table", [["scale", 3, "nan"]]], PLACE), "bad value"),
        ("spawn_actor", ([1, "vehicle.audi.tt", [["color", 5, "1,2"]]], PLACE), "color"),
        ("spawn_actor", ([1, "vehicle.audi.tt", [["color", 5, "1,2,999"]]], PLACE), "color"),
        ("spawn_actor", ([1, "vehicle.audi.tt", [["sticky_control", 1, "maybe"]]], PLACE), "sticky_control"),
        ("spawn_actor", ([1, "static.prop.table", []], [[math.nan, 0, 0], [0, 0, 0]]), "not finite"),
        ("spawn_actor", ([1, "static.prop.table", []], [[1e30, 0, 0], [0, 0, 0]]), "absurdly large"),
        ("spawn_actor", ([1, "sensor.camera.rgb", [["image_size_x", 2, "100000"]]], PLACE), "out of bounds"),
        ("spawn_actor", ([1, "sensor.camera.rgb", [["fov", 3, "0"]]], PLACE), "out of bounds"),
        ("spawn_actor", ([1, "sensor.lidar.ray_cast", [["channels", 2, "0"]]], PLACE), "channels"),
        ("spawn_actor", ([1, "sensor.camera.optical_flow", []], PLACE), "optical_flow"),
        (
            "spawn_actor_with_parent",
            ([1, "static.prop.table", []], PLACE, 99, 0, ""),
            "parent actor not found",
        ),
        ("spawn_actor", ("nonsense",), "TypeError"),
        ("spawn_actor", ({}, {}), "spawn_actor"),
        ("destroy_actor", (12345,), "unable to destroy actor: not found"),
        ("set_actor_transform", (12345, PLACE), "not found"),
        ("set_actor_transform", ([], PLACE), "not found"),
        ("load_new_episode", ("Town99", True, 65535), "Map 'Town99' not found"),
        ("load_new_episode", (), "TypeError"),
        ("set_episode_settings", ([True],), "settings"),
        ("set_weather_parameters", ([1.0],), "weather"),
        ("set_weather_parameters", ([math.inf] * 14,), "not finite"),
        ("copy_opendrive_to_file", ("<a/>", []), "OpenDRIVE"),
        ("copy_opendrive_to_file", ("<OpenDRIVE>", []), "cannot be read"),
        ("copy_opendrive_to_file", ('<!DOCTYPE a [<!ENTITY b "c">]><OpenDRIVE>&b;</OpenDRIVE>', []), "read"),
        ("project_point", ([0, 0, math.nan], [0, 0, -1], 5.0), "not finite"),
        ("project_point", ([0, 0, 1], [0, 0, -1], "far"), "a number was expected"),
        ("request_file", ("../../etc/passwd",), "no file"),
        ("apply_color_texture_to_objects", (["a"], 2, [1, 1, []]), "textures"),
        ("get_physics_control", (12345,), "not found"),
        ("set_traffic_light_state", (1, 2), "no traffic light"),
    ],
)
def test_bad_calls_become_texts(local, name, arguments, text):
    assert text in local.error(name, *arguments)
    local.call("tick_cue")


def test_calls_that_mean_nothing_here_are_answered(local):
    assert "records" in local.call("start_recorder", "a.log", False)
    assert "records" in local.call("replay_file", "a.log", 0.0, 0.0, 0, False, PLACE)
    local.do("draw_debug_shape", [[0, [[0, 0, 0], 1.0]], [255, 0, 0], 1.0, False])
    assert local.call("get_required_files", "Nav") == []
    assert local.call("is_sensor_enabled_for_ros", 7) is False


def test_a_batch_goes_on_past_what_fails(local):
    table = [1, "static.prop.table", []]
    spawn = [[0, [table, PLACE, [False], 160, "", [[[6, [0, [[5.0, 6.0, 0.0], [0.0, 30.0, 0.0]]]]]]]]]
    commands = [spawn, [[1, [99]]], [[77, [1]]], [[2, [1]]], 5, [[6, [1, [[math.nan, 0, 0], [0, 0, 0]]]]]]
    replies = local.reply("apply_batch", commands, False)
    assert [reply[0][0] for reply in replies] == [1, 0, 0, 0, 0, 0]
    assert local.actor(replies[0][0][1]).pose.x == 5.0
    assert "unknown command 77" in replies[2][0][1][0]


def test_no_control_can_break_a_frame(local):
    car = local.spawn("vehicle.audi.tt")
    physics = local.call("get_physics_control", car)
    assert len(physics) == 17
    assert len(physics[15]) == 4
    for index, value in ((14, [[0.0]]), (15, [[1.0]]), (15, 5), (11, math.nan), (0, [[0.0, 1.0]] * 1000)):
        local.error("apply_physics_control", car, [*physics[:index], value, *physics[index + 1 :]])
    local.error("apply_ackermann_control_to_vehicle", car, [0.0])
    local.error("apply_control_to_vehicle", car, [math.nan, 0.0, 0.0, False, False, False, 0])
    local.do("apply_control_to_vehicle", car, [99.0, -99.0, 0.0, False, False, False, 1 << 40])
    local.do("set_actor_target_velocity", car, [1e7, 1e7, 1e7])
    for _ in range(3):
        local.call("tick_cue")


def test_ids_are_never_used_again_and_stay_off_the_scenerys(local):
    seen = {local.spawn("static.prop.table") for _ in range(3)}
    for one in seen:
        assert local.call("destroy_actor", one)
    with LocalServer(first_actor_id=0x7FFE) as late:
        ids = [actor.actor_id for actor in late.world.actors]
        ids += [late.spawn("static.prop.table") for _ in range(3)]
    assert ids == [0x7FFE, 0x7FFF, 0x10001, 0x10002]
    assert local.spawn("static.prop.table") not in seen


def test_vehicles_and_walkers_do_not_spawn_in_one_another(local):
    car = local.spawn("vehicle.audi.tt", 10.0)
    wish = [1, "walker.pedestrian.0001", []], [[11.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    assert "collision" in local.error("spawn_actor", *wish)
    table = local.spawn("static.prop.table", 10.0)
    assert local.call("destroy_actor", car)
    local.call("spawn_actor", *wish)
    assert table in local.world.actors


@pytest.fixture
def listening():
    with LocalServer() as server:
        threading.Thread(target=server.server.serve, daemon=True).start()
        yield server


def connected(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port))
    connection.settimeout(10.0)
    return connection


def version(connection: socket.socket) -> object:
    connection.sendall(msgpack.packb([0, 1, "version", [[False]]]))
    return msgpack.unpackb(connection.recv(4096))


@pytest.mark.parametrize(
    "data",
    [
        b"\xc1" * 100,
        b"\xdd\xff\xff\xff\xff" + b"\x00" * 50,
        b"\xdf\xff\xff\xff\xff" + b"\x00" * 50,
        b"\x91" * 5000,
        b"\xc9\xff\xff\xff\xff\x01abc",
        msgpack.packb([0, 1, "version", None]),
        msgpack.packb([0, 1, {"a": 1}, [[False]]]),
        msgpack.packb([0, [], "version", [[False]]]),
        msgpack.packb([2, "version", [[False]]]),
        msgpack.packb("hello"),
    ],
    ids=[
        "no msgpack",
        "huge array",
        "huge map",
        "deep",
        "huge extension",
        "nil",
        "map",
        "id",
        "notice",
        "text",
    ],
)
def test_malformed_messages_do_not_end_the_server(listening, data):
    port = listening.world.setup.port
    with connected(port) as bad:
        bad.sendall(data)
        bad.shutdown(socket.SHUT_WR)
        while bad.recv(4096):
            pass
    with connected(port) as good:
        assert version(good) == [1, 1, None, [[1, "0.9.16"]]]


def test_an_unknown_stream_stays_open_and_silent(listening):
    with connected(listening.world.setup.port + 1) as stream:
        stream.sendall(struct.pack("<I", 5))
        stream.settimeout(0.3)
        with pytest.raises(TimeoutError):
            stream.recv(16)


def test_a_client_that_reads_nothing_does_not_stop_an_asynchronous_world(listening):
    camera = listening.spawn("sensor.camera.rgb", image_size_x="640", image_size_y="360")
    stream = listening.actor(camera).stream.stream_id
    with connected(listening.world.setup.port + 1) as lazy:
        lazy.sendall(struct.pack("<I", stream))
        before = listening.world.frame
        deadline = time.monotonic() + 20.0
        while listening.world.frame < before + 40:
            assert time.monotonic() < deadline
            time.sleep(0.05)
