"""Making towns and models ahead of a server, on all processors: it makes them one after another itself."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import TYPE_CHECKING

from carla_scenes.embedded.offer import TOWN_NAMES
from manifests.command import EXIT_GOOD, command_parser, positive_int, progress, run_command
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    Task = tuple[str, tuple[str, ...]]

_RAYS, _TOWN, _MODELS = "rays", "town", "models"
_MODELS_A_TASK = 6
_ALL = "all"


def main(argv: Sequence[str]) -> int:
    """Make what is missing; return the exit code."""
    parser = command_parser(
        "python -m carla_scenes.embedded prepare",
        "Compile the ray tracer and make towns and models, on all processors, and leave them on disk for servers.\n"
        "Servers do the same by themselves, one after another, when something is first wanted.",
        [
            "python -m carla_scenes.embedded prepare",
            "python -m carla_scenes.embedded prepare --towns Town05 --models all",
        ],
    )
    parser.add_argument(
        "--towns", default=",".join(TOWN_NAMES), metavar="NAMES", help="(default: %(default)s)"
    )
    parser.add_argument(
        "--models",
        default="",
        metavar="NAMES",
        help="blueprints, or `all` (default: none); unknown ones are ignored",
    )
    parser.add_argument("--workers", type=positive_int, default=os.cpu_count() or 1, metavar="N")
    return run_command(_run, parser, argv)


def _run(arguments: argparse.Namespace) -> int:
    towns = [name for name in arguments.towns.split(",") if name]
    unknown = sorted(set(towns) - set(TOWN_NAMES))
    if unknown:
        raise ToolkitError("there is no such town", expected=", ".join(TOWN_NAMES), found=", ".join(unknown))
    tasks = [*_town_tasks(towns), *_model_tasks(arguments.models)]
    if not tasks:
        return EXIT_GOOD
    workers = min(arguments.workers, len(tasks))
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        waiting = [pool.submit(_make, task) for task in tasks]
        with progress(len(waiting), "towns and models", "part") as bar:
            for done in as_completed(waiting):
                done.result()
                bar.update()
    return EXIT_GOOD


def _town_tasks(towns: Sequence[str]) -> list[Task]:
    """Return a task for each town that is not on disk; where any is missing, this is taken for a first start."""
    from carla_scenes.embedded.town.cache import is_town_kept  # noqa: PLC0415 - slow to import

    missing: list[Task] = [(_TOWN, (name,)) for name in towns if not is_town_kept(name)]
    return [(_RAYS, ()), *missing] if missing else []


def _model_tasks(wanted: str) -> list[Task]:
    from carla_scenes.embedded.models.kept import is_model_kept  # noqa: PLC0415 - slow to import
    from carla_scenes.embedded.models.library import all_models  # noqa: PLC0415 - slow to import

    models = all_models() if wanted else {}
    names = list(models) if wanted == _ALL else sorted({name for name in wanted.split(",") if name in models})
    missing = [name for name in names if not is_model_kept(models[name])]
    chunks = range(0, len(missing), _MODELS_A_TASK)
    return [(_MODELS, tuple(missing[start : start + _MODELS_A_TASK])) for start in chunks]


def _make(task: Task) -> None:
    kind, names = task
    if kind == _RAYS:
        from carla_scenes.embedded.models.library import ModelLibrary  # noqa: PLC0415 - slow to import
        from carla_scenes.embedded.render.painter import RayPainter  # noqa: PLC0415 - slow to import

        RayPainter(ModelLibrary().mesh_of, "standard", "auto").warm_up()
    elif kind == _TOWN:
        from carla_scenes.embedded.town.towns import build_town  # noqa: PLC0415 - slow to import

        build_town(*names)
    else:
        from carla_scenes.embedded.models.kept import kept_model  # noqa: PLC0415 - slow to import
        from carla_scenes.embedded.models.library import all_models  # noqa: PLC0415 - slow to import

        for name in names:
            kept_model(all_models()[name]).make(0)
