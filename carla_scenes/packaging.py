"""CARLA's import folder: for users who cook the catalogue's meshes into their own server as props.

Layout and JSON are those of CARLA's documentation, "Add new props": put the folder below `Import/`, then
`make import` and `make package`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from carla_scenes.catalogue import missing_or_changed_meshes
from carla_scenes.meshes import write_for_carla
from manifests.errors import FindingsError, ToolkitError
from manifests.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from carla_scenes.catalogue import Asset

_TAG = "Other"  # masks take anomalies from the instance image; the tag only must not be a trained class
_SIZES_M = ((0.2, "tiny"), (0.6, "small"), (2.0, "medium"), (6.0, "big"))


def size_word(asset: Asset) -> str:
    """Return CARLA's word for the size of a prop: tiny, small, medium, big or huge."""
    largest = max(asset.length, asset.width, asset.height)
    return next((word for limit, word in _SIZES_M if largest <= limit), "huge")


def prop_name(asset: Asset) -> str:
    """Return the name under which the cooked prop appears, the last word of its blueprint."""
    return asset.blueprint.rsplit(".", 1)[-1]


def write_package(assets: Sequence[Asset], meshes: Path, out: Path, name: str) -> int:
    """Write the import folder and return the number of props in it.

    Args:
        assets: Of a catalogue; those without a mesh are already in the server and left out.
        meshes: Folder of the catalogue's meshes.
        out: Folder to write; the package is the folder `name` in it.
        name: Name of the package.

    Raises:
        FindingsError: Mesh files are missing or changed.
        ToolkitError: No asset has a mesh, or a mesh cannot be read.
    """
    with_mesh = [asset for asset in assets if asset.mesh]
    if not with_mesh:
        raise ToolkitError("no asset of the catalogue has a mesh, so there is nothing to package")
    findings = missing_or_changed_meshes(with_mesh, meshes)
    if findings:
        raise FindingsError("mesh files of the catalogue are missing or changed", findings)
    package = out / name
    props = []
    for asset in with_mesh:
        prop = prop_name(asset)
        target = package / "Props" / prop / f"{prop}.obj"
        target.parent.mkdir(parents=True, exist_ok=True)
        write_for_carla(asset, meshes / asset.mesh, target)
        source = f"./Props/{prop}/{prop}.obj"
        props.append({"name": prop, "size": size_word(asset), "source": source, "tag": _TAG})
    text = json.dumps({"maps": [], "props": props}, indent=2) + "\n"
    write_atomically(package / f"{name}.json", text.encode())
    return len(props)
