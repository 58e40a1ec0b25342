from __future__ import annotations

import pytest

from carla_scenes.embedded.faults import Faults, parse_faults
from manifests.errors import ToolkitError


def test_faults_are_parsed_and_deterministic():
    faults = parse_faults("drop=0.2,duplicate=0.1,die_after=7")
    assert faults == Faults(drop=0.2, duplicate=0.1, die_after=7)
    fates = [faults.of_image(3, frame) for frame in range(1000)]
    assert fates == [faults.of_image(3, frame) for frame in range(1000)]
    assert 150 < fates.count("drop") < 250
    assert 60 < fates.count("duplicate") < 140
    with pytest.raises(ToolkitError, match="die_after"):
        parse_faults("explode=1")
