"""The sets that these builders seal can be scored: one test a kind of set."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import cv2
import numpy as np

from builders.folder.__main__ import main as folder
from builders.multilabel.__main__ import main as multilabel
from builders.multilabel.classes import paper_classes
from builders.noise.__main__ import main as noise
from evaluation.__main__ import main as evaluate
from manifests.dataset import open_dataset
from tests.folder.pictures import jpeg
from tests.multilabel.archives import class_archive

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def write_outputs(path: Path, ids: list[str], offset: float) -> None:
    generator = np.random.default_rng(len(ids))
    np.savez(path, logits=generator.normal(offset, 1, (len(ids), 5)).astype(np.float32), ids=np.array(ids))


def score(tmp_path: Path, dataset: Path, *flags: str) -> int:
    write_outputs(tmp_path / "in.npz", [f"in-{k}" for k in range(30)], 5)
    write_outputs(tmp_path / "ood.npz", [f.item_id for f in open_dataset(dataset).frames("test")], 0)
    files = ["--in-dist", str(tmp_path / "in.npz"), "--ood", str(tmp_path / "ood.npz")]
    return evaluate(
        ["classification", *files, "--detector", "maxlogit", "--dataset", str(dataset), "--json", *flags]
    )


def test_multilabel_by_class(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    src, out = tmp_path / "src", tmp_path / "out"
    src.mkdir()
    for index, c in enumerate(paper_classes()):
        (src / f"{c.wnid}.tar").write_bytes(class_archive(c.wnid, 2, 10 * index))
    assert multilabel(["--src", str(src), "--out", str(out)]) == 0
    capsys.readouterr()
    assert score(tmp_path, out, "--by", "wordnet_name") == 0
    printed = capsys.readouterr().out
    assert all(c.wordnet_name in printed for c in paper_classes())


def test_noise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert noise(["--kind", "blobs", "--n", "8", "--size", "16", "--out", str(out)]) == 0
    capsys.readouterr()
    assert score(tmp_path, out) == 0
    assert json.loads(capsys.readouterr().out)


def test_a_folder_with_masks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    images, masks, scores = tmp_path / "images", tmp_path / "masks", tmp_path / "scores"
    for path in (images, masks, scores):
        path.mkdir()
    for index in range(3):
        (images / f"{index}.jpg").write_bytes(jpeg(index))
        mask = np.zeros((40, 60), np.uint8)
        mask[10:20, 10 : 20 + index] = 1
        (masks / f"{index}.png").write_bytes(cv2.imencode(".png", mask)[1].tobytes())
        logits = np.stack([5.0 - mask, np.zeros_like(mask)]).astype(np.float32)
        np.save(scores / f"{index}.npy", logits)
    labels = tmp_path / "labels.csv"
    labels.write_text(
        "value,name,red,green,blue,role\n0,road,0,0,0,in-distribution\n1,thing,255,0,0,anomaly\n"
    )
    out = tmp_path / "out"
    flags = ["--src", str(images), "--masks", str(masks), "--labels", str(labels), "--name", "pairs"]
    assert folder([*flags, "--out", str(out)]) == 0
    capsys.readouterr()
    arguments = ["--dataset", str(out), "--predictions", str(scores), "--detector", "maxlogit", "--json"]
    assert evaluate(["segmentation", *arguments]) == 0
    assert '"auroc": 1.0' in capsys.readouterr().out
