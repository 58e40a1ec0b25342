"""Memory of the open-data road of `builders.species`: tables of many million rows joined out of core.

    python -m benchmarks.species_tables [--rows 5000000] [--memory 400MB]

Tables of the given number of observations and photographs are made (the real ones have some 200 million), then joined
in a process of its own under DuckDB's limit `--memory`. The join has to finish, and the peak resident size of the
process has to stay below the limit and what Python and reading packed text take besides.
"""

# ruff: noqa: S608 - the queries are put together from numbers of our own

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from builders.species import table_road
from builders.species.categories import CATEGORIES
from builders.species.photos import DEFAULT_LICENCES

_SPECIES = 20_000
_BESIDES_MB = 600


def _make(folder: Path, rows: int) -> None:
    database = duckdb.connect(config={"memory_limit": "1GB", "temp_directory": str(folder / "spill")})
    uuid = "('00000000-0000-4000-8000-' || lpad(({}) :: varchar, 12, '0'))"
    queries = {
        "observations": f"select {uuid.format('i')} as observation_uuid, i % 9999 as observer_id, 52.1 as latitude, "
        "13.4 as longitude, 10 as positional_accuracy, 1 + hash(i) % 60000 as taxon_id, "
        "case when i % 3 = 0 then 'casual' else 'research' end as quality_grade, '2020-05-01' as observed_on, "
        f"0.1 as anomaly_score from range({rows}) t(i)",
        "photos": f"select {uuid.format('i + 7')} as photo_uuid, i as photo_id, "
        f"{uuid.format('(i * 7919) % ' + str(rows))} as observation_uuid, i % 9999 as observer_id, 'jpg' as extension, "
        "case i % 4 when 0 then 'CC-BY' when 1 then 'CC0' else 'CC-BY-NC' end as license, 2048 as width, "
        f"1536 as height, 0 as position from range({rows}) t(i)",
        "observers": "select i as observer_id, 'login' || i as login, 'Name ' || i as name from range(9999) t(i)",
    }
    for name, query in queries.items():
        target = folder / f"{name}.csv.gz"
        database.execute(f"copy ({query}) to '{target}' (delimiter '\t', quote '', header, compression gzip)")


def _join(folder: Path, memory: str) -> None:
    table_road.MEMORY_LIMIT = memory
    begun = time.perf_counter()
    kept = range(1, _SPECIES + 1)
    options = {"licences": DEFAULT_LICENCES, "size": "medium", "photo_host": "https://example.org"}
    with table_road.TableRoad(folder, kept, **options, scratch=folder) as road:
        candidates = road.candidates(CATEGORIES[0], set(kept))
        photos = road.find_photos(candidates[0].taxon_id, 50)
    seconds = time.perf_counter() - begun
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    usable = sum(candidate.photos for candidate in candidates)
    print(json.dumps({"seconds": seconds, "peak_mb": peak_mb, "usable": usable, "photos": len(photos)}))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--memory", default="400MB")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        _join(arguments.child, arguments.memory)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        _make(Path(folder), arguments.rows)
        command = [
            sys.executable,
            "-m",
            "benchmarks.species_tables",
            "--child",
            folder,
            "--memory",
            arguments.memory,
        ]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = json.loads(output.splitlines()[-1])
    print(f"{arguments.rows:,} observations joined with as many photographs under {arguments.memory}")
    print(f"{found['seconds']:.1f} s, peak {found['peak_mb']:.0f} MB, {found['usable']:,} usable photographs")
    return 0 if found["peak_mb"] < int(arguments.memory.removesuffix("MB")) + _BESIDES_MB else 1


if __name__ == "__main__":
    sys.exit(main())
