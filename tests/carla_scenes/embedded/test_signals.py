"""Traffic lights and signs: turns at a junction, zones before lights, and what clients may do to them."""

from __future__ import annotations

import pytest

from carla_scenes.embedded.map_facts import MapFacts, read_map_facts
from carla_scenes.embedded.ring_town import ring_town_of
from carla_scenes.embedded.scene import Town, TownObject, TrafficSignal
from carla_scenes.embedded.signals import LIGHT, LightState, Signals
from carla_scenes.embedded.tags import Tag
from carla_scenes.frame import Box, Pose
from manifests.errors import ToolkitError
from tests.carla_scenes.embedded.scripts import LocalServer

RED, YELLOW, GREEN, OFF = LightState.RED, LightState.YELLOW, LightState.GREEN, LightState.OFF


def light(name: str, group: int = 0, x: float = 0.0) -> TrafficSignal:
    zone = Box(Pose(0.0, -5.0, 1.0), 4.0, 6.0, 4.0)
    return TrafficSignal(LIGHT, name, Pose(x, 0.0, 0.0, yaw=90.0), zone, group, first_object=0)


LIMIT = TrafficSignal(
    "traffic.speed_limit.50", "9", Pose(50.0, 0.0, 0.0), Box(Pose(0.0, 0.0, 1.0), 4.0, 4.0, 4.0)
)


def test_the_controllers_of_a_junction_take_turns():
    signals = Signals(
        [light("1"), light("2"), light("3"), LIMIT], MapFacts(junctions=((("1", "3"), ("2",)),))
    )
    assert signals.states == (GREEN, RED, GREEN, OFF)
    seen = []
    for _ in range(30):
        signals.advance(1.0)
        seen.append(signals.states[:3])
    assert seen[9] == (YELLOW, RED, YELLOW)
    assert seen[12] == (RED, RED, RED)
    assert seen[14] == (RED, GREEN, RED)
    assert seen[29] == (GREEN, RED, GREEN)
    assert all(GREEN not in (one[0], one[1]) or one[0] != one[1] for one in seen)


def test_lights_that_no_controller_names_go_by_their_groups():
    signals = Signals([light("1", 4), light("2", 4), light("3", 5)], MapFacts())
    assert len(signals.crossings) == 2
    assert signals.states == (GREEN, GREEN, GREEN)
    signals.advance(11.0)
    assert signals.states == (YELLOW, YELLOW, YELLOW)


def test_times_of_zero_end():
    signals = Signals([light("1"), light("2")], MapFacts(junctions=((("1",), ("2",)),)))
    for number in (0, 1):
        times = signals.times_of(number)
        times.green = times.yellow = times.red = 0.0
    signals.advance(5.0)  # must not go round for ever
    assert len(signals.states) == 2
    assert set(signals.states) <= {RED, YELLOW, GREEN}


def signal_town():
    post = TownObject("Light_1", int(Tag.TRAFFIC_LIGHT), Box(Pose(0.0, 0.0, 3.0), 0.3, 0.3, 1.0))
    controllers = (
        '<controller id="1"><control signalId="1"/></controller>'
        '<controller id="2"><control signalId="2"/></controller>'
        '<junction id="1"><controller id="1"/><controller id="2"/></junction></OpenDRIVE>'
    )
    text = ring_town_of("Town01").opendrive.replace("</OpenDRIVE>", controllers)
    return Town("Town01", text, objects=(post,), signals=(light("1"), light("2", x=100.0), LIMIT))


@pytest.fixture
def local():
    with LocalServer(signal_town()) as server:
        yield server


def test_clients_may_switch_hold_and_reset_lights(local):
    first, second, sign = (actor.actor_id for actor in local.world.signal_actors)
    signals = local.world.episode.signals
    assert local.call("get_group_traffic_lights", first) == [first, second]
    assert len(local.call("get_light_boxes", first)) == 1
    assert "no traffic light" in local.error("get_group_traffic_lights", sign)
    local.do("set_traffic_light_state", second, int(YELLOW))
    assert signals.states[:2] == (GREEN, YELLOW)
    local.do("freeze_all_traffic_lights", True)
    for _ in range(300):
        local.call("tick_cue")
    assert signals.states[:2] == (GREEN, YELLOW)
    local.do("freeze_all_traffic_lights", False)
    local.do("set_traffic_light_green_time", first, 1.0)
    for _ in range(25):
        local.call("tick_cue")
    assert signals.states[:2] == (YELLOW, RED)
    local.do("reset_traffic_light_group", second)
    assert signals.states[:2] == (GREEN, RED)
    local.do("freeze_traffic_light", first, True)
    for _ in range(100):
        local.call("tick_cue")
    assert signals.states[:2] == (GREEN, RED)
    local.do("reset_all_traffic_lights")


def test_a_still_world_depends_on_the_weather_alone():
    pictures = []
    for waiting in (1, 40):
        with LocalServer(signal_town(), is_still=True) as local:
            for _ in range(waiting):
                local.call("tick_cue")
            for cloudiness in (10.0, 20.0, 30.0):
                local.do("set_weather_parameters", [cloudiness, *([0.0] * 13)])
                local.call("tick_cue")
                scene = local.world.scene()
                pictures.append((scene.time_s, scene.signal_states))
    assert pictures[:3] == pictures[3:]
    assert len({time for time, _ in pictures}) == 3


def test_a_car_knows_the_light_it_stands_before_and_the_limit_it_passed(local):
    car = local.spawn("vehicle.audi.tt")
    state = local.actor(car).vehicle
    for x, y, red, limit in ((50.0, 0.0, False, 50.0), (5.0, 0.0, True, 50.0), (-20.0, 0.0, False, 50.0)):
        local.do("set_actor_transform", car, [[x, y, 0.0], [0.0, 0.0, 0.0]])
        local.call("tick_cue")
        assert bool(state.light_actor) == red
        assert state.speed_limit == limit
    assert state.light_state == GREEN


def test_a_map_says_where_on_earth_it_lies():
    facts = read_map_facts(ring_town_of("Town01").opendrive)
    assert (facts.latitude, facts.longitude) == (49.0, 8.0)
    assert facts.on_earth(Pose(0.0, 0.0, 3.0)) == pytest.approx((49.0, 8.0, 3.0))
    north = facts.on_earth(Pose(0.0, 1000.0, 0.0))
    east = facts.on_earth(Pose(1000.0, 0.0, 0.0))
    assert north[0] - 49.0 == pytest.approx(1000.0 / 111_319.5, rel=2e-3)
    assert east[1] - 8.0 == pytest.approx(1000.0 / 111_319.5 / 0.6561, rel=2e-3)
    assert read_map_facts("<OpenDRIVE/>") == MapFacts()
    with pytest.raises(ToolkitError, match="OpenDRIVE"):
        read_map_facts("<html/>")
