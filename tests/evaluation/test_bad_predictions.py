"""Everything that can be wrong with prediction files is listed at once, before anything is scored."""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pytest
from PIL import Image

from evaluation import frames, save
from evaluation.__main__ import main
from tests.evaluation.fake_datasets import SIZE, write_segmentation


@pytest.fixture(scope="module")
def streets(tmp_path_factory):
    return write_segmentation(tmp_path_factory.mktemp("data") / "streets")


@pytest.fixture
def folder(streets, tmp_path):
    rng = np.random.default_rng(0)
    for frame in frames(streets):
        save(tmp_path / "maps", frame, rng.random(SIZE, np.float32))
    return tmp_path / "maps"


class Trap:
    def __reduce__(self):
        return (pytest.fail, ("a pickle was executed",))


def npy(array, **options):
    stream = io.BytesIO()
    np.save(stream, array, **options)
    return stream.getvalue()


def npz(**arrays):
    stream = io.BytesIO()
    np.savez(stream, **arrays)
    return stream.getvalue()


GOOD = npy(np.zeros(SIZE, np.float32))
NAN = np.zeros(SIZE, np.float32)
NAN[3, 4] = np.nan

HUGE = GOOD.replace(b"(36, 64), }" + b" " * 12, b"(36000000000, 64), }   ")


def damaged_png(cut):
    stream = io.BytesIO()
    Image.fromarray(np.arange(36 * 64, dtype=np.uint16).reshape(SIZE)).save(stream, "png")
    data = stream.getvalue()
    return data[:-cut] if cut else data[:60] + b"xx" + data[62:]


def truncated_zip():
    return npz(scores=np.zeros(SIZE))[:-40]


def zip_with_text():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("readme.txt", "no array")
    return stream.getvalue()


BAD = {
    "truncated": (".npy", GOOD[:-8], "truncated"),
    "too long": (".npy", GOOD + b"1", "longer than its header"),
    "empty": (".npy", b"", "cannot be read"),
    "no npy": (".npy", b"not an array at all", "cannot be read"),
    "huge": (".npy", HUGE, "truncated"),
    "other size": (".npy", npy(np.zeros((18, 32), np.float32)), "18x32, the image is 36x64"),
    "transposed": (".npy", npy(np.zeros((64, 36), np.float32)), "64x36"),
    "one axis": (".npy", npy(np.zeros(36 * 64, np.float32)), "1 axes"),
    "logits": (".npy", npy(np.zeros((13, *SIZE), np.float32)), "holds no scores but logits"),
    "nan": (".npy", npy(NAN), "1 of 2304 are NaN"),
    "nan half": (".npy", npy(NAN.astype(np.float16)), "1 of 2304 are NaN"),
    "complex": (".npy", npy(NAN.astype(complex)), "complex128"),
    "text": (".npy", npy(np.full(SIZE, "a")), "no real numbers"),
    "object": (".npy", npy(np.full(SIZE, Trap()), allow_pickle=True), "never unpickled"),
    "object in archive": (".npz", npz(scores=np.full(SIZE, Trap())), "never unpickled"),
    "truncated archive": (".npz", truncated_zip(), "cannot be read"),
    "no arrays": (".npz", zip_with_text(), "readme.txt"),
    "wrong name": (".npz", npz(scores=np.zeros((13, *SIZE))), "3 axes"),
    "truncated png": (".png", damaged_png(30), "cannot be read"),
    "corrupt png": (".png", damaged_png(0), "cannot be read"),
    "tiff that is none": (".tif", b"II*\0", "cannot be read"),
}


@pytest.mark.parametrize("kind", BAD)
def test_each_kind_of_bad_file_is_found(streets, folder, kind, capsys):
    suffix, data, message = BAD[kind]
    target = folder / "t5" / "0002.npy"
    target.unlink()
    target.with_suffix(suffix).write_bytes(data)
    assert main(["segmentation", "--dataset", str(streets), "--predictions", str(folder)]) == 2
    error = capsys.readouterr().err
    assert f"t5/0002.png: 0002{suffix}: " in error
    assert message in error


