"""Fixtures that several packages' tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes import write_bdd100k

ROOT = Path(__file__).resolve().parent.parent
REAL_DATA = ROOT.parent / "shared" / "data"
"""Real inputs; tests that need them are skipped in a bare clone."""


@pytest.fixture(scope="session")
def real_bdd100k() -> Path:
    folder = REAL_DATA / "bdd100k"
    if not folder.is_dir():
        pytest.skip("the real BDD100K masks are not here")
    return folder


@pytest.fixture
def bdd100k(tmp_path: Path) -> Path:
    return write_bdd100k(tmp_path / "bdd100k")


@pytest.fixture
def run_module():
    """Run `python -m MODULE ARGUMENTS` as a user does, and return the finished process."""

    def run(module: str, *arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", module, *map(str, arguments)]
        environment = {**os.environ, "PYTHONWARNINGS": "error"}
        settings = {"capture_output": True, "text": True, "timeout": 120, "cwd": ROOT, "env": environment}
        return subprocess.run(command, check=False, **{**settings, **options})

    return run
