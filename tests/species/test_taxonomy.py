from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from builders.species.taxonomy import Taxonomy, iterate_taxa, read_taxonomy
from manifests.errors import ToolkitError
from tests.species import toys

if TYPE_CHECKING:
    from pathlib import Path


def test_the_three_files_give_the_same_taxonomy(taxonomy: Taxonomy, tmp_path: Path) -> None:
    expected = sorted(iterate_taxa(taxonomy.table))
    assert len(expected) == len(toys.rows())
    archive = read_taxonomy(toys.write_archive(tmp_path / "taxonomy.dwca.zip"))
    open_data = read_taxonomy(toys.write_open_data(tmp_path / "taxa.csv.gz"))
    assert sorted(iterate_taxa(archive.table)) == expected
    assert sorted(iterate_taxa(open_data.table)) == expected


def test_an_uncompressed_open_data_table_is_read_too(taxonomy: Taxonomy, tmp_path: Path) -> None:
    import gzip

    packed = toys.write_open_data(tmp_path / "taxa.csv.gz")
    (tmp_path / "taxa.csv").write_bytes(gzip.decompress(packed.read_bytes()))
    assert read_taxonomy(tmp_path / "taxa.csv").table.num_rows == taxonomy.table.num_rows


def test_inactive_taxa_of_the_open_data_are_left_out(tmp_path: Path) -> None:
    table = read_taxonomy(toys.write_open_data(tmp_path / "taxa.csv.gz")).table
    assert 999 not in table["taxon_id"].to_pylist()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PAR1",
        b"PK\x03\x04 not a zip",
        b"\x1f\x8b broken",
        b"a,b\n1,2\n",
        b"taxon_id\tancestry\trank\tname\tactive\n",
    ],
    ids=["empty", "parquet", "zip", "gzip", "csv", "no rows"],
)
def test_other_files_are_refused_with_what_was_expected(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "taxa"
    path.write_bytes(content)
    with pytest.raises(ToolkitError, match="expected"):
        read_taxonomy(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match="nowhere"):
        read_taxonomy(tmp_path / "nowhere.parquet")


@pytest.mark.parametrize(
    ("meta", "message"),
    [
        ("<archive/>", "without a core table"),
        ("not xml", "not XML"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><archive>&b;</archive>', "entities"),
    ],
)
def test_archives_with_a_bad_description_are_refused(meta: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match=message):
        read_taxonomy(toys.write_archive(tmp_path / "a.zip", meta))


def test_an_archive_that_unpacks_to_a_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    meta = toys.META.format(fields="")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("meta.xml", meta)
        archive.writestr("taxa.csv", b"0" * (64 << 20))
    with pytest.raises(ToolkitError, match="would unpack to"):
        read_taxonomy(path)


def test_an_archive_may_name_no_file_outside_itself(tmp_path: Path) -> None:
    meta = toys.META.format(fields="").replace("taxa.csv", "../../etc/passwd")
    with pytest.raises(ToolkitError, match="no member"):
        read_taxonomy(toys.write_archive(tmp_path / "a.zip", meta))
