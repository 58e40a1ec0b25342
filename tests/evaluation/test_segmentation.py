"""Scoring a sealed segmentation split: numbers against scikit-learn, files, settings, breakdowns, confidence."""

from __future__ import annotations

import json
import zlib

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, confusion_matrix, roc_auc_score

from evaluation import Settings, evaluate, frames, save, summarise
from evaluation.__main__ import main
from evaluation.predictions import ClassAxis
from manifests.dataset import open_dataset
from manifests.errors import ToolkitError
from manifests.labels import load_label_table
from tests.evaluation.fake_datasets import SIZE, fake_logits, write_segmentation
from tests.evaluation.metric_references import brute_metrics


@pytest.fixture(scope="module")
def streets(tmp_path_factory):
    return write_segmentation(tmp_path_factory.mktemp("data") / "streets")


@pytest.fixture(scope="module")
def bdd(tmp_path_factory):
    return write_segmentation(tmp_path_factory.mktemp("data") / "bdd", "bdd-anomaly", 9)


def street_logits(frame):
    return fake_logits(frame.mask, "streethazards", 13, zlib.crc32(frame.relative_path.encode()))


def bdd_logits(frame, channels=16):
    return fake_logits(frame.mask, "bdd-anomaly", channels, zlib.crc32(frame.relative_path.encode()))


@pytest.fixture(scope="module")
def street_files(streets, tmp_path_factory):
    folder = tmp_path_factory.mktemp("predictions")
    for frame in frames(streets):
        save(folder, frame, street_logits(frame))
    return folder


MAXLOGIT = Settings(detectors=("maxlogit", "msp"))


def test_per_image_and_pooled_equal_references(streets):
    document = summarise(evaluate(streets, street_logits, MAXLOGIT))
    expected, scores, labels = [], [], []
    for frame in frames(streets):
        score, anomalous = -street_logits(frame).max(0), frame.mask == 14
        scores.append(score.ravel())
        labels.append(anomalous.ravel())
        if anomalous.any():
            expected.append(brute_metrics(score.ravel(), anomalous.ravel()))
    entry = document["detectors"]["maxlogit"]
    for metric in ("auroc", "aupr", "fpr95_paper", "fpr95_first"):
        assert entry["per_image"][metric]["mean"] == pytest.approx(
            np.mean([e[metric] for e in expected]), abs=1e-14
        )
    assert document["images"]["skipped"] == {"no anomalous pixel": 2}
    assert entry["per_image"]["images"] == 6
    scores, labels = np.concatenate(scores), np.concatenate(labels)
    pooled = entry["pooled"]
    assert pooled["exact"]
    assert pooled["auroc"]["low"] == pytest.approx(roc_auc_score(labels, scores), abs=1e-12)
    assert pooled["aupr"]["low"] == pytest.approx(average_precision_score(labels, scores), abs=1e-12)
    assert pooled["chance_aupr"] == labels.mean()


def test_msp_equals_softmax(streets):
    result = evaluate(streets, street_logits, Settings(detectors=("msp",), protocol="pooled"))
    scores, labels = [], []
    for frame in frames(streets):
        logits = street_logits(frame).astype(np.float64)
        softmax = np.exp(logits - logits.max(0))
        scores.append(-(softmax / softmax.sum(0)).max(0).ravel())
        labels.append((frame.mask == 14).ravel())
    expected = roc_auc_score(np.concatenate(labels), np.concatenate(scores))
    assert result.distributions["msp"].metrics().intervals["auroc"].low == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("workers", [1, 3])
def test_files_of_any_number_of_workers_give_the_numbers_of_the_callable(streets, street_files, workers):
    files = summarise(evaluate(streets, street_files, MAXLOGIT, workers=workers))
    called = summarise(evaluate(streets, street_logits, MAXLOGIT))
    assert files["predictions_digest"]
    files["predictions_digest"] = None
    assert files == called


def test_an_iterable_gives_the_numbers_of_the_callable(streets):
    values = (street_logits(frame) for frame in frames(streets))
    assert summarise(evaluate(streets, values, MAXLOGIT)) == summarise(
        evaluate(streets, street_logits, MAXLOGIT)
    )
    with pytest.raises(ToolkitError, match="fewer predictions"):
        evaluate(streets, [], MAXLOGIT)
    with pytest.raises(ToolkitError, match="more predictions"):
        evaluate(streets, [street_logits(f) for f in frames(streets)] + [0], MAXLOGIT)


