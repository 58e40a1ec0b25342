from __future__ import annotations

import pytest

from carla_scenes.__main__ import main
from carla_scenes.connection import Host
from carla_scenes.embedded.ring_town import ring_town_of
from carla_scenes.launcher import free_port_pair
from carla_scenes.scene import read_plan
from carla_scenes.survey import survey
from manifests.errors import FindingsError, ToolkitError
from tests.carla_scenes.servers import running_boxes


def test_a_server_is_asked_for_towns_and_blueprints(tmp_path):
    with running_boxes(["--without=vehicle.audi.tt"]) as port:
        host = Host("127.0.0.1", port)
        answer = survey(host, ["Town05", "Town01"], 20.0)
        with pytest.raises(FindingsError, match="cannot serve"):
            survey(host, ["Town09"], 20.0)
        command = ["plan", "--town", "Town05", "--host", str(host), "--split", "train", "--frames", "8"]
        assert main([*command, "--out", str(tmp_path / "plan.csv")]) == 0
    assert answer.opendrive == {name: ring_town_of(name).opendrive for name in ("Town01", "Town05")}
    assert "vehicle.audi.a2" in answer.blueprints
    assert "vehicle.audi.tt" not in answer.blueprints
    used = {placed.blueprint for scene in read_plan(tmp_path / "plan.csv") for placed in scene.traffic}
    assert used <= answer.blueprints


def test_nobody_to_ask():
    with pytest.raises(ToolkitError, match="cannot be asked"):
        survey(Host("127.0.0.1", free_port_pair()), ["Town01"], 1.0)
