"""The commands verify, diff and show, and the manners all commands share."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from builders.bdd.__main__ import main as build_bdd
from manifests.__main__ import main
from tests.conftest import ROOT
from tests.fakes import write_bdd100k


@pytest.fixture
def sealed(bdd100k, tmp_path):
    build_bdd(["--src", str(bdd100k), "--out", str(tmp_path / "one")])
    return tmp_path / "one"


def test_show_prints_counts_and_promises(sealed, capsys):
    capsys.readouterr()
    assert main(["show", str(sealed)]) == 0
    text = capsys.readouterr().out
    assert "an anomaly in every test image" in text
    assert "motorcycle" in text
    assert main(["show", str(sealed), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads((sealed / "manifest.json").read_text())


def test_diff_of_equal_datasets(sealed, bdd100k, tmp_path, capsys):
    build_bdd(["--src", str(bdd100k), "--out", str(tmp_path / "two"), "--workers", "1"])
    assert main(["diff", str(sealed), str(tmp_path / "two")]) == 0
    assert "same content" in capsys.readouterr().out


def test_diff_names_settings_paths_and_moves(sealed, tmp_path, capsys):
    other = write_bdd100k(tmp_path / "other", train=12, seed=0)
    victim = min((other / "labels/sem_seg/masks/train").iterdir())
    victim.write_bytes(sorted((other / "labels/sem_seg/masks/train").iterdir())[1].read_bytes())
    build_bdd(["--src", str(other), "--out", str(tmp_path / "two")])
    capsys.readouterr()
    assert main(["diff", str(sealed), str(tmp_path / "two"), "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert ["image", victim.stem, "test", "train"] in document["moved"]
    assert f"images/test/{victim.stem}.jpg" in document["only_first"]
    assert f"images/train/{victim.stem}.jpg" in document["only_second"]
    assert "content_digest" in document["settings"]
    assert main(["diff", str(sealed), str(tmp_path / "two")]) == 1


def test_a_reader_that_has_seen_enough_is_no_error(sealed):
    command = f"{sys.executable} -m manifests show {sealed} | true"
    finished = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], check=False, capture_output=True, text=True, cwd=ROOT
    )
    assert "Traceback" not in finished.stderr
    assert "Exception" not in finished.stderr


@pytest.mark.parametrize("module", ["manifests", "builders.bdd"])
def test_help_teaches_with_examples(run_module, module):
    finished = run_module(module, "--help")
    assert finished.returncode == 0
    assert "examples:" in finished.stdout


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["verify"], ["verify", "/nowhere"], ["verify", ".", "--workers", "0"]]
)
def test_usage_errors_exit_with_2(run_module, arguments):
    finished = run_module("manifests", *arguments)
    assert finished.returncode == 2
    assert "Traceback" not in finished.stderr


def test_progress_is_silent_when_piped(sealed, run_module):
    assert run_module("manifests", "verify", sealed).stderr == ""
