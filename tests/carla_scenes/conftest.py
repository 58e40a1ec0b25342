from __future__ import annotations

from pathlib import Path

import pytest

from carla_scenes.catalogue import Asset, write_catalogue
from carla_scenes.kinds import ANOMALY, load_kinds

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "opendrive"
REAL_TOWNS = sorted(DATA.glob("Town*.xodr"))


def make_assets(count: int) -> list[Asset]:
    """Return models of every paper category in turn, with sizes from 0.1 to 12 metres."""
    kinds = [kind for kind in load_kinds().values() if kind.role == ANOMALY and kind.in_paper]
    assets = []
    for index in range(count):
        kind = kinds[index % len(kinds)]
        size = round(0.1 * 1.5 ** (index % 12), 2)
        assets.append(
            Asset(
                asset_id=f"model-{index:03d}",
                category=kind.name,
                meta_category=kind.meta_category,
                blueprint=f"static.prop.model-{index:03d}",
                mesh="",
                length=size,
                width=round(size * 0.6, 2),
                height=round(size * 0.8, 2),
                up="z",
                front="x",
                placement=kind.placement,
                scalable=True,
                licence="CC0-1.0",
                source="test",
                sha256="",
            )
        )
    return assets


@pytest.fixture
def catalogue_file(tmp_path: Path) -> Path:
    path = tmp_path / "assets.csv"
    write_catalogue(path, make_assets(12))
    return path
