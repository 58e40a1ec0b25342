"""Small work on Arrow columns.

Arrays are made from buffers here because `pa.array` imports pandas when that is installed: a third of a second
and 50 MB that most commands do not need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import numpy.typing as npt


def text_array(values: Iterable[str]) -> pa.StringArray:
    """Return `values` as an Arrow array of strings."""
    encoded = [value.encode() for value in values]
    offsets = np.zeros(len(encoded) + 1, dtype=np.int32)
    np.cumsum([len(value) for value in encoded], out=offsets[1:])
    return pa.StringArray.from_buffers(len(encoded), pa.py_buffer(offsets), pa.py_buffer(b"".join(encoded)))


def integer_array(values: Iterable[int] | npt.NDArray[np.integer]) -> pa.Int64Array:
    """Return `values` as an Arrow array of 64-bit integers."""
    numbers = np.ascontiguousarray(values if isinstance(values, np.ndarray) else list(values), dtype=np.int64)
    return pa.Array.from_buffers(pa.int64(), len(numbers), [None, pa.py_buffer(numbers)])


def codes_of(chunk: pa.DictionaryArray) -> npt.NDArray[np.int32]:
    """Return the position in the dictionary of each value, (values,) int32; its length where null."""
    indices = chunk.indices
    raw = np.frombuffer(indices.buffers()[1], dtype=np.int32)[indices.offset : indices.offset + len(indices)]
    if not indices.null_count:
        return raw
    valid = _bits(indices.buffers()[0], indices.offset, len(indices))
    return np.where(valid, raw, np.int32(len(chunk.dictionary)))


def count_spaces(names: pa.ChunkedArray) -> npt.NDArray[np.int32]:
    """Return how many spaces each name has, (rows,) int32. Names must not be null."""
    counts = [pc.count_substring(chunk, " ") for chunk in names.chunks]
    plain = [np.frombuffer(c.buffers()[1], dtype=np.int32)[c.offset : c.offset + len(c)] for c in counts]
    return np.concatenate([np.zeros(0, np.int32), *plain])


def as_mask(column: pa.BooleanArray | pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    """Return a column of truth values, without nulls, as (rows,) bool."""
    chunks = column.chunks if isinstance(column, pa.ChunkedArray) else [column]
    return np.concatenate(
        [np.zeros(0, bool), *(_bits(chunk.buffers()[1], chunk.offset, len(chunk)) for chunk in chunks)]
    )


def _bits(buffer: pa.Buffer, offset: int, length: int) -> npt.NDArray[np.bool_]:
    bits = np.unpackbits(np.frombuffer(buffer, dtype=np.uint8), count=offset + length, bitorder="little")
    return bits[offset:].astype(bool)


def list_words(column: pa.ChunkedArray) -> list[str]:
    """Return a dictionary column as texts, empty where null; much faster than its own `to_pylist`."""
    words: list[str] = []
    for chunk in column.chunks:
        dictionary = [*chunk.dictionary.to_pylist(), ""]
        words += map(dictionary.__getitem__, codes_of(chunk).tolist())
    return words


def filter_rows(rows: pa.Table, mask: npt.NDArray[np.bool_]) -> pa.Table:
    """Return the rows where `mask`, (rows,) bool, is true."""
    bits = pa.py_buffer(np.packbits(mask, bitorder="little"))
    return rows.filter(pa.Array.from_buffers(pa.bool_(), len(mask), [None, bits]))


def take_rows(rows: pa.Table, positions: npt.NDArray[np.intp]) -> pa.Table:
    """Return the rows at `positions`, (n,) integers, in that order."""
    return rows.take(integer_array(positions))


def rows_with_word(column: pa.ChunkedArray, words: Collection[str]) -> npt.NDArray[np.bool_]:
    """Return which rows of a dictionary column hold one of `words`.

    Returns:
        (rows,) bool. Works on the codes, so its cost does not depend on the length of the words.
    """
    parts = [np.zeros(0, dtype=bool)]
    for chunk in column.chunks:
        wanted = as_mask(pc.is_in(chunk.dictionary, text_array(words)))
        parts.append(np.append(wanted, [False])[codes_of(chunk)])
    return np.concatenate(parts)