def test_quality_equals_a_confusion_matrix(streets):
    quality = evaluate(streets, street_logits, MAXLOGIT).quality
    true, predicted = [], []
    for frame in frames(streets):
        known = frame.mask != 14
        true.append(frame.mask[known] - 1)
        predicted.append(street_logits(frame).argmax(0)[known])
    matrix = confusion_matrix(np.concatenate(true), np.concatenate(predicted), labels=range(13))
    union = matrix.sum(0) + matrix.sum(1) - np.diag(matrix)
    assert quality.accuracy == pytest.approx(np.trace(matrix) / matrix.sum())
    assert quality.mean_iou == pytest.approx(np.mean((np.diag(matrix) / union)[union > 0]))


def test_breakdowns_by_town_and_by_anomaly_class(bdd):
    document = summarise(evaluate(bdd, bdd_logits, MAXLOGIT))
    towns = document["breakdowns"]["town"]
    by_frame = {f["path"]: f["metrics"] for f in document["frames"] if f["metrics"]}
    for town in ("t5", "t6"):
        values = [m["maxlogit"]["auroc"] for path, m in by_frame.items() if path.startswith(town)]
        assert towns[town]["images"] == len(values)
        assert towns[town]["maxlogit"]["auroc"] == pytest.approx(np.mean(values), abs=1e-15)
    classes = document["breakdowns"]["anomaly class"]
    assert set(classes) == {"train", "motorcycle", "bicycle"}
    expected = []
    for frame in frames(bdd):
        if (frame.mask == 18).any():  # train; other anomalies left out
            keep = ~np.isin(frame.mask, (19, 20))
            expected.append(roc_auc_score(frame.mask[keep] == 18, -bdd_logits(frame).max(0)[keep]))
    assert classes["train"]["images"] == len(expected)
    assert classes["train"]["maxlogit"]["auroc"] == pytest.approx(np.mean(expected), abs=1e-12)
    with pytest.raises(ToolkitError, match="no column 'weather'"):
        summarise(evaluate(bdd, bdd_logits, MAXLOGIT), by=["weather"])


def test_void_counts_as_normal_or_not_at_all(bdd):
    counted = summarise(evaluate(bdd, bdd_logits, Settings(detectors=("maxlogit",), protocol="paper")))
    ignored = summarise(
        evaluate(bdd, bdd_logits, Settings(detectors=("maxlogit",), protocol="cityscapes-style"))
    )
    assert counted["images"]["ignored"] == 0
    assert ignored["images"]["ignored"] == 9 * 2 * SIZE[1]
    assert "pooled" not in counted["detectors"]["maxlogit"]
    frame = next(iter(frames(bdd)))
    keep = frame.mask != 1
    expected = roc_auc_score(np.isin(frame.mask, (18, 19, 20))[keep], -bdd_logits(frame).max(0)[keep])
    assert ignored["frames"][0]["metrics"]["maxlogit"]["auroc"] == pytest.approx(expected, abs=1e-12)
    expected = roc_auc_score(np.isin(frame.mask, (18, 19, 20)).ravel(), -bdd_logits(frame).max(0).ravel())
    assert counted["frames"][0]["metrics"]["maxlogit"]["auroc"] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("channels", [16, 19, 20])
def test_class_axes_of_bdd_anomaly(bdd, channels):
    result = evaluate(bdd, lambda frame: bdd_logits(frame, channels), MAXLOGIT)
    assert len(result.channels) == channels
    assert result.channels[0] == ("void" if channels == 20 else "road")


def test_a_class_axis_that_disagrees_names_both(bdd):
    with pytest.raises(ToolkitError, match=r"13 channels do not fit(.|\n)*16 \(in-distribution"):
        ClassAxis.of_length(13, load_label_table("bdd-anomaly"))
    with pytest.raises(ToolkitError, match="15 channels"):
        evaluate(bdd, lambda frame: bdd_logits(frame, 15), MAXLOGIT)


