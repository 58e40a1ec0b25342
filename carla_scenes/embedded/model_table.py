"""The catalogue of the built-in anomaly models: every model whose kind is an anomaly, with its true size."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from carla_scenes.catalogue import Asset, write_catalogue
from carla_scenes.embedded.models.library import all_models
from carla_scenes.kinds import ANOMALY, load_kinds
from manifests.command import EXIT_GOOD, command_parser, run_command

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from carla_scenes.embedded.models.model import Model

LICENCE = "Apache-2.0"
SOURCE = "embedded simulator, built in"


def main(argv: Sequence[str]) -> int:
    """Write the catalogue; return the exit code."""
    parser = command_parser(
        "python -m carla_scenes.embedded models",
        "Write the built-in anomaly models as an asset catalogue.",
        ["python -m carla_scenes.embedded models --out embedded_models.csv"],
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the catalogue")
    return run_command(_run, parser, argv)


def _run(arguments: argparse.Namespace) -> int:
    assets = built_in_assets(all_models().values())
    write_catalogue(arguments.out, assets)
    print(f"{len(assets)} models of {len({asset.category for asset in assets})} kinds in {arguments.out}")
    return EXIT_GOOD


def anomalies_of(models: Iterable[Model]) -> list[Model]:
    """Return those models whose kind is an anomaly."""
    kinds = load_kinds()
    return [model for model in models if kinds[model.kind].role == ANOMALY]


def built_in_assets(models: Iterable[Model]) -> list[Asset]:
    """Return the anomalies among models as assets, sorted by id; their meshes are made to be measured."""
    assets = [_asset(model) for model in anomalies_of(models)]
    return sorted(assets, key=lambda asset: asset.asset_id)


def _asset(model: Model) -> Asset:
    kind = load_kinds()[model.kind]
    length, width, height = (round(side, 3) for side in model.make(0).size)
    family, _, rest = model.name.partition(".")
    name = rest.removeprefix("prop.") if family == "static" else rest
    return Asset(
        asset_id=re.sub(r"[^a-z0-9_-]", "-", name),
        category=kind.name,
        meta_category=kind.meta_category,
        blueprint=model.name,
        mesh="",
        length=length,
        width=width,
        height=height,
        up="z",
        front="x",
        placement=model.placement,
        scalable=family == "static",
        licence=LICENCE,
        source=SOURCE,
        sha256="",
    )
