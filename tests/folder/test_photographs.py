from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from builders.photographs import Place, finish_photograph
from manifests.digests import pixels_sha256
from manifests.errors import ToolkitError
from manifests.images import MAX_FILE_BYTES, decode_image
from tests.folder.pictures import BROKEN, CONVERTED, jpeg, picture, png

if TYPE_CHECKING:
    from pathlib import Path


def pixels_of(data: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(data)) as image:
        assert image.mode == "RGB"
        return np.asarray(image)


@pytest.mark.parametrize(("data", "suffix"), [(jpeg(1), "jpg"), (png(1), "png")])
def test_sound_rgb_keeps_its_bytes(data: bytes, suffix: str) -> None:
    photograph = finish_photograph(data)
    assert photograph.data == data
    assert (photograph.suffix, photograph.conversion) == (suffix, "")
    assert (photograph.width, photograph.height) == (60, 40)
    assert bool(photograph.pixels_sha256) == (suffix == "png")


@pytest.mark.parametrize("name", CONVERTED)
def test_every_other_form_becomes_a_png_of_the_same_pixels(name: str) -> None:
    data, conversion = CONVERTED[name]
    photograph = finish_photograph(data)
    assert (photograph.suffix, photograph.conversion) == ("png", conversion)
    with Image.open(io.BytesIO(data)) as image:
        expected = np.asarray(image.convert("RGB"))
    found = pixels_of(photograph.data)
    assert (found == expected).all()
    assert photograph.pixels_sha256 == pixels_sha256(decode_image(photograph.data))


def test_cmyk_keeps_its_colours() -> None:
    found = pixels_of(finish_photograph(CONVERTED["cmyk"][0]).data).astype(int)
    assert np.abs(found - picture(1)).mean() < 6  # the inks are not read inverted


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_are_reported(name: str) -> None:
    data, message = BROKEN[name]
    with pytest.raises(ToolkitError, match=message):
        finish_photograph(data)


@pytest.mark.parametrize("data", [jpeg(1), png(1), CONVERTED["gif"][0]])
def test_resizing(data: bytes) -> None:
    photograph = finish_photograph(data, 32)
    assert photograph.conversion.endswith("resized to 32x32")
    found = pixels_of(photograph.data)
    assert found.shape == (32, 32, 3)
    with Image.open(io.BytesIO(data)) as image:
        expected = np.asarray(image.convert("RGB").resize((32, 32), Image.Resampling.BILINEAR))
    assert np.abs(found.astype(int) - expected).max() <= 2  # two JPEG decoders


@given(
    cut=st.integers(0, 2000), flip=st.integers(0, 2000), bit=st.integers(0, 7), kind=st.sampled_from("jpg")
)
@settings(max_examples=150, deadline=None)
def test_damage_never_escapes_as_another_error(cut: int, flip: int, bit: int, kind: str) -> None:
    data = bytearray({"j": jpeg(1), "p": png(1), "g": CONVERTED["gif"][0]}[kind])
    data[flip % len(data)] ^= 1 << bit
    try:
        photograph = finish_photograph(bytes(data[: max(0, len(data) - cut % 50)]))
    except ToolkitError:
        return  # the damage was noticed
    assert pixels_of(photograph.data).shape[2] == 3


class TestPlace:
    def test_a_part_of_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(b"0123456789")
        assert Place(tmp_path / "a", 2, 3).read() == b"234"
        assert Place(tmp_path / "a").read() == b"0123456789"

    def test_a_part_beyond_the_end(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(b"0123456789")
        with pytest.raises(ToolkitError, match="truncated"):
            Place(tmp_path / "a", 8, 5).read()

    def test_a_pipe_is_no_file(self, tmp_path: Path) -> None:
        import os

        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(ToolkitError, match="no file"):
            Place(tmp_path / "pipe").read()

    def test_a_file_too_large_is_not_read(self, tmp_path: Path) -> None:
        with (tmp_path / "big").open("wb") as stream:
            stream.truncate(MAX_FILE_BYTES + 10)
        with pytest.raises(ToolkitError, match="too large"):
            Place(tmp_path / "big").read()