def test_score_maps_are_scored_as_they_are(streets):
    maps = evaluate(streets, lambda frame: -street_logits(frame).max(0), Settings())
    logits = evaluate(streets, street_logits, Settings(detectors=("maxlogit",)))
    assert [f.metrics.get("scores") for f in maps.frames] == [
        f.metrics.get("maxlogit") for f in logits.frames
    ]


def test_integer_and_half_precision_maps(streets, tmp_path):
    from PIL import Image

    for frame in frames(streets):
        levels = np.clip(-street_logits(frame).max(0) * 4000 + 30000, 0, 65535).astype(np.uint16)
        path = tmp_path / "png" / frame.relative_path
        path.parent.mkdir(parents=True, exist_ok=True)
        if frame.item_id.endswith("0"):
            Image.fromarray(levels).save(path.with_suffix(".tif"))
        else:
            Image.fromarray(levels).save(path)
        path = tmp_path / "npz" / frame.relative_path
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path.with_suffix(".npz"), scores=levels)
    from_images = summarise(evaluate(streets, tmp_path / "png"))
    from_archives = summarise(evaluate(streets, tmp_path / "npz"))
    assert from_images["detectors"] == from_archives["detectors"]
    assert from_images["detectors"]["scores"]["pooled"]["exact"]


@pytest.mark.parametrize("mode", ["bilinear", "nearest"])
def test_small_predictions_need_resize(streets, mode):
    def small(frame):
        return street_logits(frame)[:, ::2, ::2]

    with pytest.raises(ToolkitError, match=r"logits are 18x32, the image is 36x64"):
        evaluate(streets, small, MAXLOGIT)
    result = evaluate(streets, small, Settings(detectors=("maxlogit",), resize=mode))
    assert sum(bool(f.metrics) for f in result.frames) == 6


def test_nearest_resize_repeats_pixels(streets):
    def doubled(frame):
        return street_logits(frame)[:, ::2, ::2].repeat(2, 1).repeat(2, 2)

    settings = Settings(detectors=("maxlogit",), resize="nearest")
    small = evaluate(streets, lambda frame: street_logits(frame)[:, ::2, ::2], settings)
    large = evaluate(streets, doubled, settings)
    assert [f.metrics for f in small.frames] == [f.metrics for f in large.frames]


def test_kl_matching_is_fitted_on_validation_outputs(streets, tmp_path):
    validation = write_segmentation(tmp_path / "validation", count=3)
    settings = Settings(detectors=("kl-matching",), validation_split="test")
    with pytest.raises(ToolkitError, match="must be fitted"):
        evaluate(streets, street_logits, settings)
    result = evaluate(streets, street_logits, settings, validation=street_logits)
    assert open_dataset(validation).frames("test")
    assert result.frames[0].metrics["kl-matching"]["auroc"] > 0.5


def test_probabilities_given_as_logits_are_warned_about(streets, capsys):
    def softmax(frame):
        e = np.exp(street_logits(frame))
        return e / e.sum(0)

    result = evaluate(streets, softmax, MAXLOGIT)
    assert "look like probabilities" in result.warnings[0]
    assert "look like probabilities" in capsys.readouterr().err


def test_bootstrap_is_seeded_and_pairs_the_detectors(streets):
    result = evaluate(streets, street_logits, MAXLOGIT)
    first, again, other = (summarise(result, bootstrap=200, seed=s) for s in (1, 1, 2))
    assert first == again != other
    (pair,) = first["comparisons"]
    entry = pair["per_image"]["auroc"]
    means = [first["detectors"][name]["per_image"]["auroc"]["mean"] for name in ("maxlogit", "msp")]
    assert entry["difference"] == pytest.approx(means[1] - means[0])
    low, high = entry["confidence"]
    assert low <= entry["difference"] <= high
    low, high = first["detectors"]["msp"]["per_image"]["auroc"]["confidence"]
    assert low < means[1] < high


