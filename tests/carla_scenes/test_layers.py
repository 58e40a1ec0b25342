from __future__ import annotations

import ast
from pathlib import Path

import carla_scenes

ROOT = Path(carla_scenes.__file__).parent
GROUND_FLOOR = {"carla_scenes", "carla_scenes.frame", "carla_scenes.kinds", "carla_scenes.catalogue"}


def imports(path):
    """Return the modules of this package that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module)
            found |= {f"{node.module}.{a.name}" for a in node.names if (ROOT / f"{a.name}.py").exists()}
    return {
        name for name in found if name and name.split(".")[0] in {"builders", "carla_scenes", "evaluation"}
    }


def test_the_client_side_never_imports_the_simulator():
    for path in ROOT.glob("*.py"):
        assert not any(name.startswith("carla_scenes.embedded") for name in imports(path)), path


def test_the_simulator_never_imports_the_client_side():
    for path in (ROOT / "embedded").glob("*.py"):
        outside = {name for name in imports(path) if not name.startswith("carla_scenes.embedded")}
        assert outside <= GROUND_FLOOR, path


def test_nothing_here_imports_builders_or_evaluation():
    for path in ROOT.rglob("*.py"):
        assert all(name.startswith("carla_scenes") for name in imports(path)), path
