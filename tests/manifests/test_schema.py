"""The manifest and the list of items survive a round trip; label tables mean what was published."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.bdd.encoding import PLUS_2, TRAIN_IDS, relabel_mask
from manifests.digests import content_digest
from manifests.errors import ToolkitError, printable
from manifests.labels import load_carla_tags, load_label_table, parse_label_table, translate_carla_tags
from manifests.schema import (
    ITEM_COLUMNS,
    DatasetInfo,
    FileDigest,
    Manifest,
    parse_manifest,
    read_rows,
    safe_path_problem,
    write_csv,
)
from manifests.sealing import format_class_pixels, parse_class_pixels

# Python 3.10 cannot write or read NUL in a CSV.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | texts
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@st.composite
def manifests(draw) -> Manifest:
    info = DatasetInfo(
        **{
            name: draw(texts)
            for name in ("name", "title", "description", "builder", "licence", "licence_url")
        },
        citation=draw(texts),
        homepage=draw(texts),
        rules=tuple(draw(st.lists(texts, max_size=3))),
        label_table=draw(st.none() | texts),
        columns=tuple(draw(st.lists(texts, max_size=3))),
    )
    return Manifest(
        info=info,
        builder_version=draw(texts),
        parameters=draw(st.dictionaries(texts, json_values, max_size=3)),
        seed=draw(st.none() | st.integers(0, 2**63)),
        inputs=[],
        counts={"splits": draw(st.dictionaries(texts, st.integers(0, 9), max_size=2))},
        content_digest=draw(texts),
        files=draw(st.dictionaries(texts, st.builds(FileDigest, texts, st.integers(0, 2**40)), max_size=3)),
    )


@given(manifests())
def test_manifest_round_trip_keeps_everything_and_the_seal_holds(manifest):
    text = manifest.to_json()
    parsed = parse_manifest(text, "test")
    assert parsed.is_intact
    assert parsed.to_json() == text
    assert (parsed.info, parsed.parameters, parsed.files) == (
        manifest.info,
        manifest.parameters,
        manifest.files,
    )


@given(manifests(), st.data())
def test_any_edit_of_the_manifest_breaks_the_seal(manifest, data):
    document = json.loads(manifest.to_json())
    name = data.draw(st.sampled_from(["builder_version", "content_digest", "parameters", "counts", "info"]))
    if name == "info":
        document["info"]["title"] += "!"
    elif name in {"parameters", "counts"}:
        document[name]["one more"] = 1
    else:
        document[name] += "!"
    assert not parse_manifest(json.dumps(document), "test").is_intact


@given(st.recursive(json_values, lambda x: st.lists(x, max_size=2), max_leaves=5))
def test_any_other_json_is_refused_with_one_clear_error(value):
    for document in (
        value,
        {"schema_version": "1.0", "info": value},
        {"schema_version": "1.0", **dict.fromkeys("ab", value)},
    ):
        with pytest.raises(ToolkitError):
            parse_manifest(json.dumps(document), "test")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(texts, min_size=3, max_size=3), max_size=5))
def test_rows_with_any_text_survive_the_csv(tmp_path, rows):
    path = Path(tmp_path, "items.csv")
    columns = [*ITEM_COLUMNS, "a", "b", "c"]
    written = [
        {
            **dict.fromkeys(columns, "x"),
            "bytes": "1",
            "width": "2",
            "height": "3",
            **dict(zip("abc", row, strict=True)),
        }
        for row in rows
    ]
    with path.open("w", newline="", encoding="utf-8") as stream:
        write_csv(stream, columns, written)
    assert list(read_rows(path)) == written


@pytest.mark.parametrize("path", ["a/b.png", "images/train/ä ö.jpg", "x\ny", "a/..b"])
def test_good_paths(path):
    assert safe_path_problem(path) is None


@pytest.mark.parametrize(
    "path", ["", "/a", "../a", "a/../../b", "a//b", "./a", "a/", "c:/x", "c:x", "a\\b", "a\0b", ".."]
)
def test_bad_paths(path):
    assert safe_path_problem(path)


@given(st.dictionaries(st.integers(0, 255), st.integers(1, 2**40)))
def test_class_pixels_round_trip(counts):
    assert parse_class_pixels(format_class_pixels(counts)) == counts


def test_a_newline_in_a_name_cannot_pass_for_two_lines():
    one = content_digest([("a 1\nb", "2")])
    two = content_digest([("a", "1"), ("b", "2")])
    assert one != two


@given(st.data())
def test_relabelling_keeps_every_pixel_and_can_be_undone(data):
    encoding = data.draw(st.sampled_from([TRAIN_IDS, PLUS_2]))
    shape = data.draw(st.tuples(st.integers(1, 6), st.integers(1, 6)))
    values = st.lists(
        st.sampled_from(sorted(encoding.values)), min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]
    )
    mask = np.array(data.draw(values), np.uint8).reshape(shape)
    relabelled = relabel_mask(mask, encoding)
    expected = np.where(mask == 255, 1, mask.astype(int) + 2) if encoding is TRAIN_IDS else mask
    np.testing.assert_array_equal(relabelled.mask, expected)
    np.testing.assert_array_equal(encoding.from_finished(relabelled.mask), mask)
    assert relabelled.pixels == {int(v): int((expected == v).sum()) for v in np.unique(expected)}
    ids = {"train": 18, "motorcycle": 19, "bicycle": 20}
    assert relabelled.anomaly_pixels == {name: int((expected == value).sum()) for name, value in ids.items()}
    anomalous = bool((expected >= 18).any())
    assert relabelled.finished_split("train") == ("test" if anomalous else "train")
    assert relabelled.finished_split("val") == ("test" if anomalous else "validation")


def test_label_tables_are_those_published():
    bdd = load_label_table("bdd-anomaly")
    assert bdd.values == tuple(range(1, 21))
    assert [(c.value, c.name) for c in bdd.with_role("anomaly")] == [
        (18, "train"),
        (19, "motorcycle"),
        (20, "bicycle"),
    ]
    assert [c.value for c in bdd.with_role("void")] == [1]
    street = load_label_table("streethazards")
    assert street.values == tuple(range(1, 15))
    assert street.by_name("anomaly").value == 14
    assert tuple(street.palette()[14]) == (60, 250, 240)
    assert parse_label_table(street.to_csv(), "test") == street


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "value,name,red,green,blue,role\n256,x,0,0,0,void\n"])
def test_a_bad_label_table_is_refused(text):
    with pytest.raises(ToolkitError):
        parse_label_table(text, "classes.csv")


def test_both_tag_tables_of_carla_translate_by_name():
    old, new = load_carla_tags("0.9.13"), load_carla_tags("0.9.16")
    assert [row.carla_tag for row in old] == list(range(23))
    assert [row.carla_tag for row in new] == list(range(29))
    # Up to 0.9.13 the ids 0-12 are those of the published masks.
    tags = np.arange(13, dtype=np.uint8)[None]
    np.testing.assert_array_equal(translate_carla_tags(tags, "0.9.13"), tags + 1)
    by_name = {row.carla_name: row for row in new}
    names = {row.carla_name: row.class_name for row in old}
    for name in names.keys() & by_name.keys():
        assert by_name[name].class_name == names[name]
    street = load_label_table("streethazards")
    assert all(row.class_name != "anomaly" and street.by_name(row.class_name) for row in (*old, *new))
    assert all(row.reason for row in (*old, *new))


def test_an_unknown_tag_is_an_error_and_no_guess():
    with pytest.raises(ToolkitError, match="29"):
        translate_carla_tags(np.array([[1, 29]], np.uint8), "0.9.16")
    with pytest.raises(ToolkitError):
        load_carla_tags("latest")


@given(st.text())
def test_printable_text_always_fits_on_one_line_and_encodes(text):
    line = printable(text)
    assert line.isprintable()
    line.encode("utf-8")