def test_a_budget_too_small_for_exact_counts_gives_an_interval(streets):
    exact = summarise(evaluate(streets, street_logits, MAXLOGIT))
    tight = summarise(
        evaluate(streets, street_logits, Settings(detectors=("maxlogit", "msp"), memory=30_000_000))
    )
    entry = tight["detectors"]["maxlogit"]["pooled"]
    assert not entry["exact"]
    for metric in ("auroc", "aupr", "fpr95_paper", "fpr95_first"):
        assert entry[metric]["low"] <= exact["detectors"]["maxlogit"]["pooled"][metric]["low"]
        assert entry[metric]["high"] >= exact["detectors"]["maxlogit"]["pooled"][metric]["low"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (Settings(detectors=("maxlogits",)), "did you mean 'maxlogit'"),
        (Settings(detectors=("msp", "msp")), "named twice"),
        (Settings(protocol="best"), "one of paper, pooled"),
        (Settings(resize="cubic"), "bilinear"),
        (Settings(split="train"), "no split 'train'"),
        (Settings(detectors=("background",), background="sky"), "no class is called"),
        (Settings(memory=1000), "too little memory"),
        (Settings(detectors=("lof",)), "whole images"),
    ],
)
def test_settings_that_cannot_be_used(streets, settings, message):
    with pytest.raises(ToolkitError, match=message):
        evaluate(streets, street_logits, settings)


def test_background_asks_for_the_class_and_finds_its_channel(streets):
    with pytest.raises(ToolkitError, match="background-class"):
        evaluate(streets, street_logits, Settings(detectors=("background",)))
    settings = Settings(detectors=("background", "background-negated"), background="unlabeled")
    result = evaluate(streets, street_logits, settings)
    frame = result.frames[0]
    assert frame.metrics["background"]["auroc"] == pytest.approx(
        1 - frame.metrics["background-negated"]["auroc"], abs=1e-12
    )


def test_all_kinds_of_outputs(streets):
    rng = np.random.default_rng(0)
    samples = {
        f.item_id: rng.dirichlet(np.ones(13), (4, *SIZE)).transpose(0, 3, 1, 2) for f in frames(streets)
    }

    def outputs(frame):
        return {
            "samples": samples[frame.item_id],
            "scores": rng.random(SIZE),
            "reconstruction": frame.image.astype(np.float32) + (frame.mask == 14)[..., None],
        }

    result = evaluate(streets, outputs, Settings(detectors=("dropout", "branch", "odin", "autoencoder")))
    frame = result.frames[0]
    assert frame.metrics["autoencoder"]["auroc"] == 1
    (first, *_) = frames(streets)
    expected = roc_auc_score(
        (first.mask == 14).ravel(), samples[first.item_id].var(0).mean(0).astype(np.float64).ravel()
    )
    assert frame.metrics["dropout"]["auroc"] == pytest.approx(expected, abs=1e-9)
    assert frame.metrics["branch"]["auroc"] == pytest.approx(1 - frame.metrics["odin"]["auroc"], abs=1e-12)


def test_the_command_line(streets, street_files, tmp_path, capsys):
    command = [
        *("segmentation", "--dataset", str(streets), "--predictions", str(street_files)),
        *("--detector", "maxlogit", "msp", "--bootstrap", "20", "--out", str(tmp_path / "report")),
    ]
    assert main(command) == 0
    assert "per-image mean" in capsys.readouterr().out
    first = (tmp_path / "report" / "results.json").read_bytes()
    pages = {
        name: (tmp_path / "report" / name).read_bytes() for name in ("report.html", "report.md", "table.tex")
    }
    assert main([*command, "--workers", "1"]) == 0
    assert (tmp_path / "report" / "results.json").read_bytes() == first
    assert {name: (tmp_path / "report" / name).read_bytes() for name in pages} == pages
    assert str(tmp_path).encode() not in first + b"".join(pages.values())
    document = json.loads(first)
    assert document["settings"]["detectors"] == ["maxlogit", "msp"]
    assert b"http" not in pages["report.html"]
    assert pages["report.html"].count(b"<svg") == 4
    assert pages["report.html"].count(b"data:image/jpeg") == 6 * 4
    capsys.readouterr()
    assert main(["compare", str(tmp_path / "report"), str(tmp_path / "report" / "results.json")]) == 0
    assert "report: maxlogit, pooled pixels" in capsys.readouterr().out
