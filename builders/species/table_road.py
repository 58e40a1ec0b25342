"""The road to photographs through iNaturalist's open-data tables: right for large builds, and offline.

The tables have a hundred million rows. They are joined once, out of core, into a small database of usable
photographs; memory stays below `MEMORY_LIMIT` whatever their size.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from builders.species.photos import Candidate, Photo
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Collection
    from types import TracebackType

    from builders.species.categories import Category

MEMORY_LIMIT = "2500MB"
"""What DuckDB may hold; its reading of packed text takes some hundred megabytes more."""

_TABLES = {
    "observations": {
        "observation_uuid": "UUID", "observer_id": "BIGINT", "latitude": "VARCHAR", "longitude": "VARCHAR",
        "positional_accuracy": "VARCHAR", "taxon_id": "BIGINT", "quality_grade": "VARCHAR",
        "observed_on": "VARCHAR", "anomaly_score": "VARCHAR",
    },
    "photos": {
        "photo_uuid": "VARCHAR", "photo_id": "BIGINT", "observation_uuid": "UUID", "observer_id": "BIGINT",
        "extension": "VARCHAR", "license": "VARCHAR", "width": "INTEGER", "height": "INTEGER",
        "position": "INTEGER",
    },
    "observers": {"observer_id": "BIGINT", "login": "VARCHAR", "name": "VARCHAR"},
}  # fmt: skip

_JOIN = """
create table usable as
select photos.photo_id, observations.taxon_id, photos.observation_uuid, photos.observer_id,
       lower(photos.extension) as extension, lower(photos.license) as licence,
       coalesce(photos.width, 0) as width, coalesce(photos.height, 0) as height
from photos join observations using (observation_uuid)
where photos.position = 0 and list_contains($licences, lower(photos.license))
  and regexp_full_match(photos.extension, '[A-Za-z]{2,5}')
  and observations.quality_grade = 'research'
  and observations.taxon_id in (select taxon_id from kept)
"""

# Which photographs are taken is drawn by a digest that every version of every program computes alike.
_TAKE = """
select photo_id, min(observation_uuid)::varchar, min(licence), min(extension), min(width), min(height),
       min(coalesce(nullif(observers.name, ''), observers.login, 'observer ' || observer_id::varchar))
from usable left join observers using (observer_id)
where taxon_id = $taxon_id
group by photo_id
order by md5($seed || ':' || photo_id::varchar), photo_id
limit $at_most
"""


class TableRoad:
    """Joins photos to species in DuckDB, as a context manager that owns a scratch database.

    Args:
        folder: Holds `observations.csv.gz`, `photos.csv.gz` and `observers.csv.gz` of one month's release.
        kept: Taxon ids of the species that may be chosen.
        licences: Codes of the licences that photos may have.
        size: Which size to fetch.
        photo_host: Origin of the open-data bucket.
        seed: Draws which photographs are taken.
        scratch: Where the database is made; the system's folder for temporary files when None.
    """

    name = "tables"

    def __init__(
        self,
        folder: Path,
        kept: Collection[int],
        *,
        licences: tuple[str, ...],
        size: str,
        photo_host: str,
        seed: int = 0,
        scratch: Path | None = None,
    ) -> None:
        self._files = {name: _find_table(folder, name) for name in _TABLES}
        self._kept = kept
        self._licences = licences
        self._size = size
        self._photo_host = photo_host
        self._seed = seed
        self._scratch = scratch
        self._counts: dict[int, int] = {}

    def __enter__(self) -> TableRoad:
        """Join the tables.

        Raises:
            ToolkitError: A table is damaged or of another form.
        """
        self._folder = tempfile.TemporaryDirectory(prefix="species-", dir=self._scratch)
        try:
            self._open(Path(self._folder.name))
        except duckdb.Error as error:
            self._folder.cleanup()
            raise ToolkitError(
                "the open-data tables cannot be joined",
                where=self._files["photos"].parent,
                expected="observations, photos and observers of one release, tab-separated",
                found=str(error).splitlines()[0],
            ) from error
        except BaseException:
            self._folder.cleanup()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Drop the scratch database."""
        self._database.close()
        self._folder.cleanup()

    def _open(self, scratch: Path) -> None:
        settings: dict[str, Any] = {
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(scratch / "spill"),
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        self._database = duckdb.connect(str(scratch / "usable.duckdb"), config=settings)
        self._database.execute("create table kept (taxon_id bigint primary key)")
        ids = sorted(self._kept)
        for start in range(0, len(ids), 100_000):
            self._database.execute(
                "insert into kept select unnest($ids)", {"ids": ids[start : start + 100_000]}
            )
        for name, columns in _TABLES.items():
            # A view takes no parameters: the path is quoted as SQL wants it.
            path = str(self._files[name]).replace("'", "''")
            types = ", ".join(f"'{column}': '{kind}'" for column, kind in columns.items())
            self._database.execute(
                f"create view {name} as select * from read_csv('{path}', delim='\t', quote='', escape='', "  # noqa: S608
                f"header=true, columns={{{types}}}, nullstr='', auto_detect=false, max_line_size=1000000)"
            )
        self._database.execute(_JOIN, {"licences": list(self._licences)})
        self._database.execute("create index usable_by_taxon on usable (taxon_id)")
        self._database.execute(
            "create table known_observers as select * from observers semi join usable using (observer_id)"
        )
        self._database.execute("drop view observers")
        self._database.execute("alter table known_observers rename to observers")
        counts = self._database.execute(
            "select taxon_id, count(distinct photo_id) from usable group by taxon_id"
        )
        self._counts = dict(counts.fetchall())

    def candidates(self, category: Category, kept: Collection[int]) -> list[Candidate]:
        """Return the species among `kept` that have usable photographs; the category is theirs already."""
        del category
        return [
            Candidate(taxon_id, self._counts[taxon_id])
            for taxon_id in sorted(kept)
            if taxon_id in self._counts
        ]

    def find_photos(self, taxon_id: int, at_most: int) -> list[Photo]:
        """Return photographs drawn by the seed, each the first of its observation, sorted by id."""
        rows = self._database.execute(
            _TAKE, {"taxon_id": taxon_id, "at_most": at_most, "seed": str(self._seed)}
        ).fetchall()
        photos = [
            Photo(
                photo_id=photo_id,
                taxon_id=taxon_id,
                observation_id=observation,
                licence=licence,
                attribution=format_attribution(observer, licence),
                url=f"{self._photo_host}/photos/{photo_id}/{self._size}.{extension}",
                width=width,
                height=height,
            )
            for photo_id, observation, licence, extension, width, height, observer in rows
        ]
        return sorted(photos, key=lambda photo: photo.photo_id)


def format_attribution(observer: str, licence: str) -> str:
    """Return the line that iNaturalist writes for a photographer and a licence."""
    if licence == "cc0":
        return f"{observer}, no rights reserved (CC0)"
    return f"(c) {observer}, some rights reserved ({licence.upper().replace('CC-', 'CC ')})"


def _find_table(folder: Path, name: str) -> Path:
    for path in (folder / f"{name}.csv.gz", folder / f"{name}.csv"):
        if path.is_file():
            return path
    raise ToolkitError(
        "an open-data table is missing",
        where=folder,
        expected=f"{name}.csv.gz",
        remedy="fetch it from the bucket inaturalist-open-data (see docs/species.md)",
    )
