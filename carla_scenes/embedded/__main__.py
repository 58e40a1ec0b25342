"""Command line of the embedded simulator."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from carla_scenes.embedded import model_table, offer, preparation
from carla_scenes.embedded.blueprints import BlueprintLibrary
from carla_scenes.embedded.faults import parse_faults
from carla_scenes.embedded.mesh_files import MeshFolder
from carla_scenes.embedded.scene import FIRST_OBJECT_ID
from carla_scenes.embedded.server import Server
from carla_scenes.embedded.setup import INSTANCE_RULES, Setup
from carla_scenes.embedded.wire import VERSION
from carla_scenes.embedded.world import World
from manifests.command import command_parser, positive_int, run_command
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

READY = "ready"
"""First word of the line on stdout that says the server takes calls."""

_COMMANDS = {"models": model_table.main, "prepare": preparation.main}


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until interrupted, or do one of the other commands; return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and arguments[0] in _COMMANDS:
        return _COMMANDS[arguments[0]](arguments[1:])
    return run_command(_run, _parser(), arguments)


def _parser() -> argparse.ArgumentParser:
    parser = command_parser(
        "python -m carla_scenes.embedded",
        "A simulator without graphics hardware that the genuine carla 0.9.16 client connects to.\n"
        "`models --out FILE` writes the catalogue of the built-in anomaly models instead; `prepare` makes towns and\n"
        "models ahead, on all processors.",
        [
            "python -m carla_scenes.embedded --port 2000",
            "python -m carla_scenes.embedded --quality draft --towns Town05",
            "python -m carla_scenes.embedded --opendrive Town06.xodr --catalogue assets.csv",
            "python -m carla_scenes.embedded prepare --models all",
            "python -m carla_scenes.embedded models --out manifests/data/embedded_models.csv",
        ],
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (default: %(default)s)")
    parser.add_argument(
        "--port",
        type=positive_int,
        default=2000,
        help="of calls; streams are at the next (default: %(default)s)",
    )
    _add_world_flags(parser)
    _add_test_flags(parser)
    return parser


def _add_world_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--painter",
        choices=offer.PAINTERS,
        default=offer.RAYS,
        help="traced rays, or plain boxes on ring roads to test clients with (default: %(default)s)",
    )
    parser.add_argument(
        "--quality",
        choices=offer.QUALITIES,
        default="standard",
        help="of traced pictures; labels are exact in all (default: %(default)s)",
    )
    parser.add_argument(
        "--rays",
        choices=offer.RAY_ENGINES,
        default="auto",
        help="what finds where rays end (default: Embree where it runs)",
    )
    parser.add_argument(
        "--towns",
        default=",".join(offer.TOWN_NAMES),
        help="towns to offer (default: %(default)s)",
        metavar="NAMES",
    )
    parser.add_argument(
        "--opendrive",
        action="append",
        default=[],
        metavar="[TOWN=]FILE",
        help="another town, built from its road network; named after the file unless said; may be repeated",
    )
    parser.add_argument(
        "--still",
        action="store_true",
        help="clouds, rain and traffic lights follow from the weather, not from time: a scene looks the same "
        "whenever it is set up",
    )
    parser.add_argument(
        "--catalogue", type=Path, metavar="FILE", help="asset catalogue whose models are offered, too"
    )
    parser.add_argument(
        "--meshes", type=Path, metavar="DIR", help="folder whose mesh files `static.prop.mesh` may show"
    )


def _add_test_flags(parser: argparse.ArgumentParser) -> None:
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
        "--ground-id",
        type=positive_int,
        default=FIRST_OBJECT_ID,
        metavar="N",
        help="instance id of the ground that boxes stand on",
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


def _run(arguments: argparse.Namespace) -> int:
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    offered = offer.offer_of(_wish(arguments))
    folder = arguments.meshes
    if folder is not None and not folder.is_dir():
        raise ToolkitError("there is no such folder of meshes", where=folder)
    setup = Setup(
        port=arguments.port,
        towns=offered.towns,
        blueprints=BlueprintLibrary(
            offered.models, arguments.without, MeshFolder(folder) if folder else None, offered.sizes
        ),
        version=arguments.version,
        instance_ids=arguments.instance_ids,
        first_actor_id=arguments.first_actor_id,
        is_still=arguments.still,
        faults=parse_faults(arguments.fault),
    )
    world = World(setup, offered.painter)
    try:
        server = Server(world, arguments.host)
    except OSError as error:
        raise ToolkitError(
            "the server cannot listen",
            where=f"{arguments.host}:{arguments.port}",
            found=error.strerror or str(error),
            remedy="choose another --port; the next one must be free, too",
        ) from None
    world.rehearse()
    print(f"{READY}: embedded simulator at {arguments.host}:{arguments.port}", flush=True)
    server.serve()
    return 0


def _wish(arguments: argparse.Namespace) -> offer.Wish:
    files = {}
    for text in arguments.opendrive:
        town, _, file = text.rpartition("=")
        path = Path(file)
        files[town or path.stem] = path
    return offer.Wish(
        painter=arguments.painter,
        quality=arguments.quality,
        rays=arguments.rays,
        towns=tuple(name for name in arguments.towns.split(",") if name),
        opendrive=files,
        catalogue=arguments.catalogue,
        ground_id=arguments.ground_id,
    )


if __name__ == "__main__":
    sys.exit(main())
