from __future__ import annotations

import pytest

from carla_scenes.kinds import ANOMALY, TRAINED, anomaly_kind, blueprints_of, load_blueprints, load_kinds
from manifests.errors import ToolkitError


def test_every_blueprint_has_one_kind_and_every_kind_one_role():
    kinds = load_kinds()
    assert {blueprint.kind for blueprint in load_blueprints().values()} <= kinds.keys()
    assert {kind.role for kind in kinds.values()} == {TRAINED, ANOMALY, "scenery", "unused"}
    assert all(kind.reason for kind in kinds.values())


def test_no_anomaly_is_trained_and_no_trained_kind_an_anomaly():
    trained = {blueprint.name for blueprint in blueprints_of(TRAINED)}
    anomalies = {blueprint.name for blueprint in blueprints_of(ANOMALY)}
    assert trained
    assert anomalies
    assert not trained & anomalies
    assert "vehicle.carlamotors.firetruck" in anomalies
    assert "vehicle.kawasaki.ninja" in anomalies
    assert "vehicle.audi.tt" in trained


def test_the_papers_categories_are_there():
    listed = {kind.name for kind in load_kinds().values() if kind.in_paper}
    assert {"kangaroo", "zebra", "fire truck", "grandfather clock", "bowling ball and pins", "harp"} <= listed
    assert len(listed) == 99


def test_trained_kinds_are_refused_as_anomalies():
    with pytest.raises(ToolkitError, match="no anomaly"):
        anomaly_kind("car")
    with pytest.raises(ToolkitError, match="kangaroo"):
        anomaly_kind("kangaru")
