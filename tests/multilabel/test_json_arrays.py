from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.multilabel import json_arrays
from builders.multilabel.json_arrays import read_arrays
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from pathlib import Path

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)


def read(path: Path, text: str | bytes) -> list[tuple[str, Any]]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_arrays(path))


@given(
    document=st.dictionaries(st.text(max_size=5), st.lists(VALUES, max_size=5), max_size=4),
    piece=st.integers(1, 9),
)
@settings(max_examples=50, deadline=None)
def test_it_reads_what_json_reads(
    document: dict[str, list[Any]], piece: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before, json_arrays._PIECE = json_arrays._PIECE, piece
    try:
        found = read(
            tmp_path_factory.getbasetemp() / "x.json", json.dumps(document, indent=piece % 3 or None)
        )
    finally:
        json_arrays._PIECE = before
    assert found == [(key, element) for key, elements in document.items() for element in elements]


def test_values_that_are_no_arrays_are_skipped(tmp_path: Path) -> None:
    text = '{"info": {"images": [1]}, "n": 12, "images": [ {"id": 1} , 2 ], "none": null, "empty": []}'
    assert read(tmp_path / "x.json", text) == [("images", {"id": 1}), ("images", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "x", "{", '{"a"', '{"a": [1, 2', '{"a": [1 2]}', '{"a": [1,,2]}', '{"a": [1}', '{"a": 1 "b": 2}',
        '{"a": [nope]}', b'{"a": ["\xff"]}', '{"a": ' + "[" * 100_000, '{"a": [' + "9" * 5000 + "]}", "{1: [2]",
    ],
)  # fmt: skip
def test_other_documents_are_refused(text: str | bytes, tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match="no JSON"):
        read(tmp_path / "x.json", text)


def test_a_huge_value_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_arrays, "MAX_ELEMENT_CHARACTERS", 1000)
    monkeypatch.setattr(json_arrays, "_PIECE", 100)
    with pytest.raises(ToolkitError, match="larger than 1000"):
        read(tmp_path / "x.json", json.dumps({"a": ["x" * 5000]}))


def test_memory_does_not_grow_with_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_arrays, "_PIECE", 1 << 16)
    element = json.dumps({"id": 1, "segmentation": [[1.5] * 200]})
    path = tmp_path / "big.json"
    path.write_text('{"annotations": [' + ", ".join([element] * 5000) + "]}")
    tracemalloc.start()
    assert sum(1 for _ in read_arrays(path)) == 5000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < path.stat().st_size / 5
