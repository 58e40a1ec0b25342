"""The household's anomalies: every kind there, plausible, distinct, the same each time."""

from __future__ import annotations

import hashlib
import re

import numpy as np
import pytest

from carla_scenes.embedded.geometry import pictures
from carla_scenes.embedded.geometry.materials import Pattern
from carla_scenes.embedded.models.anomalies.household import HOUSEHOLD
from carla_scenes.embedded.tags import Tag
from carla_scenes.kinds import ANOMALY, load_kinds

GROUPS = {"appliance", "household", "electronics", "instrument"}
SPORT = {"weight machine", "balance beam", "bench press", "bowling ball and pins", "eyeglasses", "pen"}
MESHES = {model.name: model.make(0) for model in HOUSEHOLD}


def digest(mesh):
    arrays = (mesh.vertices, mesh.normals, mesh.uvs, mesh.faces, mesh.materials)
    return hashlib.sha256(b"".join(a.tobytes() for a in arrays) + repr(mesh.palette).encode()).hexdigest()


def test_every_kind_of_these_groups_has_at_least_two_models():
    kinds = load_kinds().values()
    expected = {k.name for k in kinds if k.role == ANOMALY and (k.meta_category in GROUPS or k.name in SPORT)}
    found = [model.kind for model in HOUSEHOLD]
    assert set(found) == expected
    assert {kind for kind in expected if found.count(kind) < 2} == set()


def test_names_are_blueprints_and_unique():
    names = [model.name for model in HOUSEHOLD]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"static\.prop\.[a-z0-9_]+", name) for name in names)
    assert {model.tag for model in HOUSEHOLD} == {Tag.STATIC}


@pytest.mark.parametrize("name", MESHES)
def test_each_model_is_plausible(name):
    mesh = MESHES[name]
    low, high = mesh.bounds
    assert 0.55 <= max(mesh.size) <= 5.5
    assert min(mesh.size) > 0.02
    assert low[2] == pytest.approx(0.0, abs=1e-4)
    assert (low + high)[:2] == pytest.approx([0.0, 0.0], abs=1e-3)
    assert 200 <= len(mesh.faces) <= 25_000
    assert np.isfinite(mesh.vertices).all()
    assert np.allclose(np.linalg.norm(mesh.normals, axis=1), 1.0, atol=1e-4)
    assert set(mesh.tags) == {Tag.STATIC}
    for material in mesh.palette:
        assert all(0.0 < value < 0.95 for value in material.colour)
        if material.pattern == Pattern.PICTURE:
            assert pictures.draw(material.picture).std() > 1.0


def test_all_meshes_differ_and_are_made_the_same_way_again():
    digests = {name: digest(mesh) for name, mesh in MESHES.items()}
    assert len(set(digests.values())) == len(digests)
    assert {model.name: digest(model.make(0)) for model in HOUSEHOLD} == digests
