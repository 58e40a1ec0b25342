"""Scoring image-level outputs through the command line: joins, tables, positives, confidence, bad files."""

from __future__ import annotations

import json

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, roc_auc_score

from evaluation.__main__ import main
from tests.evaluation.fake_datasets import write_images
from tests.evaluation.metric_references import brute_metrics

CATEGORIES = ("fungi", "insects", "plants")
CLASSES, WIDTH = 10, 6


@pytest.fixture(scope="module")
def species(tmp_path_factory):
    return write_images(tmp_path_factory.mktemp("data") / "species", CATEGORIES)


def outputs(rng, count, shift=0.0, ids=None):
    logits = rng.standard_normal((count, CLASSES)).astype(np.float32)
    logits[np.arange(count), rng.integers(0, CLASSES, count)] += 6 - shift
    arrays = {"logits": logits, "features": rng.standard_normal((count, WIDTH)) + shift}
    return arrays | ({"ids": np.array(ids)} if ids is not None else {})


@pytest.fixture
def files(tmp_path):
    rng = np.random.default_rng(0)
    (tmp_path / "ood").mkdir()
    ids = [f"{c}-{i:03d}" for c in CATEGORIES for i in range(30)]
    arrays = {
        "id": outputs(rng, 120),
        "validation": outputs(rng, 150),
        "ood/a": outputs(rng, 50, 2, ids[:50]),
        "ood/b": outputs(rng, 40, 3, ids[50:]),
    }
    for name, content in arrays.items():
        np.savez(tmp_path / f"{name}.npz", **content)
    return tmp_path, arrays


def run(folder, *options, code=0):
    command = ["classification", "--in-dist", str(folder / "id.npz"), "--ood", str(folder / "ood")]
    assert main([*command, *map(str, options), "--json"]) == code


def test_rows_are_categories_and_numbers_equal_scikit_learn(files, species, capsys):
    folder, arrays = files
    run(folder, "--detector", "maxlogit", "msp", "--dataset", species, "--by", "category")
    document = json.loads(capsys.readouterr().out)
    assert list(document["rows"]) == list(CATEGORIES)
    ids = np.concatenate([arrays["ood/a"]["ids"], arrays["ood/b"]["ids"]])
    score = -np.concatenate([arrays["ood/a"]["logits"], arrays["ood/b"]["logits"]]).max(axis=1)
    inside = -arrays["id"]["logits"].max(axis=1)
    for category, row in document["rows"].items():
        outside = score[np.char.startswith(ids, category)]
        values = np.concatenate([inside, outside])
        positive = np.repeat([False, True], (inside.size, outside.size))
        found = row["detectors"]["maxlogit"]
        assert found["auroc"] == pytest.approx(roc_auc_score(positive, values), abs=1e-12)
        assert found["aupr"] == pytest.approx(average_precision_score(positive, values), abs=1e-12)
        assert found == pytest.approx(brute_metrics(values, positive), abs=1e-12)
        assert row["chance_aupr"] == 30 / 150


def test_in_distribution_as_positive_class(files, capsys):
    folder, arrays = files
    run(folder, "--detector", "maxlogit", "--positive", "in")
    document = json.loads(capsys.readouterr().out)
    inside, outside = (arrays[name]["logits"].max(axis=1) for name in ("id", "ood/a"))
    expected = average_precision_score(
        np.repeat([1, 0], (inside.size, outside.size)), np.concatenate([inside, outside])
    )
    assert document["rows"]["a"]["detectors"]["maxlogit"]["aupr"] == pytest.approx(expected, abs=1e-12)


def test_fitted_detectors_and_the_report(files, tmp_path, capsys):
    folder, _ = files
    out = tmp_path / "report"
    options = ["--validation", folder / "validation.npz", "--bootstrap", "30", "--out", out]
    run(folder, "--detector", "kl-matching", "lof", "iforest", "maxlogit", *options)
    document = json.loads(capsys.readouterr().out)
    row = document["rows"]["b"]
    assert row["detectors"]["lof"]["auroc"] > 0.9
    for name, found in row["detectors"].items():
        low, high = row["confidence"][name]["auroc"]
        assert low <= found["auroc"] <= high
    assert len(row["comparisons"]) == 6
    text = (out / "report.md").read_text("utf-8")
    assert "| Mean |" in text
    assert "Positive class: anomaly" in text
    assert r"\midrule" in (out / "table.tex").read_text("utf-8")
    first = (out / "results.json").read_bytes()
    run(folder, "--detector", "kl-matching", "lof", "iforest", "maxlogit", *options)
    assert (out / "results.json").read_bytes() == first


def test_bootstrap_of_two_detectors_is_paired(files, capsys):
    folder, _ = files
    run(folder, "--detector", "maxlogit", "msp-sigmoid", "--bootstrap", "25")
    (pair,) = json.loads(capsys.readouterr().out)["rows"]["a"]["comparisons"]
    assert pair["auroc"] == {"difference": 0, "confidence": [0, 0]}  # the same ranking on every resample


def test_all_bad_files_are_listed_together(files, species, capsys):
    folder, arrays = files
    (folder / "ood" / "c.npz").write_bytes(b"no archive")
    np.savez(folder / "ood" / "d.npz", logits=np.zeros((3, CLASSES + 1)), ids=np.array(["x", "y", "z"]))
    np.savez(folder / "ood" / "e.npz", logits=np.full((2, CLASSES), np.nan), ids=np.array(["x", "y"]))
    np.savez(folder / "ood" / "f.npz", features=np.zeros((2, WIDTH)))
    np.savez(folder / "ood" / "g.npz", logits=arrays["id"]["logits"], ids=np.array(["x"]))
    np.savez(folder / "ood" / "h.npz", logits=np.array([[{}]], object))
    run(folder, "--detector", "maxlogit", "--dataset", species, "--by", "category", code=2)
    error = capsys.readouterr().err
    for line in (
        "c.npz: the file cannot be read",
        "the files differ in the width of their logits: 10 in id.npz, 11 in d.npz",
        "e.npz: logits: NaN scores",
        "f.npz: holds no logits",
        "f.npz: holds no ids",
        "g.npz: the arrays differ in length: logits 120, ids 1",
        "never unpickled",
    ):
        assert line in error


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--detector", "kl-matching"], "--validation"),
        (["--detector", "maxlogit", "--by", "category"], "--dataset"),
        (["--detector", "nothing"], "no detector is called"),
    ],
)
def test_settings_that_cannot_be_used(files, options, message, capsys):
    run(files[0], *options, code=2)
    assert message in capsys.readouterr().err


def test_ids_that_are_no_items_or_stand_twice(files, species, capsys):
    folder, arrays = files
    ids = arrays["ood/a"]["ids"].copy()
    ids[:2] = ("stranger", ids[5])
    np.savez(folder / "ood" / "a.npz", **(arrays["ood/a"] | {"ids": ids}))
    run(folder, "--detector", "maxlogit", "--dataset", species, "--by", "category", code=2)
    error = capsys.readouterr().err
    assert "1 ids are no items of the dataset, first 'stranger'" in error
    assert "1 ids stand there more than once" in error


def test_a_column_that_is_not_there(files, species, capsys):
    run(files[0], "--detector", "maxlogit", "--dataset", species, "--by", "taxon", code=2)
    assert "no column 'taxon'" in capsys.readouterr().err


def test_items_without_outputs_are_mentioned(files, species, capsys):
    folder, _ = files
    (folder / "ood" / "b.npz").unlink()
    run(folder, "--detector", "maxlogit", "--dataset", species, "--by", "category")
    assert "40 of 90 items of the dataset have no outputs" in capsys.readouterr().err
