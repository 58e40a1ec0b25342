"""Tasks give the same results on any number of workers, in processes, threads and on a Dask cluster."""

from __future__ import annotations

import itertools
import time

import pytest
from distributed import LocalCluster

from builders.bdd.__main__ import main as build_bdd
from manifests.errors import ToolkitError
from manifests.tasks import run_tasks


def square(number: int) -> int:
    if number == -1:
        raise ToolkitError("no negative numbers")
    return number * number


@pytest.mark.parametrize("options", [{"workers": 1}, {"workers": 3, "threads": True}, {"workers": 2}])
def test_every_task_is_done_once(options):
    assert sorted(run_tasks(square, range(100), **options)) == [n * n for n in range(100)]


@pytest.mark.parametrize("options", [{"workers": 1}, {"workers": 3, "threads": True}, {"workers": 2}])
def test_an_error_of_a_task_comes_through(options):
    with pytest.raises(ToolkitError, match="negative"):
        list(run_tasks(square, itertools.chain([1, -1], itertools.count()), **options))


def test_tasks_are_read_no_faster_than_results_come():
    read = 0

    def tasks():
        nonlocal read
        for number in range(10_000):
            read += 1
            yield number

    results = run_tasks(lambda n: (time.sleep(0.001), n)[1], tasks(), workers=2, threads=True)
    for _ in range(10):
        next(results)
    results.close()
    assert read < 40


@pytest.mark.slow
def test_a_dask_cluster_gives_the_same_dataset(bdd100k, tmp_path):
    build_bdd(["--src", str(bdd100k), "--out", str(tmp_path / "here")])
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        address = cluster.scheduler_address
        code = build_bdd(["--src", str(bdd100k), "--out", str(tmp_path / "there"), "--cluster", address])
    assert code == 0
    for path in (tmp_path / "here").rglob("*"):
        if path.is_file():
            assert (
                tmp_path / "there" / path.relative_to(tmp_path / "here")
            ).read_bytes() == path.read_bytes()


def test_an_unreachable_cluster_is_one_clear_error(bdd100k, tmp_path, capsys):
    code = build_bdd(
        ["--src", str(bdd100k), "--out", str(tmp_path / "out"), "--cluster", "tcp://127.0.0.1:9"]
    )
    assert code == 2
    assert "dask scheduler" in capsys.readouterr().err
