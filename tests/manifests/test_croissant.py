"""croissant.json: valid by mlcroissant's own validator, and its records load offline."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import mlcroissant
import numpy as np
from PIL import Image

from builders.bdd.__main__ import main


def test_validates_and_its_records_load_offline(bdd100k, tmp_path, monkeypatch):
    out = tmp_path / "out"
    main(["--src", str(bdd100k), "--out", str(out)])
    validator = Path(sys.executable).with_name("mlcroissant")
    finished = subprocess.run(
        [validator, "validate", "--jsonld", out / "croissant.json"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert finished.returncode == 0, finished.stderr
    assert "error" not in finished.stderr.lower()

    monkeypatch.setattr("requests.sessions.Session.request", None)  # any use of the network would raise
    dataset = mlcroissant.Dataset(jsonld=str(out / "croissant.json"))
    with (out / "items.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    records = [
        {name.removeprefix("items/"): value for name, value in record.items()}
        for record in dataset.records("items")
    ]
    assert [record["path"].decode() for record in records] == [row["path"] for row in rows]
    assert [record["bytes"] for record in records] == [int(row["bytes"]) for row in rows]
    for kind in ("images", "annotations"):
        found = {
            record[f"{kind}/path"].decode(): record[f"{kind}/content"] for record in dataset.records(kind)
        }
        assert sorted(found) == sorted(row["path"] for row in rows if row["path"].startswith(kind))
        for path, content in found.items():
            expected = Image.open(out / path).convert(content.mode)  # mlcroissant gives RGB
            np.testing.assert_array_equal(np.asarray(content), np.asarray(expected))
