"""The real masks: 400 + 100 of BDD100K, and the facts of all 8,000."""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
import pytest
from PIL import Image

from builders.bdd.__main__ import main
from builders.bdd.check import load_expected
from manifests.images import encode_mask


@pytest.fixture(scope="module")
def built(real_bdd100k, tmp_path_factory):
    out = tmp_path_factory.mktemp("real") / "bdd-anomaly"
    assert main(["--src", str(real_bdd100k), "--out", str(out)]) == 0
    return out


def test_expected_split_is_the_papers():
    expected = load_expected()
    assert Counter(fact.split for fact in expected.values()) == {
        "train": 6280,
        "validation": 910,
        "test": 810,
    }
    fractions = [
        sum(f.anomaly_pixels.values()) / (720 * 1280) for f in expected.values() if f.split == "test"
    ]
    assert round(float(np.mean(fractions)), 5) == 0.00834
    shown = Counter(name for f in expected.values() for name, pixels in f.anomaly_pixels.items() if pixels)
    assert shown == {"train": 54, "motorcycle": 308, "bicycle": 492}


def test_counts_of_the_subset(built):
    counts = json.loads((built / "manifest.json").read_text())["counts"]["splits"]
    assert {split: roles["image"]["files"] for split, roles in counts.items()} == {
        "train": 353,
        "validation": 90,
        "test": 57,
    }


def test_source_and_build_agree_with_the_expected_split(built, real_bdd100k, capsys):
    for flags in (["--src", str(real_bdd100k)], ["--out", str(built)]):
        capsys.readouterr()
        assert main([*flags, "--check", "--json"]) == 0
        check = json.loads(capsys.readouterr().out)["check"]
        assert (check["compared"], check["differences"], len(check["absent"])) == (500, [], 7500)
        assert main([*flags, "--check", "all"]) == 1


def test_verifies(built, run_module):
    assert run_module("manifests", "verify", built).returncode == 0


@pytest.fixture
def spoiled(built, tmp_path):
    """Three masks of the real build as a source of their own, one of them changed."""
    src = tmp_path / "src"
    masks, images = src / "labels/sem_seg/masks/train", src / "images/10k/train"
    masks.mkdir(parents=True)
    images.mkdir(parents=True)
    chosen = sorted((built / "annotations/train").iterdir())[:3]
    for index, path in enumerate(chosen):
        mask = np.asarray(Image.open(path)) - np.uint8(2)
        if index == 1:
            mask[0, :7] = 18
        (masks / path.name).write_bytes(encode_mask(mask))
        image = built / "images/train" / f"{path.stem}.jpg"
        (images / image.name).write_bytes(image.read_bytes())
    return src, chosen[1].stem


def test_check_names_each_difference(spoiled, tmp_path, capsys):
    src, changed = spoiled
    capsys.readouterr()
    assert main(["--src", str(src), "--check", "--json"]) == 1
    check = json.loads(capsys.readouterr().out)["check"]
    assert check["differences"] == [
        f"{changed}: 7 pixels of bicycle, expected 0",
        f"{changed}: other pixels in the mask than published",
    ]
    assert main(["--src", str(src), "--out", str(tmp_path / "out"), "--check", "--json"]) == 1
    check = json.loads(capsys.readouterr().out)["check"]
    assert f"{changed}: is in test, expected train" in check["differences"]


def test_check_names_strangers(bdd100k, capsys):
    assert main(["--src", str(bdd100k), "--check"]) == 1
    assert "not one of the 8,000" in capsys.readouterr().out
