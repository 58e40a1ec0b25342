"""The documentation is true: links lead somewhere, examples run, commands take the flags they are shown with."""

from __future__ import annotations

import importlib
import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]*)?\)")
BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^    (python -m .*(?:\\\n.*)*)", re.MULTILINE)
USAGE = re.compile(
    r"(?:unrecognized arguments|required|invalid choice|expected one argument|not allowed with)"
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def commands(page: Path) -> list[str]:
    """Every command line `python -m ...` of a page, without its comment."""
    text = page.read_text("utf-8")
    lines = [
        line for _, language, block in BLOCK.findall(text) if language in {"", "sh"} for line in joined(block)
    ]
    lines += [line for block in INDENTED.findall(text) for line in joined(block)]
    return [line.split(" #")[0].strip() for line in lines if line.strip().startswith("python -m ")]


def joined(block: str) -> list[str]:
    return block.replace("\\\n", " ").splitlines()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_to_files(page):
    targets = [target for target, _ in LINK.findall(page.read_text("utf-8")) if "://" not in target]
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize(
    ("module", "command"),
    sorted({(line.split()[2], line) for page in PAGES for line in commands(page)}),
    ids=lambda value: value[:60],
)
def test_commands_take_the_flags_they_are_shown_with(module, command, monkeypatch, capsys):
    """The command's parser accepts the line; nothing is run, so that no data is needed."""
    arguments = [part for part in shlex.split(command)[3:] if part != "\\"]
    if any(part.startswith("[") for part in arguments):
        pytest.skip("a synopsis, not a command")
    main = importlib.import_module(module if module.count(".") > 1 else f"{module}.__main__").main
    reached = []

    def stop(_body, parser, argv=None):
        parser.parse_args(argv)
        reached.append(True)
        return 0

    for loaded in list(sys.modules.values()):
        if getattr(loaded, "__name__", "").startswith(module) and hasattr(loaded, "run_command"):
            monkeypatch.setattr(loaded, "run_command", stop)
    if "--help" in arguments:
        with pytest.raises(SystemExit, match="0"):
            main(arguments)
        return
    try:
        main(arguments)
    except SystemExit:
        pytest.fail(f"{command}\n{capsys.readouterr().err}")
    assert reached


@pytest.mark.parametrize("page", ["docs/how-to/add-a-dataset.md"])
def test_python_examples_run(page, tmp_path):
    text = (ROOT / page).read_text("utf-8")
    (example,) = [block for _, language, block in BLOCK.findall(text) if language == "python"]
    (tmp_path / "example.py").write_text(example)
    finished = subprocess.run(
        [sys.executable, "example.py"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        check=False,
        capture_output=True,
        text=True,
    )
    assert finished.returncode == 0, finished.stderr
    assert (tmp_path / "build" / "greys" / "manifest.json").is_file()
    assert re.fullmatch(r"[0-9a-f]{64}\n", finished.stdout)


def test_the_detector_of_the_documentation_scores(tmp_path):
    page = (ROOT / "docs" / "how-to" / "add-a-detector.md").read_text("utf-8")
    (example,) = [block for _, language, block in BLOCK.findall(page) if language == "python"]
    (tmp_path / "my_detectors.py").write_text(example)
    command = [sys.executable, "-m", "evaluation", "detectors", "--plugin", tmp_path / "my_detectors.py"]
    finished = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert finished.returncode == 0, finished.stderr
    assert "second-margin" in finished.stdout
