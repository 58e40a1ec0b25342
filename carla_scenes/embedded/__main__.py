"""Command line of the embedded simulator."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from carla_scenes.catalogue import read_catalogue
from carla_scenes.embedded.blueprints import Library
from carla_scenes.embedded.faults import parse_faults
from carla_scenes.embedded.server import Server
from carla_scenes.embedded.towns import TOWN_NAMES, make_towns
from carla_scenes.embedded.wire import VERSION
from carla_scenes.embedded.world import INSTANCE_RULES, Setup, World
from manifests.command import command_parser, positive_int, run_command
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

READY = "ready"
"""First word of the line on stdout that says the server takes calls."""


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until interrupted; return the exit code."""
    parser = command_parser(
        "python -m carla_scenes.embedded",
        "A simulator without graphics hardware that the genuine carla 0.9.16 client connects to.",
        [
            "python -m carla_scenes.embedded --port 2000",
            "python -m carla_scenes.embedded --opendrive Town06=Town06.xodr --catalogue assets.csv",
        ],
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (default: %(default)s)")
    parser.add_argument(
        "--port",
        type=positive_int,
        default=2000,
        help="of calls; streams are at the next (default: %(default)s)",
    )
    parser.add_argument(
        "--towns", default=",".join(TOWN_NAMES), help="towns to offer (default: %(default)s)", metavar="NAMES"
    )
    parser.add_argument(
        "--opendrive",
        action="append",
        default=[],
        metavar="TOWN=FILE",
        help="road network of a town, instead of a simple ring road; may be repeated",
    )
    parser.add_argument(
        "--catalogue", type=Path, metavar="FILE", help="asset catalogue whose models are offered"
    )
    parser.add_argument(
        "--without", action="append", default=[], metavar="BLUEPRINT", help="leave a blueprint out"
    )
    parser.add_argument(
        "--version", default=VERSION, help="what the server says it is (default: %(default)s)"
    )
    parser.add_argument(
        "--instance-ids",
        choices=INSTANCE_RULES,
        default=INSTANCE_RULES[0],
        help="what instance images show: actor ids as from 0.9.16, or ids of the engine's own as before",
    )
    parser.add_argument(
        "--ground-id", type=positive_int, default=0x8001, metavar="N", help="instance id of the ground"
    )
    parser.add_argument(
        "--first-actor-id", type=positive_int, default=1, metavar="N", help="where actor ids begin"
    )
    parser.add_argument(
        "--fault",
        default="",
        metavar="NAME=NUMBER,...",
        help="what goes wrong, such as drop=0.1,die_after=20",
    )
    return run_command(_run, parser, argv)


def _run(arguments: argparse.Namespace) -> int:
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    files = {}
    for pair in arguments.opendrive:
        town, _, file = pair.partition("=")
        if not file:
            raise ToolkitError("this names no OpenDRIVE file", expected="TOWN=FILE", found=repr(pair))
        files[town] = Path(file)
    assets = read_catalogue(arguments.catalogue) if arguments.catalogue else ()
    setup = Setup(
        port=arguments.port,
        towns=make_towns([name for name in arguments.towns.split(",") if name], files),
        library=Library(assets, arguments.without),
        version=arguments.version,
        instance_ids=arguments.instance_ids,
        ground_id=arguments.ground_id,
        first_actor_id=arguments.first_actor_id,
        faults=parse_faults(arguments.fault),
    )
    server = Server(World(setup), arguments.host)
    print(f"{READY}: embedded simulator at {arguments.host}:{arguments.port}", flush=True)
    server.serve()
    return 0


if __name__ == "__main__":
    sys.exit(main())
