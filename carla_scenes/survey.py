"""Asking a server for the road networks of its towns and for its blueprints, in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from carla_scenes.connection import Connection, Host, Needs, ServerTrouble, server_calls
from manifests.errors import FindingsError, ToolkitError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection as Pipe

_ATTEMPTS = 3  # the genuine client crashes in rare cases while it loads a town
_CRASHED = "crashed"


@dataclass(frozen=True)
class Survey:
    """What a server offers.

    Attributes:
        opendrive: Road network of each town asked for, by name.
        blueprints: Ids of everything it can spawn.
    """

    opendrive: dict[str, str]
    blueprints: frozenset[str]


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
            texts = {}
            with server_calls():
                for town in towns:
                    connection.load_town(town)
                    texts[town] = connection.world.get_map().to_opendrive()
                library = frozenset(b.id for b in connection.world.get_blueprint_library())
            pipe.send(("survey", Survey(texts, library)))
    except (ServerTrouble, ToolkitError) as error:
        pipe.send(("trouble", str(error)))
    pipe.close()
    os._exit(0)  # the client's threads outlive it, and abort a process that ends in the ordinary way
