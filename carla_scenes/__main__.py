"""Command line of scene planning and rendering."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from carla_scenes.asset_command import add_assets_parser
from carla_scenes.plan_command import add_plan_parser
from carla_scenes.render_command import add_render_parser
from manifests.command import command_parser, run_command

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one of the commands; return the exit code."""
    parser = command_parser(
        "python -m carla_scenes",
        "Plan street scenes, place anomalies in them, render them on CARLA servers.",
        [
            "python -m carla_scenes assets list --stock --out assets.csv",
            "python -m carla_scenes plan --town Town06 --opendrive Town06.xodr --split train --frames 750",
            "python -m carla_scenes render --host localhost:2000 --plan scenes.csv --out build/frames",
        ],
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add_assets_parser(commands)
    add_plan_parser(commands)
    add_render_parser(commands)
    return run_command(lambda arguments: int(arguments.body(arguments)), parser, argv)


if __name__ == "__main__":
    sys.exit(main())
