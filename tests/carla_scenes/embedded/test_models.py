"""The built-in models: their names, the committed catalogue of the anomalies among them, and which mesh is shown."""

from __future__ import annotations

from collections import Counter

import pytest

from carla_scenes.__main__ import main
from carla_scenes.catalogue import embedded_assets, read_catalogue
from carla_scenes.embedded.gait import STANDING, walker_variant
from carla_scenes.embedded.model_table import anomalies_of, built_in_assets
from carla_scenes.embedded.models.library import ModelLibrary, all_models
from carla_scenes.embedded.models.walkers import skeleton
from carla_scenes.frame import Pose
from carla_scenes.kinds import ANOMALY, TRAINED, load_blueprints, load_kinds
from manifests.errors import ToolkitError

REGENERATE = "python -m carla_scenes.embedded models --out manifests/data/embedded_models.csv"


def test_the_catalogue_names_every_built_in_anomaly():
    models = {model.name: model for model in anomalies_of(all_models().values())}
    assets = {asset.blueprint: asset for asset in embedded_assets()}
    assert assets.keys() == models.keys(), REGENERATE
    assert all(assets[name].category == model.kind for name, model in models.items())
    assert all(assets[name].placement == model.placement for name, model in models.items())


@pytest.mark.slow
def test_the_catalogue_has_the_true_sizes():
    assert tuple(built_in_assets(all_models().values())) == embedded_assets(), REGENERATE


def test_the_papers_kinds_are_there_in_number():
    kinds = {kind.name for kind in load_kinds().values() if kind.role == ANOMALY and kind.in_paper}
    counts = Counter(asset.category for asset in embedded_assets())
    assert kinds <= counts.keys()
    assert sum(counts[kind] for kind in kinds) >= 250


def test_every_stock_blueprint_has_a_model():
    assert load_blueprints().keys() <= all_models().keys()
    roles = {load_kinds()[model.kind].role for model in all_models().values() if ".pedestrian." in model.name}
    assert roles == {TRAINED}


def test_the_command_lists_and_writes_them(tmp_path, capsys):
    assert main(["assets", "list", "--embedded", "--out", str(tmp_path / "assets.csv")]) == 0
    assert read_catalogue(tmp_path / "assets.csv") == embedded_assets()
    assert f"{len(embedded_assets())} models" in capsys.readouterr().out


def test_a_library_makes_meshes_once_and_knows_its_names():
    library = ModelLibrary([all_models()["static.prop.table"]])
    assert library.mesh_of("static.prop.table", 0) is library.mesh_of("static.prop.table", 5)
    box = library.box_of("static.prop.table")
    assert box.pose.z == pytest.approx(box.height / 2.0, abs=1e-3)
    with pytest.raises(ToolkitError, match="unknown blueprint"):
        library.mesh_of("static.prop.none")
    with pytest.raises(ValueError, match="two models"):
        ModelLibrary([all_models()["static.prop.table"]] * 2)


def shown(walked_m: float = 0.0, x: float = 0.0, *, walks: bool = False, held: bool = False) -> int:
    return walker_variant(skeleton.VARIANTS, Pose(x, 2.0, 0.1), "walker", walked_m, walks=walks, held=held)


def test_walkers_step_when_they_walk_and_stand_when_they_do_not():
    steps = set(range(1, skeleton.STEPS + 1))
    assert STANDING == skeleton.STANDING
    assert skeleton.VARIANTS == skeleton.STEPS + 2 == skeleton.PHONE + 1
    cycle = [shown(0.25 * number, walks=True) for number in range(6)]
    assert set(cycle) == steps
    assert cycle == [1 + (cycle[0] - 1 + number) % 6 for number in range(6)]
    waiting = Counter(shown(x=float(number)) for number in range(400))
    assert waiting.keys() == {skeleton.STANDING, skeleton.PHONE}
    assert waiting[skeleton.STANDING] > 300
    caught = Counter(shown(x=float(number), held=True) for number in range(400))
    assert caught.keys() == set(range(skeleton.VARIANTS))
    assert 250 < sum(caught[step] for step in steps) < 350
    assert walker_variant(1, Pose(0.0, 0.0, 0.0), "walker", 3.0, walks=True, held=False) == 0