def test_everything_wrong_is_listed_together_and_nothing_is_written(streets, folder, tmp_path, capsys):
    (folder / "t5" / "0000.npy").unlink()
    (folder / "t6" / "0001.npy").write_bytes(GOOD[:-8])
    (folder / "t5" / "0002.npy").write_bytes(npy(NAN))
    (folder / "t6" / "0003.npy").rename(folder / "t6" / "0003.NPY")
    (folder / "t5" / "0004.npz").write_bytes(npz(scores=np.zeros(SIZE)))
    (folder / "t9").mkdir()
    (folder / "t9" / "0000.npy").write_bytes(GOOD)
    (folder / "notes.txt").write_text("mine")
    (folder / "t6" / "0005.npy").rename(folder / "t6" / "0005.png.npy")
    out = tmp_path / "report"
    assert (
        main(
            [
                "segmentation",
                "--dataset",
                str(streets),
                "--predictions",
                str(folder),
                "--out",
                str(out),
                "--json",
            ]
        )
        == 2
    )
    error = capsys.readouterr().err
    for line in (
        "t5/0000: missing",
        "t6/0001.png: 0001.npy: the file cannot be read",
        "t5/0002.png: 0002.npy: NaN scores",
        "t6/0003: missing; t6/0003.NPY is there",
        "t5/0004: several files: 0004.npy, 0004.npz",
        "t9/0000.npy: extra",
        "notes.txt: extra",
        "t6/0005: missing; t6/0005.png is there",
    ):
        assert line in error
    assert not out.exists()


def test_logits_with_different_channels_are_refused(streets, tmp_path, capsys):
    for index, frame in enumerate(frames(streets)):
        save(tmp_path / "logits", frame, np.zeros((13 if index else 14, *SIZE), np.float16))
    command = ["segmentation", "--dataset", str(streets), "--predictions", str(tmp_path / "logits")]
    assert main([*command, "--detector", "maxlogit"]) == 2
    assert (
        "differ in their number of channels: 13 in t5/0002.png, 14 in t5/0000.png" in capsys.readouterr().err
    )


def test_maps_given_to_a_logit_detector(streets, folder, capsys):
    command = ["segmentation", "--dataset", str(streets), "--predictions", str(folder), "--detector", "msp"]
    assert main(command) == 2
    assert "holds no logits: a score map is scored as it is" in capsys.readouterr().err


def test_nan_logits_name_the_file(streets, tmp_path, capsys):
    for frame in frames(streets):
        logits = np.zeros((13, *SIZE), np.float32)
        if frame.item_id == "t6/0003":
            logits[5, 1, 1] = np.nan
        save(tmp_path / "logits", frame, logits)
    command = ["segmentation", "--dataset", str(streets), "--predictions", str(tmp_path / "logits")]
    assert main([*command, "--detector", "maxlogit"]) == 2
    assert "t6/0003.png: 0003.npy: maxlogit: NaN scores" in capsys.readouterr().err


def test_a_missing_folder_and_a_folder_that_is_no_dataset(streets, tmp_path, capsys):
    assert main(["segmentation", "--dataset", str(streets), "--predictions", str(tmp_path / "none")]) == 2
    assert "no folder of predictions" in capsys.readouterr().err
    assert main(["segmentation", "--dataset", str(tmp_path), "--predictions", str(tmp_path)]) == 2
    assert "no sealed dataset" in capsys.readouterr().err


def test_a_mask_outside_the_label_table_is_named(streets, folder, tmp_path, capsys):
    import shutil

    from manifests.images import encode_mask

    copy = tmp_path / "copy"
    shutil.copytree(streets, copy)
    mask = copy / "annotations" / "test" / "t5" / "0002.png"
    mask.write_bytes(encode_mask(np.full(SIZE, 99, np.uint8)))
    assert main(["segmentation", "--dataset", str(copy), "--predictions", str(folder)]) == 2
    assert "values outside the label table: [99]" in capsys.readouterr().err


def test_a_report_never_goes_into_a_dataset(streets, folder, capsys):
    command = ["segmentation", "--dataset", str(streets), "--predictions", str(folder), "--out", str(streets)]
    assert main(command) == 2
    assert "choose another --out" in capsys.readouterr().err
