"""What the builders share: their flags, the run over their items, and what they print."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from manifests import __version__
from manifests.command import add_json_flag, add_parallel_flags, positive_int, print_json, progress
from manifests.errors import FindingsError, printable
from manifests.schema import IMAGE, DatasetInfo, Manifest
from manifests.sealing import seal
from manifests.tasks import run_tasks
from manifests.workspace import Outcome, Workspace

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from manifests.labels import LabelTable

Task = TypeVar("Task")

PAPER_URL = "https://arxiv.org/abs/1911.11132"

_SHOWN = 20


@dataclass(frozen=True)
class Run:
    """How a build runs: of all this only `limit` and `skip_broken` shape the content.

    Attributes:
        out: Folder of the finished dataset.
        limit: Keep only the first so many items; what that means is the builder's.
        skip_broken: Seal the sound items and list the others in failures.csv.
        overwrite: Replace a sealed dataset of other content.
        workers: Tasks at the same time.
        cluster: Address of a Dask scheduler, or None.
    """

    out: Path
    limit: int | None = None
    skip_broken: bool = False
    overwrite: bool = False
    workers: int = 1
    cluster: str | None = None


@dataclass(frozen=True)
class Built:
    """A finished build.

    Attributes:
        manifest: Its manifest.
        images: Number of images a split.
        kept: Items whose files an earlier run had made.
        conversions: Number of images a kind of conversion.
        failures: Items left out with `skip_broken`, one line each.
        notes: What the user should know of the source, one line each.
    """

    manifest: Manifest
    images: dict[str, int]
    kept: int
    conversions: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Job:
    """What a builder hands to `run_build`.

    Attributes:
        info: What is built.
        parameters: Every parameter that shapes the content.
        seed: Seed of the build, or None.
        ids: Gives the ids of all items, each time it is called.
        count: How many there are.
        tasks: Gives the tasks, one an item, from the workspace they write to.
        work: Makes an item from its task; picklable when the run has a cluster.
        inspect: Looks at the finished items together and gives a failed `Outcome` for each that must not stay.
        table: Label table of the masks, where it is not one of the toolkit's (which `info` names).
        extra_files: More files to seal, from the finished workspace.
        notes: What the user should know of the source.
    """

    info: DatasetInfo
    parameters: dict[str, Any]
    ids: Callable[[], Iterable[str]]
    count: int
    tasks: Callable[[Workspace], Iterable[Any]]
    work: Callable[[Any], Outcome]
    seed: int | None = None
    inspect: Callable[[Workspace], Iterable[Outcome]] | None = None
    table: LabelTable | None = None
    extra_files: Callable[[Workspace], dict[str, bytes]] | None = None
    notes: tuple[str, ...] = ()


def run_build(run: Run, job: Job) -> Built:
    """Make every item, then seal the dataset.

    Raises:
        FindingsError: Items are broken and `run.skip_broken` is False, or not one is sound. Nothing is sealed;
            what is sound is kept for the next run.
        ToolkitError: The output cannot be used.
    """
    with Workspace(
        run.out, info=job.info, parameters=job.parameters, builder_version=__version__, seed=job.seed
    ) as work:
        with progress(job.count, job.info.title, "image") as bar:
            # Threads: decoding, compressing and hashing all happen in libraries that release the lock.
            for outcome in run_tasks(
                job.work, job.tasks(work), workers=run.workers, cluster=run.cluster, threads=True
            ):
                work.record(outcome)
                bar.update()
        work.forget_others(iter(job.ids()))
        for outcome in job.inspect(work) if job.inspect else ():
            work.record(outcome)
        failures = sorted(work.tally.failures)
        images, conversions = _summarise(work)
        if failures and (not run.skip_broken or not images):
            raise FindingsError(
                f"{len(failures)} of {job.count} items are broken; nothing was sealed",
                failures,
                remedy="mend them and run again (finished items are kept), or seal the others with --skip-broken",
            )
        kept = work.tally.kept
        extra = job.extra_files(work) if job.extra_files else None
        manifest = seal(work, overwrite=run.overwrite, table=job.table, extra_files=extra)
    return Built(manifest, images, kept, conversions, failures, list(job.notes))


def _summarise(work: Workspace) -> tuple[dict[str, int], dict[str, int]]:
    """Return the number of images a split, and a kind of conversion."""
    images: Counter[str] = Counter()
    conversions: Counter[str] = Counter()
    for row in work.rows():
        if row["role"] == IMAGE:
            images[row["split"]] += 1
            if row.get("conversion"):
                conversions[row["conversion"]] += 1
    return dict(sorted(images.items())), dict(sorted(conversions.items()))


def add_source_flags(parser: argparse.ArgumentParser, limit_help: str) -> None:
    """Add the flags of builders that read a source: `--limit` and `--skip-broken`.

    Args:
        parser: Made by `command_parser`.
        limit_help: What `--limit` keeps.
    """
    parser.add_argument("--limit", type=positive_int, metavar="N", help=limit_help)
    parser.add_argument(
        "--skip-broken", action="store_true", help="leave broken items out and list them in failures.csv"
    )


def add_run_flags(parser: argparse.ArgumentParser, default_out: str) -> None:
    """Add the flags of every builder: `--out`, `--overwrite`, `--dry-run`, `--workers`, `--cluster`, `--json`.

    Args:
        parser: Made by `command_parser`.
        default_out: What the help says of the folder that is used without `--out`.
    """
    parser.add_argument("--out", type=Path, metavar="DIR", help=f"finished dataset (default: {default_out})")
    parser.add_argument("--overwrite", action="store_true", help="replace a sealed dataset of other content")
    parser.add_argument("--dry-run", action="store_true", help="say what would be built, and write nothing")
    add_parallel_flags(parser)
    add_json_flag(parser)


def run_from(arguments: argparse.Namespace, default_out: Path) -> Run:
    """Return the run that the flags ask for."""
    return Run(
        out=arguments.out or default_out,
        limit=getattr(arguments, "limit", None),  # builders without a source have neither
        skip_broken=getattr(arguments, "skip_broken", False),
        overwrite=arguments.overwrite,
        workers=arguments.workers,
        cluster=arguments.cluster,
    )


def print_plan(document: dict[str, Any], sentence: str, *, as_json: bool) -> None:
    """Print what a dry run found: a JSON document, or one sentence for people."""
    if as_json:
        print_json(document)
    else:
        print(sentence)


def print_built(
    built: Built, out: Path, *, as_json: bool, expected_images: dict[str, int] | None = None
) -> None:
    """Print what was built.

    Args:
        built: The build.
        out: Its folder.
        as_json: Print one JSON document instead of text.
        expected_images: Number of images a split of the dataset that others have, where it is known.
    """
    expected = expected_images or {}
    if as_json:
        print_json(
            {
                "dataset": built.manifest.info.name,
                "images": built.images,
                "expected_images": expected,
                "content_digest": built.manifest.content_digest,
                "kept": built.kept,
                "conversions": built.conversions,
                "failures": built.failures,
                "notes": built.notes,
            }
        )
        return
    for split, count in built.images.items():
        known = f" (published: {expected[split]:,})" if split in expected else ""
        print(f"{split:<12}{count:>9,} images{known}")
    for conversion, count in built.conversions.items():
        print(f"converted   {count:>9,} images: {conversion}")
    _print_some(built.notes)
    print(f"content digest {built.manifest.content_digest}")
    print(f"sealed in {out} (verify: python -m manifests verify {out})")
    if built.failures:
        print(f"{len(built.failures)} broken items left out, listed in {out / 'failures.csv'}")


def _print_some(lines: list[str]) -> None:
    for line in lines[:_SHOWN]:
        print(f"note: {printable(line)}")
    if len(lines) > _SHOWN:
        print(f"note: ... and {len(lines) - _SHOWN} more (all with --json)")
