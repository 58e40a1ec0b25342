"""The reference model: it learns what can be seen, and its files go through the scoring as they are."""

from __future__ import annotations

import json

import numpy as np
import pytest

from evaluation.__main__ import main
from evaluation.reference_model import CELL, fit
from manifests.dataset import open_dataset
from tests.evaluation.fake_datasets import SIZE, write_segmentation


@pytest.fixture(scope="module")
def streets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    return [
        open_dataset(write_segmentation(folder / name, count=40, seed=seed, show_classes=True))
        for name, seed in (("learned", 1), ("other", 2))
    ]


def accuracy(model, dataset):
    right = total = 0
    for frame in dataset.frames("test"):
        logits = model.logits(frame.image)
        mask = frame.mask[CELL // 2 :: CELL, CELL // 2 :: CELL]
        known = np.isin(mask, model.values)
        guessed = np.array(model.values)[logits.argmax(axis=0)]
        right += int((guessed == mask)[known].sum())
        total += int(known.sum())
    return right / total


def test_it_learns_what_colours_show_and_knows_it_again_elsewhere(streets):
    learned, other = streets
    model = fit(learned, "test")
    assert model.logits(next(iter(other.frames("test"))).image).shape == (
        13,
        SIZE[0] // CELL,
        SIZE[1] // CELL,
    )
    assert accuracy(model, learned) > 0.9
    assert accuracy(model, other) > 0.6  # chance is 1 in 13; the neighbours of a cell are others here


def test_the_same_seed_gives_the_same_model(streets):
    first, again, different = (fit(streets[0], "test", seed) for seed in (3, 3, 4))
    assert np.array_equal(first.output, again.output)
    assert not np.array_equal(first.output, different.output)


def test_its_files_are_scored_by_the_printed_command(streets, tmp_path, capsys):
    dataset, out = streets[0].folder, tmp_path / "logits"
    arguments = ["--dataset", str(dataset), "--fit", "test", "--out", str(out)]
    assert main(["reference-model", *arguments, "--splits", "test"]) == 0
    printed = capsys.readouterr().out
    assert "40 predictions" in printed
    command = printed.split("python -m evaluation ")[1].split()
    command[command.index("--validation") + 1] = str(out / "test")
    assert main([*command, "--validation-split", "test", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert set(document["detectors"]) == {"maxlogit", "msp", "background", "kl-matching"}


def test_a_split_that_is_not_there_is_named(streets, tmp_path, capsys):
    arguments = ["reference-model", "--dataset", str(streets[0].folder), "--out", str(tmp_path / "logits")]
    assert main(arguments) == 2
    assert "no split 'train'" in capsys.readouterr().err
