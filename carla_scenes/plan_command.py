"""`python -m carla_scenes plan`: the plan of one town on the command line."""

from __future__ import annotations

import argparse
import math
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carla_scenes.catalogue import read_catalogue
from carla_scenes.connection import parse_hosts
from carla_scenes.placement import SCALE_JITTER
from carla_scenes.plan import LENS, Planned, Wish, image_shares, plan_town
from carla_scenes.roads import read_roads
from carla_scenes.scene import write_plan
from carla_scenes.survey import survey
from manifests.command import EXIT_FINDINGS, EXIT_GOOD, add_json_flag, note, positive_int, print_json
from manifests.errors import ToolkitError
from manifests.schema import SPLITS

if TYPE_CHECKING:
    from carla_scenes.frame import Box

_QUANTILES = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
_SHOWN = 20
_TIMEOUT_S = 120.0
_LARGEST_JITTER = 10.0


def add_plan_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `plan` to a parser's commands."""
    plan = commands.add_parser("plan", help="plan the frames of a town; needs no simulator")
    plan.add_argument("--town", required=True, help="such as Town06")
    roads = plan.add_mutually_exclusive_group(required=True)
    roads.add_argument("--opendrive", type=Path, metavar="FILE", help="its road network; works offline")
    roads.add_argument("--host", metavar="HOST[:PORT]", help="CARLA server to ask for it, and for blueprints")
    plan.add_argument("--split", choices=SPLITS, required=True)
    plan.add_argument("--frames", type=positive_int, required=True, metavar="N")
    plan.add_argument("--seed", type=int, default=0, metavar="S")
    plan.add_argument("--assets", type=Path, metavar="CATALOG", help="asset catalogue; needed for test")
    plan.add_argument(
        "--first-slot",
        type=int,
        default=0,
        metavar="N",
        help="anomalies already dealt to other towns of the split, so that models stay evenly used",
    )
    add_plan_flags(plan)
    plan.add_argument("--out", type=Path, default=Path("scenes.csv"), help="CSV, or JSON lines by its suffix")
    add_json_flag(plan)
    plan.set_defaults(body=_plan)


def add_plan_flags(command: argparse.ArgumentParser) -> None:
    """Add the flags that say how anomalies are placed."""
    command.add_argument(
        "--scale-jitter",
        type=scale_factor,
        default=SCALE_JITTER,
        metavar="F",
        help="models that can be scaled are made up to F times as large or small (default: %(default)s)",
    )


def scale_factor(text: str) -> float:
    """Return `text` as a factor of at least 1.

    Raises:
        argparse.ArgumentTypeError: It is something else.
    """
    try:
        factor = float(text)
    except ValueError:
        factor = math.nan
    if not 1.0 <= factor <= _LARGEST_JITTER:
        message = f"expected a factor from 1 to {_LARGEST_JITTER:g}, found {text!r}"
        raise argparse.ArgumentTypeError(message)
    return factor


def _plan(arguments: argparse.Namespace) -> int:
    offered: frozenset[str] | None = None
    obstacles: tuple[Box, ...] = ()
    if arguments.host:
        answer = survey(parse_hosts(arguments.host)[0], [arguments.town], _TIMEOUT_S)
        opendrive, offered = answer.opendrive[arguments.town], answer.blueprints
        obstacles = answer.obstacles[arguments.town]
    else:
        opendrive = read_opendrive(arguments.opendrive)
    planned = plan_town(
        Wish(
            roads=read_roads(arguments.town, opendrive),
            split=arguments.split,
            frames=arguments.frames,
            seed=arguments.seed,
            assets=read_catalogue(arguments.assets) if arguments.assets else (),
            first_slot=arguments.first_slot,
            offered=offered,
            obstacles=obstacles,
            scale_jitter=arguments.scale_jitter,
        )
    )
    write_plan(arguments.out, planned.scenes)
    report = plan_report(planned)
    for line in planned.unplaced[:_SHOWN]:
        note(line)
    if arguments.json:
        print_json(report)
    else:
        print(f"{report['frames']} frames of {arguments.town} in {arguments.out}")
        for name in ("conditions", "day_times", "anomalies_per_frame", "anomaly_surfaces"):
            counts = ", ".join(f"{key} {count}" for key, count in report[name].items())
            print(f"{name.replace('_', ' ')}: {counts or 'none'}")
        if report["box_pixels"]:
            print("pixels of the anomalies' boxes (quantiles): " + _quantile_text(report["box_pixels"]))
        print(f"models used {report['models_used']}, not placed {len(planned.unplaced)}")
    return EXIT_FINDINGS if planned.unplaced else EXIT_GOOD


def read_opendrive(path: Path) -> str:
    """Return the text of an OpenDRIVE file.

    Raises:
        ToolkitError: It cannot be read.
    """
    try:
        return path.read_text("utf-8")
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise ToolkitError(
            "the OpenDRIVE file cannot be read", where=path, found=type(error).__name__
        ) from None


def plan_report(planned: Planned) -> dict[str, Any]:
    """Return what a plan holds: counts of weather and anomalies, and how their image areas spread."""
    scenes = planned.scenes
    first = [placed for scene in scenes for placed in (scene.tries[0] if scene.tries else ())]
    shares = image_shares(scenes)
    pixels = LENS.width * LENS.height
    return {
        "frames": len(scenes),
        "conditions": _count(scene.weather.condition for scene in scenes),
        "day_times": _count(scene.weather.day_time for scene in scenes),
        "anomalies_per_frame": _count(str(len(scene.tries[0])) for scene in scenes if scene.tries),
        "anomaly_surfaces": _count(placed.surface for placed in first),
        "box_pixels": {
            f"{quantile:g}": round(shares[round(quantile * (len(shares) - 1))] * pixels)
            for quantile in (_QUANTILES if shares else ())
        },
        "models_used": len({placed.name for placed in first}),
        "slots": planned.slots,
        "unplaced": planned.unplaced,
    }


def _count(names: Any) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _quantile_text(quantiles: dict[str, int]) -> str:
    return ", ".join(f"{float(name):.0%} {pixels}" for name, pixels in quantiles.items())
