"""The build: from a plan to a sealed Species dataset."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from builders.species.companions import ATTRIBUTION_NAME, format_attributions
from builders.species.inaturalist import NotSent, Unreachable
from builders.species.lexicon import lexicon_digest
from builders.species.limits import AllowanceUsedUp
from builders.species.photo_checks import Demands, check_photo, find_near_duplicates
from builders.species.photos import DEFAULT_NEAR, LICENCES
from builders.species.plan import (
    RECORD_NAME,
    Plan,
    format_record,
    format_species,
    make_plan,
    read_record,
)
from manifests import __version__
from manifests.command import note, progress
from manifests.digests import bytes_sha256, file_sha256
from manifests.errors import ToolkitError
from manifests.schema import IMAGE, MANIFEST_NAME, PAPER_CITATION, DatasetInfo, Manifest, Row, read_manifest
from manifests.sealing import SOURCE_SHA256, seal
from manifests.tasks import run_tasks
from manifests.workspace import Outcome, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from builders.species.inaturalist import Door
    from builders.species.photos import Photo, PhotoRoad
    from builders.species.plan import ChosenSpecies, Wish
    from builders.species.selection import Selection
    from manifests.shelf import Shelf

INFO = DatasetInfo(
    name="species",
    title="Species",
    description=(
        "Photographs from iNaturalist of species that are not in ImageNet-21K: anomalies at the scale of "
        "ImageNet-21K, by category."
    ),
    builder="builders.species",
    licence="mixed",
    licence_url="https://www.inaturalist.org/pages/terms",
    citation=PAPER_CITATION,
    homepage="https://www.inaturalist.org",
    columns=(
        SOURCE_SHA256,
        "category",
        "species",
        "taxon_id",
        "photo_id",
        "observation_id",
        "licence_url",
        "perceptual_hash",
        "conversion",
    ),
)

SPECIES_NAME = "species.csv"
_SPLIT = "test"
_UNREACHABLE_IN_A_ROW = 25


@dataclass(frozen=True)
class Config:
    """What the user asked for.

    Attributes:
        out: Folder of the finished dataset.
        wish: Which species, how many photographs.
        licences: Codes of the licences that photographs may have.
        size: Which size of the photographs.
        demands: What the files must be.
        near: Photographs whose perceptual hashes differ in at most so many of 64 bits are duplicates.
        record: A recorded selection to build again, or None to choose.
        overwrite: Replace a sealed dataset of other content.
        workers: Downloads at the same time.
    """

    out: Path
    wish: Wish
    licences: tuple[str, ...]
    size: str = "medium"
    demands: Demands = field(default_factory=Demands)
    near: int = DEFAULT_NEAR
    record: Path | None = None
    overwrite: bool = False
    workers: int = 8


@dataclass(frozen=True)
class Built:
    """A finished build.

    Attributes:
        manifest: Its manifest.
        species: Number of species a category.
        photos: Number of photographs a category.
        kept: Photographs that an earlier run had fetched.
        failures: Photographs that are not in it, each with the reason.
        shortages: Categories with fewer species than wanted.
    """

    manifest: Manifest
    species: dict[str, int]
    photos: dict[str, int]
    kept: int
    failures: list[str]
    shortages: list[str]


@dataclass(frozen=True)
class _Task:
    photo: Photo
    species: ChosenSpecies
    door: Door
    shelf: Shelf
    demands: Demands
    earlier: tuple[Row, ...]


def describe_parameters(config: Config, selection: Selection, road: str) -> dict[str, Any]:
    """Return every parameter that shapes the content, as it stands in the manifest."""
    wish = config.wish
    chosen: dict[str, Any] = (
        {"record_sha256": file_sha256(_record_file(config.record))}
        if config.record is not None
        else {
            "road": road,
            "categories": [category.name for category in wish.categories],
            "species": wish.species,
            "photos": wish.photos,
            "draw": wish.seed is not None,
        }
    )
    return {
        **chosen,
        "minimum_photos": wish.minimum_photos,
        "licences": list(config.licences),
        "size": config.size,
        "minimum_side": config.demands.minimum_side,
        "resize": config.demands.resize,
        "near": config.near,
        "against": selection.rules.against,
        "strict": selection.rules.strict,
        "also_excluded": sorted(selection.rules.listed),
        "lexicon_sha256": lexicon_digest(),
        "taxonomy": {"name": selection.taxonomy.source, "sha256": selection.taxonomy.sha256},
    }


def build(config: Config, selection: Selection, door: Door, road: PhotoRoad) -> Built:
    """Choose, download, check and seal.

    The plan is written first and kept with the unfinished dataset, so that a later run goes on with the same
    photographs; those that failed are tried again.

    Raises:
        AllowanceUsedUp: iNaturalist's limits are reached; a later run goes on.
        ToolkitError: Nothing can be chosen, nothing can be reached, or the output cannot be used.
    """
    parameters = describe_parameters(config, selection, road.name)
    seed = config.wish.seed
    with Workspace(
        config.out, info=INFO, parameters=parameters, builder_version=__version__, seed=seed
    ) as work:
        plan = _settle_plan(config, selection, road, work)
        _download(config, plan, door, work)
        work.forget_others([str(photo.photo_id) for photo in plan.photos])
        _drop_duplicates(work, config.near)
        _drop_poor_species(work, config.wish.minimum_photos)
        rows = list(work.rows())
        if not rows:
            raise ToolkitError(
                "not one photograph is sound; nothing was sealed",
                where=work.part,
                found="; ".join(f"{task}: {message}" for task, _, message in work.failures()[:3]),
            )
        counts = Counter(int(row["taxon_id"]) for row in rows)
        species = [chosen for taxon_id, chosen in plan.species.items() if taxon_id in counts]
        failures = [f"{task}: {message}" for task, _, message in work.failures()]
        manifest = seal(
            work,
            overwrite=config.overwrite,
            extra_files={
                SPECIES_NAME: format_species(species, counts).encode(),
                ATTRIBUTION_NAME: format_attributions(rows).encode(),
                RECORD_NAME: format_record(plan).encode(),
            },
        )
    return Built(
        manifest,
        dict(Counter(chosen.category for chosen in species)),
        dict(Counter(row["category"] for row in rows)),
        work.tally.kept,
        failures,
        plan.shortages,
    )


def _record_file(record: Path) -> Path:
    return record / RECORD_NAME if record.is_dir() else record


def _settle_plan(config: Config, selection: Selection, road: PhotoRoad, work: Workspace) -> Plan:
    """Return the plan: the recorded one, that of an earlier run with the same parameters, or a new one."""
    if config.record is not None:
        return read_record(config.record, selection)
    recorded = work.part / RECORD_NAME
    stamp = work.part / ".plan-parameters"
    signature = bytes_sha256(repr((sorted(work.parameters.items()), work.seed)).encode())
    if recorded.is_file() and stamp.is_file() and stamp.read_text() == signature:
        return read_record(recorded, selection)
    if _is_sealed_alike(config.out, work):
        plan = read_record(config.out, selection)
    else:
        plan = make_plan(config.wish, selection, road)
    work.shelf.write(RECORD_NAME, format_record(plan).encode())
    work.shelf.write(stamp.name, signature.encode())
    return plan


def _is_sealed_alike(out: Path, work: Workspace) -> bool:
    """Return whether `out` is a sealed build with the same parameters, whose plan this run goes on with."""
    if not (out / MANIFEST_NAME).is_file() or not (out / RECORD_NAME).is_file():
        return False
    sealed = read_manifest(out)
    return (sealed.parameters, sealed.seed) == (work.parameters, work.seed)


def _download(config: Config, plan: Plan, door: Door, work: Workspace) -> None:
    """Fetch every photograph that is not there yet and record what became of it."""
    shared = _in_several_species(plan.photos)
    for photo_id, taxon_ids in shared.items():
        names = " and ".join(plan.species[taxon_id].taxon.name for taxon_id in taxon_ids)
        work.record(
            Outcome(str(photo_id), source=f"photo {photo_id}", failure=f"one photo of two species: {names}")
        )
    wanted = [photo for photo in plan.photos if photo.photo_id not in shared]
    tasks = (
        _Task(
            photo,
            plan.species[photo.taxon_id],
            door,
            work.shelf,
            config.demands,
            work.earlier_rows(str(photo.photo_id)),
        )
        for photo in wanted
    )
    unreachable = 0
    with progress(len(wanted), "photographs", "photo") as bar:
        for outcome, reached in run_tasks(_fetch, tasks, workers=config.workers, threads=True):
            work.record(outcome)
            bar.update()
            bar.set_postfix_str(
                f"{door.bytes_received / 1e6:.1f} MB, {len(work.tally.failures)} failed", refresh=False
            )
            unreachable = 0 if reached else unreachable + 1
            if unreachable == _UNREACHABLE_IN_A_ROW:
                raise ToolkitError(
                    f"{unreachable} photographs in a row could not be fetched",
                    found=outcome.failure,
                    remedy="check the connection, then run the same command again; it goes on from here",
                )


def _in_several_species(photos: Sequence[Photo]) -> dict[int, list[int]]:
    taxa: dict[int, set[int]] = defaultdict(set)
    for photo in photos:
        taxa[photo.photo_id].add(photo.taxon_id)
    return {photo_id: sorted(taxon_ids) for photo_id, taxon_ids in taxa.items() if len(taxon_ids) > 1}


def _fetch(task: _Task) -> tuple[Outcome, bool]:
    """Make (or keep) the file of one photograph, and tell whether its host could be reached.

    Raises:
        AllowanceUsedUp: No photograph can be fetched for now.
    """
    photo = task.photo
    item_id = str(photo.photo_id)
    path = f"images/{_SPLIT}/{task.species.category}/{task.species.folder}/{item_id}.jpg"
    if (
        len(task.earlier) == 1
        and (task.earlier[0]["source_url"], task.earlier[0]["path"]) == (photo.url, path)
        and task.shelf.keeps(task.earlier[0])
    ):
        return Outcome(item_id, task.earlier, photo.url, kept=True), True
    try:
        body = task.door.fetch_photo(photo.url)
        checked = check_photo(body, task.demands)
    except AllowanceUsedUp:
        raise
    except ToolkitError as error:
        reached = not isinstance(error, (Unreachable, NotSent))
        return Outcome(item_id, source=photo.url, failure=error.one_line), reached
    task.shelf.write(path, checked.data)
    row = {
        "path": path,
        "role": IMAGE,
        "split": _SPLIT,
        "item_id": item_id,
        "sha256": bytes_sha256(checked.data),
        "bytes": str(len(checked.data)),
        "pixels_sha256": "",
        "width": str(checked.width),
        "height": str(checked.height),
        "source": f"iNaturalist photo {photo.photo_id}",
        "source_url": photo.url,
        "licence": photo.licence,
        "attribution": photo.attribution,
        SOURCE_SHA256: bytes_sha256(body.data),
        "category": task.species.category,
        "species": task.species.taxon.name,
        "taxon_id": str(photo.taxon_id),
        "photo_id": item_id,
        "observation_id": photo.observation_id,
        "licence_url": LICENCES[photo.licence],
        "perceptual_hash": checked.phash,
        "conversion": checked.conversion,
    }
    return Outcome(item_id, (row,), photo.url), True


def _drop_duplicates(work: Workspace, near: int) -> None:
    """Drop photographs that show the same picture: the later one of a species, both of two species."""
    rows = sorted(work.rows(), key=lambda row: int(row["photo_id"]))
    dropped: dict[int, str] = {}
    for first, second in find_near_duplicates([row["perceptual_hash"] for row in rows], near):
        same_species = rows[first]["taxon_id"] == rows[second]["taxon_id"]
        if same_species and first in dropped:
            continue
        for one, other in ((second, first),) if same_species else ((first, second), (second, first)):
            dropped.setdefault(
                one, f"the same picture as photo {rows[other]['photo_id']} of {rows[other]['species']}"
            )
    for position, reason in sorted(dropped.items()):
        row = rows[position]
        work.record(Outcome(row["item_id"], source=row["source_url"], failure=reason))


def _drop_poor_species(work: Workspace, minimum: int) -> None:
    """Drop species that have too few sound photographs left."""
    rows = list(work.rows())
    counts = Counter(row["taxon_id"] for row in rows)
    for row in rows:
        if counts[row["taxon_id"]] < minimum:
            reason = f"{row['species']} has {counts[row['taxon_id']]} sound photographs, {minimum} are wanted"
            work.record(Outcome(row["item_id"], source=row["source_url"], failure=reason))


def preview_plan(config: Config, selection: Selection, road: PhotoRoad) -> Iterator[str]:
    """Yield lines on what a build would do, without fetching a photograph or writing a file."""
    wish = config.wish
    for category in wish.categories:
        kept = len(selection.kept_ids(category.name))
        yield f"{category.name}: {kept:,} species are not in ImageNet"
    at_most = len(wish.categories) * wish.species
    yield f"at most {at_most:,} species, {at_most * wish.photos:,} photographs of size {config.size}"
    try:
        plan = read_record(config.record, selection) if config.record else make_plan(wish, selection, road)
    except NotSent:
        yield "which species and photographs is known once the API has been asked"
        return
    for name, count in Counter(chosen.category for chosen in plan.species.values()).items():
        photos = sum(plan.species[photo.taxon_id].category == name for photo in plan.photos)
        yield f"{name}: {count:,} species chosen, {photos:,} photographs"
    for shortage in plan.shortages:
        note(f"short of {shortage}")
