"""Asking a server for its towns' road networks and street furniture and its blueprints, in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from carla_scenes.connection import Connection, Host, Needs, ServerTrouble, server_calls
from carla_scenes.frame import Box, Pose
from manifests.errors import FindingsError, ToolkitError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection as Pipe

_ATTEMPTS = 3  # the genuine client crashes in rare cases while it loads a town
_CRASHED = "crashed"
_LOWEST_M, _HEAD_M, _TRUNK_M, _LONGEST_M = 0.15, 2.5, 1.0, 8.0


@dataclass(frozen=True)
class Survey:
    """What a server offers.

    Attributes:
        opendrive: Road network of each town asked for, by name.
        blueprints: Ids of everything it can spawn.
        obstacles: Boxes of what stands in each town by itself and could be in the way.
    """

    opendrive: dict[str, str]
    blueprints: frozenset[str]
    obstacles: dict[str, tuple[Box, ...]]


def survey(host: Host, towns: Sequence[str], timeout_s: float) -> Survey:
    """Return what a server offers; it loads each town once.

    Raises:
        FindingsError: It is of another version, or lacks towns.
        ToolkitError: It cannot be reached.
    """
    for _ in range(_ATTEMPTS):
        word, value = _ask_once(host, tuple(towns), timeout_s)
        if word != _CRASHED:
            break
    if word == "lacks":
        raise FindingsError(f"{host} cannot serve these towns", value)
    if word != "survey":
        raise ToolkitError(
            "the CARLA server cannot be asked",
            expected=f"a server at {host}",
            found=value,
            remedy="start the server, or name another with --host",
        )
    answer: Survey = value
    return answer


def _ask_once(host: Host, towns: tuple[str, ...], timeout_s: float) -> tuple[str, Any]:
    context: Any = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_ask, args=(theirs, host, towns, timeout_s), daemon=True)
    process.start()
    theirs.close()
    try:
        word, value = ours.recv()
    except EOFError:
        return _CRASHED, "the client crashed"
    finally:
        process.join()
        ours.close()
    return word, value


def _ask(pipe: Pipe, host: Host, towns: tuple[str, ...], timeout_s: float) -> None:
    signal.signal(
        signal.SIGINT, signal.SIG_DFL
    )  # interrupted, it just ends: nothing was changed on the server
    try:
        connection = Connection(host, timeout_s)
        lacking = connection.findings(Needs(frozenset(towns), frozenset(), frozenset()))
        if lacking:
            pipe.send(("lacks", lacking))
        else:
            texts, obstacles = {}, {}
            with server_calls():
                for town in towns:
                    connection.load_town(town)
                    texts[town] = connection.world.get_map().to_opendrive()
                    obstacles[town] = _obstacles(connection)
                library = frozenset(b.id for b in connection.world.get_blueprint_library())
            pipe.send(("survey", Survey(texts, library, obstacles)))
    except (ServerTrouble, ToolkitError) as error:
        pipe.send(("trouble", str(error)))
    pipe.close()
    os._exit(0)  # the client's threads outlive it, and abort a process that ends in the ordinary way


def _obstacles(connection: Connection) -> tuple[Box, ...]:
    """Return the boxes of posts, trees, benches and the like of the loaded town, in a stable order.

    Ground and buildings are left out, and what is too large for its box to say where it is; of what spreads above
    head height (trees, lamps with arms) only the trunk is kept.
    """
    label = connection.carla.CityObjectLabel
    ground = {
        label.Roads,
        label.RoadLines,
        label.Sidewalks,
        label.Terrain,
        label.Ground,
        label.Buildings,
        label.Sky,
    }
    boxes = []
    for thing in connection.world.get_environment_objects(label.Any):
        box = thing.bounding_box
        length, width, height = 2.0 * box.extent.x, 2.0 * box.extent.y, 2.0 * box.extent.z
        if thing.type in ground or height < _LOWEST_M:
            continue
        if height > _HEAD_M:
            length, width = min(length, _TRUNK_M), min(width, _TRUNK_M)
        if max(length, width) > _LONGEST_M:
            continue
        place, yaw = box.location, box.rotation.yaw
        pose = Pose(round(place.x, 3), round(place.y, 3), round(place.z, 3), yaw=round(yaw, 2))
        boxes.append(Box(pose, round(length, 3), round(width, 3), round(height, 3)))
    return tuple(sorted(boxes, key=lambda b: (b.pose.x, b.pose.y, b.pose.z, b.length)))
