"""Tar archives in every form that they come in, sound and hostile."""

from __future__ import annotations

import io
import tarfile
from typing import TYPE_CHECKING

from tests.folder.pictures import jpeg

if TYPE_CHECKING:
    from collections.abc import Sequence

WNID = "n02069412"


def member(
    name: str, data: bytes = b"", kind: bytes = tarfile.REGTYPE, **fields: object
) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type = kind
    info.size = len(data)
    for field, value in fields.items():
        setattr(info, field, value)
    return info, data


def archive(members: Sequence[tuple[tarfile.TarInfo, bytes]], form: int = tarfile.USTAR_FORMAT) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=form) as tar:
        for info, data in members:
            tar.addfile(info, io.BytesIO(data) if data else None)
    return stream.getvalue()


def class_archive(wnid: str = WNID, count: int = 4, first: int = 0) -> bytes:
    return archive([member(f"{wnid}_{k}.JPEG", jpeg(first + k)) for k in range(count)])


def fix_checksum(block: bytes) -> bytes:
    """Return a header with the checksum it should have."""
    cleared = block[:148] + b" " * 8 + block[156:]
    return cleared[:148] + b"%06o\0 " % sum(cleared) + cleared[156:]
