"""States of several runs in files: merged in any order they give the numbers of all pixels together."""

from __future__ import annotations

import json
import zlib

import numpy as np
import pytest

from evaluation import Settings, evaluate, frames, save, summarise
from evaluation.__main__ import main
from evaluation.counting import rank
from evaluation.states import load_state, merge_states, save_state, state_of, summarise_state
from evaluation.truth import roles_of
from manifests.errors import ToolkitError
from tests.evaluation.fake_datasets import fake_logits, write_segmentation

SETTINGS = Settings(detectors=("maxlogit", "msp"), protocol="pooled")


def logits(frame):
    return fake_logits(frame.mask, "streethazards", 13, zlib.crc32(frame.relative_path.encode()))


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """Three datasets that share a label table, their states in files, and all their pixels."""
    folder = tmp_path_factory.mktemp("parts")
    paths, scores, labels = [], [], []
    for index, count in enumerate((3, 5, 4)):
        data = write_segmentation(folder / f"data-{index}", count=count)
        result = evaluate(data, logits, SETTINGS)
        paths.append(folder / f"state-{index}.npz")
        save_state(state_of(result), paths[-1])
        for frame in frames(data):
            scores.append(-logits(frame).max(0).ravel())
            labels.append(frame.mask.ravel())
    return paths, np.concatenate(scores), np.concatenate(labels)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_merged_states_give_the_numbers_of_all_pixels(parts, order):
    paths, scores, labels = parts
    document = summarise_state(merge_states(load_state(paths[index]) for index in order))
    entry = document["detectors"]["maxlogit"]["pooled"]
    expected = rank(scores, labels, roles_of([14])).metrics()
    assert entry["exact"]
    assert {name: entry[name] for name in expected} == {
        name: {"low": value, "high": value} for name, value in expected.items()
    }
    assert document["images"]["scored"] == 12
    assert document == summarise_state(merge_states(map(load_state, paths)))


def test_the_command_merges_in_steps_and_reports(parts, tmp_path, capsys):
    paths, _, _ = parts
    first, second, third = map(str, paths)
    half, out = tmp_path / "half.npz", tmp_path / "report"
    assert main(["merge", first, third, "--save-state", str(half)]) == 0
    assert "pooled pixels" in capsys.readouterr().out
    assert main(["merge", str(half), second, "--out", str(out), "--json"]) == 0
    document = json.loads((out / "results.json").read_text())
    whole = summarise_state(merge_states(map(load_state, paths)))
    assert document == json.loads(json.dumps(whole))
    assert json.loads(capsys.readouterr().out) == document
    assert "<svg" in (out / "report.html").read_text()


def test_a_run_saves_the_state_that_its_report_shows(tmp_path):
    data = write_segmentation(tmp_path / "data")
    for frame in frames(data):
        save(tmp_path / "outputs", frame, logits(frame))
    command = ["segmentation", "--dataset", str(data), "--predictions", str(tmp_path / "outputs")]
    command += ["--detector", "msp", "maxlogit", "--out", str(tmp_path / "report")]
    assert main([*command, "--save-state", str(tmp_path / "state.npz")]) == 0
    report = json.loads((tmp_path / "report" / "results.json").read_text())
    document = summarise_state(load_state(tmp_path / "state.npz"))
    for name, entry in document["detectors"].items():
        assert report["detectors"][name]["pooled"] == entry["pooled"]
        assert report["detectors"][name]["curves"] == entry["curves"]


def test_nothing_is_counted_twice_and_only_equals_are_merged(parts, tmp_path):
    paths, _, _ = parts
    with pytest.raises(ToolkitError, match="counted twice"):
        merge_states(map(load_state, [paths[0], paths[1], paths[0]]))
    data = write_segmentation(tmp_path / "data", count=6)
    for settings, message in (
        (Settings(detectors=("msp",)), "detectors"),
        (Settings(detectors=("maxlogit", "msp"), ignore_void=True), "void"),
        (Settings(detectors=("maxlogit", "msp"), resize="bilinear"), "resize"),
    ):
        other = state_of(evaluate(data, logits, settings))
        with pytest.raises(ToolkitError, match=message):
            merge_states([load_state(paths[0]), other])
    with pytest.raises(ToolkitError, match="no states"):
        merge_states([])


def test_a_protocol_that_does_not_pool_has_no_state(tmp_path, capsys):
    data = write_segmentation(tmp_path / "data")
    command = ["segmentation", "--dataset", str(data), "--predictions", str(tmp_path), "--protocol", "paper"]
    assert main([*command, "--save-state", str(tmp_path / "state.npz")]) == 2
    assert "pools nothing" in capsys.readouterr().err


@pytest.mark.parametrize("damage", ["missing", "text", "array", "format", "counts", "detectors"])
def test_a_broken_state_is_refused(parts, tmp_path, damage):
    path = tmp_path / "state.npz"
    with np.load(parts[0][0]) as archive:
        arrays = dict(archive)
    about = json.loads(str(arrays["about"]))
    if damage == "format":
        about["format"] = "another"
    if damage == "detectors":
        about["detectors"] = [1, 2]
    if damage == "counts":
        arrays["0.counts"] = arrays["0.counts"] * 99
    arrays["about"] = np.array(json.dumps(about))
    if damage == "text":
        path.write_text("no archive")
    elif damage == "array":
        np.save(path.open("wb"), np.zeros(3))
    elif damage != "missing":
        np.savez(path, **arrays)
    with pytest.raises(ToolkitError, match=r"no such state|no state of an evaluation"):
        load_state(path)


def test_curves_are_drawn_under_every_protocol_when_asked_for(tmp_path):
    data = write_segmentation(tmp_path / "data")
    for curves in (False, True):
        settings = Settings(detectors=("maxlogit",), protocol="paper", curves=curves)
        entry = summarise(evaluate(data, logits, settings))["detectors"]["maxlogit"]
        assert ("curves" in entry) == curves
        assert "pooled" not in entry
