"""Towns and models made ahead: the same as made when they are wanted, and only once."""

from __future__ import annotations

import numpy as np
import pytest

from carla_scenes.embedded.__main__ import main
from carla_scenes.embedded.cache import FOLDER_VARIABLE
from carla_scenes.embedded.models.kept import is_model_kept, kept_model
from carla_scenes.embedded.models.library import all_models

ARRAYS = ("vertices", "normals", "uvs", "faces", "materials", "tags", "parts")
GUITAR = "static.prop.guitar_acoustic"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    return tmp_path / "models"


def prepare(*models: str) -> int:
    return main(["prepare", "--towns=", f"--models={','.join(models)}", "--workers=2"])


def assert_same(mesh, other):
    assert mesh.palette == other.palette
    for array in ARRAYS:
        assert getattr(mesh, array).dtype == getattr(other, array).dtype
        assert np.array_equal(getattr(mesh, array), getattr(other, array))


@pytest.mark.usefixtures("folder")
def test_prepared_models_are_read_and_equal_those_that_are_made():
    model = all_models()[GUITAR]
    assert not is_model_kept(model)
    assert prepare(GUITAR, "static.prop.nobody") == 0
    assert is_model_kept(model)

    def refuse(_variant):
        raise AssertionError("made again")

    unmade = type(model)(model.name, model.kind, model.tag, refuse)
    assert_same(kept_model(unmade).make(0), model.make(0))


def test_poses_are_kept_apart(folder):
    walker = next(model for model in all_models().values() if model.variants > 1)
    kept = kept_model(walker)
    for variant in (0, 1, 0):
        assert_same(kept.make(variant), walker.make(variant))
    assert len(list(folder.iterdir())) == 2


def test_a_damaged_model_is_made_again(folder):
    model = all_models()[GUITAR]
    whole = kept_model(model).make(0)
    (entry,) = folder.iterdir()
    (entry / "floats.npy").write_bytes((entry / "floats.npy").read_bytes()[:-4])
    assert_same(kept_model(model).make(0), whole)
    assert_same(kept_model(model).make(0), whole)


@pytest.mark.usefixtures("folder")
def test_an_unknown_town_is_refused(capsys):
    assert main(["prepare", "--towns=Town09"]) == 2
    assert "Town09" in capsys.readouterr().err
