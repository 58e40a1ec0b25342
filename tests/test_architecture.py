"""The rules of the house: imports go one way, the wheel is whole, no text leaks where it was written."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ALLOWED = {
    "manifests": set(),
    "builders": {"manifests", "carla_scenes"},
    "carla_scenes": {"manifests"},
    "evaluation": {"manifests"},
}
DESCRIPTIONS = {"frame", "kinds", "catalogue", "meshes"}
"""Rooms of carla_scenes that say what things are: the coordinate frame, the kinds, the assets."""
PACKAGES = [name for name in ALLOWED if (ROOT / name).is_dir()]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it goes"
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_go_one_way(package):
    for path in (ROOT / package).rglob("*.py"):
        tops = {name.split(".")[0] for name in imports(path)}
        strangers = (tops & ({*ALLOWED, "tests", "benchmarks"})) - ALLOWED[package] - {package}
        assert not strangers, f"{path.relative_to(ROOT)} imports {strangers}"


def test_carla_scenes_is_for_streethazards_and_the_demo_alone():
    for path in (ROOT / "builders").rglob("*.py"):
        if path.relative_to(ROOT).parts[1] not in {"streethazards", "demo"}:
            assert not any(name.split(".")[0] == "carla_scenes" for name in imports(path)), path


def test_the_embedded_simulator_and_the_client_meet_on_the_wire():
    """Neither imports the other, save for one launcher; both may use the rooms that describe things only."""
    for path in (ROOT / "carla_scenes").rglob("*.py"):
        inside = "embedded" in path.relative_to(ROOT).parts
        for name in imports(path):
            parts = name.split(".")
            if parts[0] != "carla_scenes" or len(parts) < 2 or path.stem == "launcher":
                continue
            where = f"{path.relative_to(ROOT)} imports {name}"
            if path.stem in DESCRIPTIONS and not inside:
                assert parts[1] in DESCRIPTIONS, where
            elif parts[1] not in DESCRIPTIONS:
                assert (parts[1] == "embedded") == inside, where


@pytest.mark.slow
def test_a_wheel_in_a_fresh_environment_runs_and_carries_the_tables(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    committed = {f"manifests/data/{path.name}" for path in (ROOT / "manifests/data").iterdir()}
    assert committed <= set(names)
    assert not [name for name in names if name.split("/")[0] in {"tests", "benchmarks", "docs"}]

    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", wheel], check=True, capture_output=True)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    for arguments in (
        ["-m", "builders.bdd", "--help"],
        ["-m", "manifests", "--help"],
        ["-c", "from builders.bdd.check import load_expected; assert len(load_expected()) == 8000"],
    ):
        finished = subprocess.run(
            [python, *arguments], check=False, capture_output=True, text=True, cwd=tmp_path, env=environment
        )
        assert finished.returncode == 0, finished.stderr


def test_no_committed_text_names_a_folder_of_one_machine():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\n")
    pattern = re.compile(r"(?<![\w.~-])/(?:home|root|work)/\w")
    for name in filter(None, listed):
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".yml", ".yaml", ".json", ".cff", ""} and path.is_file():
            assert not pattern.search(path.read_text("utf-8", errors="ignore")), name
