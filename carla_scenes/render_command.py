"""`python -m carla_scenes render`: a plan rendered on the command line."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carla_scenes.connection import parse_hosts
from carla_scenes.photographer import Look
from carla_scenes.plan import LENS
from carla_scenes.render import Order, Rendered, render
from carla_scenes.scene import read_plan
from manifests.command import EXIT_FINDINGS, EXIT_GOOD, add_json_flag, note, positive_int, print_json
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from carla_scenes.frame import Lens
    from carla_scenes.scene import Scene

HOSTS = "HOST[:PORT],..."
HOSTS_HELP = "CARLA servers, each rendering its share"

_SHOWN = 20
_MIN_VISIBLE = 50
_SETTLE_TICKS = 2


def add_render_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `render` to a parser's commands."""
    command = commands.add_parser("render", help="render a plan on one or several CARLA servers")
    command.add_argument("--plan", type=Path, required=True, metavar="FILE", help="made by `plan`")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="a rerun goes on in it")
    command.add_argument("--limit", type=positive_int, metavar="N", help="only the first N frames")
    command.add_argument("--towns", metavar="NAMES", help="only these, such as Town01,Town02")
    command.add_argument("--host", required=True, metavar=HOSTS, help=HOSTS_HELP)
    add_render_flags(command)
    add_json_flag(command)
    command.set_defaults(body=_render)


def add_render_flags(command: argparse.ArgumentParser) -> None:
    """Add the flags that say how to render; `--host`, which says where, is the command's own."""
    command.add_argument(
        "--resolution",
        default=f"{LENS.width}x{LENS.height}",
        metavar="WxH",
        help="size of the images (default: %(default)s, as published)",
    )
    command.add_argument(
        "--min-visible",
        type=positive_int,
        metavar="PIXELS",
        help=f"fewest pixels of each anomaly (default: {_MIN_VISIBLE} at {LENS.width}x{LENS.height}, at other sizes "
        "in proportion)",
    )
    command.add_argument(
        "--settle-ticks",
        type=int,
        metavar="N",
        help="frames before each picture, for exposure and antialiasing to settle (default: 2; none where the "
        "embedded simulator is started for it)",
    )
    command.add_argument(
        "--timeout",
        type=float,
        default=60.0,
        metavar="S",
        help="longest wait for one call to a server, loading a town included (default: %(default)s)",
    )
    command.add_argument(
        "--image-wait",
        type=float,
        default=30.0,
        metavar="S",
        help="longest wait for the images of a frame before it is rendered again (default: %(default)s)",
    )
    command.add_argument(
        "--patience",
        type=float,
        default=300.0,
        metavar="S",
        help="how long a server may fail in a row before it is given up (default: %(default)s)",
    )


def order_from(arguments: argparse.Namespace, scenes: Sequence[Scene], out: Path) -> Order:
    """Return the order that the flags of `add_render_flags` describe.

    Raises:
        ToolkitError: A host or the resolution is malformed.
    """
    lens = _lens_of(arguments)
    if abs(lens.width / lens.height - LENS.width / LENS.height) > 0.02:
        note("warning: the plan is made for images of 16:9; with others some anomalies may lie outside")
    look = Look(lens, min_visible(arguments), settle_ticks(arguments), arguments.image_wait)
    return Order(scenes, out, parse_hosts(arguments.host), look, arguments.timeout, arguments.patience)


def _lens_of(arguments: argparse.Namespace) -> Lens:
    size = re.fullmatch(r"(\d{1,4})x(\d{1,4})", arguments.resolution)
    if not size or 0 in map(int, size.groups()):
        raise ToolkitError("this is no resolution", expected="such as 1280x720", found=arguments.resolution)
    width, height = map(int, size.groups())
    return replace(LENS, width=width, height=height)


def min_visible(arguments: argparse.Namespace) -> int:
    """Return how many pixels of each anomaly there must be at least.

    Raises:
        ToolkitError: The resolution is malformed.
    """
    lens = _lens_of(arguments)
    share = lens.width * lens.height / (LENS.width * LENS.height)
    return int(arguments.min_visible or max(1, round(_MIN_VISIBLE * share)))


def settle_ticks(arguments: argparse.Namespace) -> int:
    """Return how many frames pass before each picture."""
    return _SETTLE_TICKS if arguments.settle_ticks is None else arguments.settle_ticks


def _render(arguments: argparse.Namespace) -> int:
    scenes = read_plan(arguments.plan)
    if arguments.towns:
        towns = {name.strip() for name in arguments.towns.split(",")}
        unknown = sorted(towns - {scene.town for scene in scenes})
        if unknown:
            raise ToolkitError(f"the plan has no frames of {', '.join(unknown)}", where=arguments.plan)
        scenes = [scene for scene in scenes if scene.town in towns]
    rendered = render(order_from(arguments, scenes[: arguments.limit], arguments.out))
    if arguments.json:
        print_json(rendered_document(rendered))
    else:
        hosts = ", ".join(f"{count} on {host}" for host, count in sorted(rendered.made.items()))
        print(f"rendered {rendered.made.total()} frames ({hosts or 'none'}), kept {rendered.kept}")
    for item_id, message in sorted(rendered.failures.items())[:_SHOWN]:
        note(f"{item_id}: {message}")
    return EXIT_FINDINGS if rendered.failures else EXIT_GOOD


def rendered_document(rendered: Rendered) -> dict[str, Any]:
    """Return what became of an order as plain data."""
    return {
        "made": dict(rendered.made),
        "kept": rendered.kept,
        "failures": rendered.failures,
        "reconnections": rendered.reconnections,
    }
