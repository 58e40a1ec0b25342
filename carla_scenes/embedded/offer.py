"""What a server offers: towns, models and the painter that goes with them, as the command line chose them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from carla_scenes.catalogue import embedded_assets, read_catalogue
from carla_scenes.embedded.boxes import BoxPainter
from carla_scenes.embedded.mesh_files import catalogue_models
from carla_scenes.embedded.models.library import ModelLibrary, all_models
from carla_scenes.embedded.ring_town import ring_town_of
from carla_scenes.embedded.scene import FIRST_OBJECT_ID, Town
from carla_scenes.embedded.setup import Towns
from carla_scenes.embedded.stand_ins import stand_in_models
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from carla_scenes.catalogue import Asset
    from carla_scenes.embedded.scene import Painter

RAYS, BOXES = "rays", "boxes"
PAINTERS = (RAYS, BOXES)
QUALITIES = ("draft", "standard", "high")
RAY_ENGINES = ("auto", "embree", "bvh")
TOWN_NAMES = tuple(f"Town0{number}" for number in range(1, 7))


@dataclass(frozen=True)
class Wish:
    """What the command line asks for.

    Attributes:
        painter: One of `PAINTERS`.
        quality: One of `QUALITIES`.
        rays: One of `RAY_ENGINES`.
        towns: Names of towns.
        opendrive: Files with the road networks of further towns, or of some of these, by name.
        catalogue: Asset catalogue whose models are offered, too.
        ground_id: Instance id of the ground that boxes stand on.
    """

    painter: str = RAYS
    quality: str = "standard"
    rays: str = "auto"
    towns: tuple[str, ...] = TOWN_NAMES
    opendrive: Mapping[str, Path] = field(default_factory=dict)
    catalogue: Path | None = None
    ground_id: int = FIRST_OBJECT_ID


@dataclass(frozen=True)
class Offer:
    """What a server offers.

    Attributes:
        towns: Its towns.
        models: All that can be seen.
        sizes: Largest extent of models, metres, as far as it is known without making them.
        painter: Makes the images.
    """

    towns: Towns
    models: ModelLibrary
    sizes: Mapping[str, float]
    painter: Painter


def offer_of(wish: Wish) -> Offer:
    """Return what was asked for.

    Raises:
        ToolkitError: A file cannot be read, or there is no such town or model.
    """
    own = embedded_assets()
    further = read_catalogue(wish.catalogue) if wish.catalogue else ()
    sizes = {a.blueprint: max(a.length, a.width, a.height) for a in (*own, *further)}
    texts = {name: _text(path) for name, path in wish.opendrive.items()}
    if wish.painter == BOXES:
        models = ModelLibrary(stand_in_models((*further, *own)))
        makers: dict[str, Callable[[], Town]] = {name: partial(ring_town_of, name) for name in wish.towns}
        makers |= {name: partial(_bare_town, name, text) for name, text in texts.items()}
        painter: Painter = BoxPainter(models.mesh_of, wish.ground_id)
        return Offer(Towns(makers, _bare_town), models, sizes, painter)
    return _rays(wish, further, texts, sizes)


def _rays(
    wish: Wish, further: tuple[Asset, ...], texts: Mapping[str, str], sizes: Mapping[str, float]
) -> Offer:
    # Ray tracing and town building take a while to import, which a server of boxes need not wait for.
    from carla_scenes.embedded.models.kept import kept_model  # noqa: PLC0415
    from carla_scenes.embedded.render.painter import RayPainter  # noqa: PLC0415
    from carla_scenes.embedded.town.towns import build_town, town_from_opendrive  # noqa: PLC0415

    unknown = sorted(set(wish.towns) - set(TOWN_NAMES))
    if unknown:
        raise ToolkitError("there is no such town", expected=", ".join(TOWN_NAMES), found=", ".join(unknown))
    models = ModelLibrary(kept_model(model) for model in all_models().values())
    if wish.catalogue is not None:
        for model in catalogue_models(further, wish.catalogue.parent):
            models.add(model)
    missing = sorted(asset.blueprint for asset in further if models.get(asset.blueprint) is None)
    if missing:
        raise ToolkitError(
            "the catalogue names models that are neither built in nor files",
            where=wish.catalogue,
            found=", ".join(missing[:10]),
        )
    makers: dict[str, Callable[[], Town]] = {name: partial(build_town, name) for name in wish.towns}
    makers |= {name: partial(town_from_opendrive, name, text) for name, text in texts.items()}
    painter = RayPainter(models.mesh_of, wish.quality, wish.rays)
    painter.warm_up()
    return Offer(Towns(makers, town_from_opendrive), models, sizes, painter)


def _bare_town(name: str, opendrive: str) -> Town:
    """Return a town of nothing but its road network."""
    return Town(name, opendrive)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ToolkitError("the OpenDRIVE file cannot be read", where=path, found=str(error)) from None
