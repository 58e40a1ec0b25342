from __future__ import annotations

import gzip
import io
import os
import tarfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.multilabel.archive import Contents, list_members
from manifests.images import MAX_FILE_BYTES
from tests.folder.pictures import jpeg
from tests.multilabel.archives import archive, class_archive, fix_checksum, member

if TYPE_CHECKING:
    from pathlib import Path


def read(tmp_path: Path, data: bytes) -> Contents:
    path = tmp_path / "class.tar"
    path.write_bytes(data)
    return list_members(path)


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_members_are_where_they_are_said_to_be(form: int, tmp_path: Path) -> None:
    names = ["a.JPEG", "./b.JPEG", "folder/c.JPEG", "x" * 90 + "/" + "y" * 60 + ".JPEG"]
    if form != tarfile.USTAR_FORMAT:
        names += ["é.JPEG", "long" * 60 + ".JPEG"]
    data = archive([member(name, jpeg(k)) for k, name in enumerate(names)], form)
    contents = read(tmp_path, data)
    assert contents.problem is None
    assert [m.name for m in contents.members] == names
    for k, found in enumerate(contents.members):
        assert data[found.offset : found.offset + found.size] == jpeg(k)
        assert found.problem is None


def test_folders_are_left_out(tmp_path: Path) -> None:
    contents = read(
        tmp_path, archive([member("folder", kind=tarfile.DIRTYPE), member("folder/a.JPEG", b"x")])
    )
    assert [m.name for m in contents.members] == ["folder/a.JPEG"]


def test_an_empty_archive_is_sound(tmp_path: Path) -> None:
    assert read(tmp_path, archive([])) == Contents()


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        (tarfile.SYMTYPE, "a symbolic link"),
        (tarfile.LNKTYPE, "a hard link"),
        (tarfile.CHRTYPE, "a device"),
        (tarfile.BLKTYPE, "a device"),
        (tarfile.FIFOTYPE, "a pipe"),
        (b"?", "unknown kind"),
    ],
)
def test_only_regular_files_are_taken(kind: bytes, problem: str, tmp_path: Path) -> None:
    bad = member("n02069412_1.JPEG", kind=kind, linkname="/etc/passwd")
    contents = read(tmp_path, archive([bad, member("n02069412_2.JPEG", b"x")]))
    assert problem in (contents.members[0].problem or "")
    assert contents.members[1].problem is None


@pytest.mark.parametrize("name", ["../a.JPEG", "/a.JPEG", "a/../../b.JPEG", "..\\a.JPEG", "x/.."])
def test_paths_that_leave_the_folder(name: str, tmp_path: Path) -> None:
    contents = read(tmp_path, archive([member(name, b"x")]))
    assert contents.members[0].problem == "its path leaves the folder"


def test_a_path_that_leaves_by_a_pax_header(tmp_path: Path) -> None:
    info, data = member("harmless.JPEG", b"x")
    info.pax_headers = {"path": "../../evil.JPEG"}
    contents = read(tmp_path, archive([(info, data)], tarfile.PAX_FORMAT))
    assert contents.members[0].name == "../../evil.JPEG"
    assert contents.members[0].problem == "its path leaves the folder"


@pytest.mark.parametrize("cut", [1, 400, 512, 600, 1024, 2000])
def test_truncation_is_noticed_and_what_came_before_is_kept(cut: int, tmp_path: Path) -> None:
    whole = archive([member(f"{k}.JPEG", bytes(700)) for k in range(3)])
    end = 3 * (512 + 1024)
    contents = read(tmp_path, whole[: end - cut])
    assert "truncated" in (contents.problem or "")
    assert len(contents.members) == (3 if cut <= 324 else 2 if cut < 1536 else 1)  # 324 bytes are padding


def test_a_missing_end_marker_is_noticed(tmp_path: Path) -> None:
    whole = archive([member("0.JPEG", bytes(512))])
    contents = read(tmp_path, whole[:1024])
    assert "no end marker" in (contents.problem or "")
    assert len(contents.members) == 1


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "truncated"),
        (b"not a tar" * 200, "no tar archive"),
        (gzip.compress(class_archive()), "compressed with gzip"),
        (jpeg(1), "no tar archive"),
    ],
)
def test_other_files(data: bytes, problem: str, tmp_path: Path) -> None:
    assert problem in (read(tmp_path, data).problem or "")


def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.tar")
    assert list_members(tmp_path / "pipe.tar").problem == "is no file"


def test_sizes_that_lie(tmp_path: Path) -> None:
    block = archive([member("a.JPEG", b"x")])
    for size in (b"77777777777\0", b"\x80" + b"\0" * 3 + b"\xff" * 8, b"-0000000001\0", b"\xff" * 12):
        lying = fix_checksum(block[:124] + size + block[136:512]) + block[512:]
        contents = read(tmp_path, lying)
        assert contents.problem is not None
        assert contents.members == []


def test_too_large_a_member_is_not_taken(tmp_path: Path) -> None:
    size = MAX_FILE_BYTES + 512
    header = archive([member("a.JPEG", b"x")])[:512]
    header = fix_checksum(header[:124] + b"%011o\0" % size + header[136:])
    with (tmp_path / "big.tar").open("wb") as stream:
        stream.write(header)
        stream.truncate(512 + size)
        stream.seek(0, io.SEEK_END)
        stream.write(bytes(1024))
    contents = list_members(tmp_path / "big.tar")
    assert "too large" in (contents.members[0].problem or "")


def test_huge_names_are_refused(tmp_path: Path) -> None:
    data = archive([member("n" * 100_000, b"x")], tarfile.GNU_FORMAT)
    assert "name of at most" in (read(tmp_path, data).problem or "")


@pytest.mark.parametrize(
    "text", ["99 path=x\n", "path=x\n", "0 path=x\n", "-5 a=b\n", "12 path=abcd", "9 path x\n"]
)
def test_bad_pax_records(text: str, tmp_path: Path) -> None:
    bad = member("PaxHeader", text.encode(), kind=b"x")
    contents = read(tmp_path, archive([bad, member("a.JPEG", b"x")]))
    assert "corrupt" in (contents.problem or "")


def test_a_sparse_file_ends_the_reading(tmp_path: Path) -> None:
    contents = read(tmp_path, archive([member("a.JPEG", kind=b"S"), member("b.JPEG", b"x")]))
    assert "sparse" in (contents.problem or "")


@given(position=st.integers(0, 5000), value=st.integers(0, 255), cut=st.integers(0, 6000))
@settings(max_examples=300, deadline=None)
def test_damage_is_a_problem_and_never_an_error(
    position: int, value: int, cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = bytearray(class_archive(count=2))
    data[position % len(data)] = value
    path = tmp_path_factory.getbasetemp() / "fuzz.tar"
    path.write_bytes(bytes(data[: len(data) - cut % len(data)]))
    for found in list_members(path).members:
        assert found.problem or found.offset + found.size <= path.stat().st_size
