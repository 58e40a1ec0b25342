"""Builds that are killed, interrupted or run out of disk go on to the very same bytes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from builders.bdd.__main__ import main
from tests.conftest import ROOT
from tests.fakes import write_bdd100k

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 20


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def start(src: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "builders.bdd", "--src", str(src), "--out", str(out), "--workers", "2"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


@pytest.mark.slow
def test_twenty_kills_at_random_moments_end_in_the_identical_dataset(tmp_path):
    src = write_bdd100k(tmp_path / "src", train=150, val=50, size=(320, 180))
    clean = tmp_path / "clean"
    began = time.monotonic()
    process = start(src, clean)
    assert process.wait() == 0
    duration = time.monotonic() - began

    generator = random.Random(0)
    kills = finished = 0
    out = tmp_path / "out"
    while kills < KILLS:
        process = start(src, out)
        try:
            process.wait(timeout=generator.uniform(0.15, 1.0) * duration)
            finished += 1  # it was quicker: the next run finds a sealed dataset
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
        assert finished < 10 * KILLS
    assert start(src, out).wait() == 0
    assert tree(out) == tree(clean)
    assert not out.with_name("out.part").exists()


def test_a_kill_between_the_last_two_renames_loses_nothing(bdd100k, tmp_path):
    out = tmp_path / "out"
    main(["--src", str(bdd100k), "--out", str(out)])
    sealed = tree(out)
    out.rename(out.with_name("out.part"))  # sealed, not yet renamed
    assert main(["--src", str(bdd100k), "--out", str(out)]) == 0
    assert tree(out) == sealed
    out.rename(out.with_name("out.old"))  # replaced, the new one not yet in place
    assert main(["--src", str(bdd100k), "--out", str(out)]) == 0
    assert tree(out) == sealed


def test_files_torn_by_a_power_cut_are_made_again(bdd100k, tmp_path):
    out, clean = tmp_path / "out", tmp_path / "clean"
    main(["--src", str(bdd100k), "--out", str(clean)])
    victim = sorted((bdd100k / "labels/sem_seg/masks/train").iterdir())[3]
    sound = victim.read_bytes()
    victim.write_bytes(b"")
    assert main(["--src", str(bdd100k), "--out", str(out)]) == 1
    victim.write_bytes(sound)
    part = out.with_name("out.part")
    for path in sorted((part / "annotations").rglob("*.png"))[::2]:
        path.write_bytes(path.read_bytes()[:30])
    assert main(["--src", str(bdd100k), "--out", str(out)]) == 0
    assert tree(out) == tree(clean)


def test_a_torn_journal_is_started_over(bdd100k, tmp_path):
    out, clean = tmp_path / "out", tmp_path / "clean"
    main(["--src", str(bdd100k), "--out", str(clean)])
    image = min((bdd100k / "images/10k/val").iterdir())
    image.rename(tmp_path / "aside.jpg")
    assert main(["--src", str(bdd100k), "--out", str(out)]) == 1
    (tmp_path / "aside.jpg").rename(image)
    (out.with_name("out.part") / ".journal.sqlite").write_bytes(os.urandom(5000))
    assert main(["--src", str(bdd100k), "--out", str(out)]) == 0
    assert tree(out) == tree(clean)


def test_ctrl_c_stops_cleanly_and_says_how_to_go_on(tmp_path):
    src = write_bdd100k(tmp_path / "src", train=400, val=0, size=(1280, 720))
    process = start(src, tmp_path / "out")
    part = tmp_path / "out.part"
    while not any(part.rglob("*.png")):
        assert process.poll() is None
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    error = process.communicate()[1].decode()
    assert process.returncode == 130
    assert "run the same command again" in error
    assert "Traceback" not in error


def test_a_full_disk_is_one_clear_error_and_the_next_run_goes_on(bdd100k, tmp_path, run_module):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=112k", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("only root can mount a small file system")
    try:
        finished = run_module("builders.bdd", "--src", bdd100k, "--out", disk / "out")
        assert finished.returncode == 2, finished.stderr
        assert "free some space" in finished.stderr
        assert "Traceback" not in finished.stderr
        assert not (disk / "out").exists()
        subprocess.run(["mount", "-o", "remount,size=8m", str(disk)], check=True)
        assert run_module("builders.bdd", "--src", bdd100k, "--out", disk / "out").returncode == 0
        main(["--src", str(bdd100k), "--out", str(tmp_path / "clean")])
        assert tree(disk / "out") == tree(tmp_path / "clean")
    finally:
        subprocess.run(["umount", str(disk)], check=True)
