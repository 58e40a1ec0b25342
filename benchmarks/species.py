"""Speed and memory of deciding for all 1.11 M species, against pandas, in one run.

    python benchmarks/species.py [--taxonomy FILE] [--repeats 5]

Three things are timed on the same file, in turn, each a fresh process on one core; medians are printed.

- pandas reads the eight columns that the rules need, and does nothing with them.
- `builders.species`: the same columns read, every species decided, audit and summary written.
- plain pandas: the same rules as one would write them with pandas (`benchmarks/species_pandas.py`), decisions
  written as CSV.

Times are given twice: processor time of the work alone, after all imports, which other programs on the machine
disturb least and which decides; and wall time of the whole process. Memory is the peak resident
size of the process. The two programs must exclude the same species, or the run fails.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from builders.species.taxonomy import locate_taxonomy

_COLUMNS = ["id", "scientificName", "taxonRank", "kingdom", "phylum", "class", "family", "genus"]
_BUDGET_RATIO = 4.0
_BUDGET_MB = 500
_KINDS = ("pandas read", "builders.species", "plain pandas")


def _child(kind: str, taxonomy: Path, folder: Path) -> None:
    """Do one of the three things and print what it took as JSON."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    excluded = None
    if kind == "pandas read":
        import pandas as pd  # noqa: PLC0415 - each child pays for its own imports only

        begun = time.process_time()
        pd.read_parquet(taxonomy, columns=_COLUMNS)
    elif kind == "builders.species":
        from builders.species.audit_table import write_audit, write_summary  # noqa: PLC0415
        from builders.species.selection import Rules, select_species  # noqa: PLC0415
        from builders.species.taxonomy import read_taxonomy  # noqa: PLC0415

        begun = time.process_time()
        selection = select_species(read_taxonomy(taxonomy), Rules())
        write_audit(selection, folder)
        write_summary(selection, folder)
        excluded = sum(int(row["species"]) - int(row["kept"]) for row in selection.summary())
    else:
        from benchmarks.species_pandas import decide_all  # noqa: PLC0415

        begun = time.process_time()
        species = decide_all(taxonomy)
        species.to_csv(folder / "plain.csv", index=False)
        excluded = int(species["excluded"].sum())
    seconds = time.process_time() - begun
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps({"seconds": seconds, "peak_mb": peak_mb, "excluded": excluded}))


def _measure(kind: str, taxonomy: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        command = [sys.executable, "-m", "benchmarks.species", "--child", kind, "--taxonomy", str(taxonomy)]
        output = subprocess.run(
            [*command, "--out", folder], check=True, capture_output=True, text=True
        ).stdout
        return {**json.loads(output.splitlines()[-1]), "process": time.perf_counter() - begun}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--taxonomy", type=Path)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--child", choices=_KINDS, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    taxonomy = arguments.taxonomy or locate_taxonomy()
    if arguments.child:
        _child(arguments.child, taxonomy, arguments.out)
        return 0
    runs = {kind: [] for kind in _KINDS}
    for _ in range(arguments.repeats):
        for kind in _KINDS:
            runs[kind].append(_measure(kind, taxonomy))
    excluded = {run["excluded"] for kind in _KINDS[1:] for run in runs[kind]}
    median = {
        kind: {
            key: statistics.median(run[key] for run in runs[kind])
            for key in ("seconds", "process", "peak_mb")
        }
        for kind in _KINDS
    }
    for kind, found in median.items():
        print(
            f"{kind:18} {found['seconds']:6.2f} s work {found['process']:6.2f} s process {found['peak_mb']:6.0f} MB"
        )
    ours, read, plain = (median[kind] for kind in ("builders.species", "pandas read", "plain pandas"))
    ratios = [
        o["seconds"] / r["seconds"]
        for o, r in zip(runs["builders.species"], runs["pandas read"], strict=True)
    ]
    ratio = statistics.median(ratios)
    print(f"against pandas' read: {ratio:.2f} x (work), {ours['process'] / read['process']:.2f} x (process)")
    print(f"against plain pandas: {plain['seconds'] / ours['seconds']:.1f} x faster (work)")
    print(f"excluded: {', '.join(f'{int(count):,}' for count in sorted(excluded))}")
    good = ratio <= _BUDGET_RATIO and ours["peak_mb"] < _BUDGET_MB and plain["seconds"] > ours["seconds"]
    return 0 if good and len(excluded) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
