"""`python -m carla_scenes assets check|list|package`: the asset catalogue on the command line."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from carla_scenes.asset_sources import (
    Found,
    iterate_left_out,
    mesh_folder_assets,
    shapenet_assets,
    stock_assets,
)
from carla_scenes.catalogue import embedded_assets, missing_or_changed_meshes, read_catalogue, write_catalogue
from carla_scenes.packaging import write_package
from carla_scenes.sweethome import sweethome_assets
from manifests.command import EXIT_GOOD, add_json_flag, note, print_json
from manifests.errors import FindingsError, ToolkitError

if TYPE_CHECKING:
    import argparse

    from carla_scenes.catalogue import Asset


def add_assets_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `assets` to a parser's commands."""
    assets = commands.add_parser("assets", help="make, check and package the catalogue of anomaly models")
    actions = assets.add_subparsers(dest="action", required=True, metavar="ACTION")

    listing = actions.add_parser("list", help="list the models of a source, and write them as a catalogue")
    source = listing.add_mutually_exclusive_group(required=True)
    source.add_argument("--stock", action="store_true", help="blueprints of a stock CARLA")
    source.add_argument(
        "--embedded", action="store_true", help="models that are built into the embedded simulator"
    )
    source.add_argument(
        "--meshes", type=Path, metavar="DIR", help="folder with CATEGORY/NAME.(obj|glb|ply|stl)"
    )
    source.add_argument("--shapenet", type=Path, metavar="DIR", help="ShapeNetSem release with metadata.csv")
    source.add_argument(
        "--sweethome3d", type=Path, metavar="PATH", help=".sh3f library or a folder of them; needs --out"
    )
    source.add_argument("--catalogue", type=Path, metavar="FILE", help="an existing catalogue")
    listing.add_argument("--licence", default="unknown", help="of the meshes of a folder")
    listing.add_argument("--source", default="", help="where the meshes of a folder come from")
    listing.add_argument("--up", default="z", help="axis of the meshes that points up (default: %(default)s)")
    listing.add_argument("--front", default="x", help="axis that points to the front (default: %(default)s)")
    listing.add_argument(
        "--out", type=Path, metavar="FILE", help="catalogue to write, in the folder of the meshes"
    )
    add_json_flag(listing)
    listing.set_defaults(body=_list)

    check = actions.add_parser("check", help="check a catalogue and its mesh files")
    check.add_argument("catalogue", type=Path)
    check.set_defaults(body=_check)

    package = actions.add_parser(
        "package", help="write CARLA's import folder for cooking the meshes as props"
    )
    package.add_argument("catalogue", type=Path)
    package.add_argument("--out", type=Path, required=True, metavar="DIR", help="such as CARLA's Import/")
    package.add_argument("--name", default="anomalies", help="of the package (default: %(default)s)")
    package.set_defaults(body=_package)


def _list(arguments: argparse.Namespace) -> int:
    found = _find(arguments)
    for line in iterate_left_out(found):
        note(line)
    if not found.assets:
        raise ToolkitError("the source holds no usable model")
    if arguments.out:
        write_catalogue(arguments.out, found.assets)
    if arguments.json:
        print_json([vars(asset) for asset in found.assets])
        return EXIT_GOOD
    for asset in found.assets:
        size = f"{asset.length:g} x {asset.width:g} x {asset.height:g} m"
        print(f"{asset.asset_id:<40} {asset.category:<22} {size}")
    print(_summary(found.assets))
    return EXIT_GOOD


def _find(arguments: argparse.Namespace) -> Found:
    if arguments.stock or arguments.embedded:
        return stock_assets() if arguments.stock else Found(list(embedded_assets()))
    if arguments.shapenet:
        return shapenet_assets(arguments.shapenet)
    if arguments.sweethome3d:
        if arguments.out is None:
            raise ToolkitError(
                "the meshes of the libraries need a place", remedy="name a catalogue with --out"
            )
        return sweethome_assets(arguments.sweethome3d, arguments.out.parent)
    if arguments.meshes:
        return mesh_folder_assets(
            arguments.meshes, arguments.licence, arguments.source, arguments.up, arguments.front
        )
    return Found(list(read_catalogue(arguments.catalogue)))


def _check(arguments: argparse.Namespace) -> int:
    assets = read_catalogue(arguments.catalogue)
    findings = missing_or_changed_meshes(assets, arguments.catalogue.parent)
    if findings:
        raise FindingsError(f"{len(findings)} mesh files are missing or changed", findings)
    print(f"{_summary(assets)}: all sound")
    return EXIT_GOOD


def _package(arguments: argparse.Namespace) -> int:
    assets = read_catalogue(arguments.catalogue)
    count = write_package(assets, arguments.catalogue.parent, arguments.out, arguments.name)
    print(f"{count} props in {arguments.out / arguments.name}")
    print(f'next, in CARLA: make import ARGS="--package={arguments.name}" and make package')
    return EXIT_GOOD


def _summary(assets: list[Asset] | tuple[Asset, ...]) -> str:
    categories = Counter(asset.category for asset in assets)
    return f"{len(assets)} models in {len(categories)} categories"
