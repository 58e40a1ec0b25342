"""Reading large JSON documents element by element: memory does not grow with the document."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, Any

from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_ELEMENT_CHARACTERS = 1 << 24
"""A single element of an array larger than this is refused; COCO's largest annotation has about 100,000."""

_PIECE = 1 << 20
_SPACE = " \t\n\r"
_LONGEST_CUT = 3


def read_arrays(path: Path) -> Iterator[tuple[str, Any]]:
    """Yield (key, element) for every element of the arrays that are the values of a JSON object.

    Values that are no arrays are skipped.

    Args:
        path: A file that holds one JSON object.

    Raises:
        ToolkitError: The file is not JSON of this form, is truncated, or an element is too large.
        OSError: It cannot be read.
    """
    try:
        with path.open("rb") as stream:
            text = _Text(iter(lambda: stream.read(_PIECE), b""))
            text.expect("{")
            while not text.accept("}"):
                key = text.value()
                text.expect(":")
                if text.accept("["):
                    while not text.accept("]"):
                        yield str(key), text.value()
                        if not text.accept(","):
                            text.expect("]")
                            break
                else:
                    text.value()
                if not text.accept(","):
                    text.expect("}")
                    break
    except (ValueError, OverflowError, RecursionError) as error:
        raise ToolkitError(
            "this is no JSON of the form that was expected",
            where=path,
            expected="an object whose values are arrays",
            found=str(error) or type(error).__name__,
        ) from None


class _Text:
    """A window on a long text; it moves on as values are taken from it."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._window = ""
        self._position = 0
        self._passed = 0
        self._ended = False
        self._scan = json.JSONDecoder().raw_decode

    def accept(self, character: str) -> bool:
        """Return whether `character` comes next, after white space; if so, move past it."""
        if self._next() != character:
            return False
        self._position += 1
        return True

    def expect(self, character: str) -> None:
        """Move past `character`, which must come next.

        Raises:
            ValueError: Something else does.
        """
        found = self._next()
        if found != character:
            shown = repr(found) if found else "the end"
            message = f"{shown} where {character!r} should be, at character {self._passed + self._position}"
            raise ValueError(message)
        self._position += 1

    def value(self) -> Any:
        """Return the JSON value that comes next and move past it.

        Raises:
            ValueError: There is none, or it is too large.
        """
        self._next()
        while True:
            try:
                value, end = self._scan(self._window, self._position)
            except ValueError:
                if not self._grow():
                    raise
                continue
            # A number near the end of the window may go on beyond it: `1` where the file has `1e+5`.
            if len(self._window) - end < _LONGEST_CUT and self._grow():
                continue
            self._position = end
            return value

    def _next(self) -> str:
        while True:
            while self._position < len(self._window):
                character = self._window[self._position]
                if character not in _SPACE:
                    return character
                self._position += 1
            if not self._grow():
                return ""

    def _grow(self) -> bool:
        """Drop what is read and read on; return whether there was more."""
        if len(self._window) - self._position > MAX_ELEMENT_CHARACTERS:
            message = f"one value is larger than {MAX_ELEMENT_CHARACTERS} characters"
            raise OverflowError(message)
        if self._ended:
            return False
        piece = next(self._pieces, b"")
        text = self._decode(piece, final=not piece)
        if not piece:
            self._ended = True  # and the window stays as it is: callers hold places in it
            return False
        self._passed += self._position
        self._window = self._window[self._position :] + text
        self._position = 0
        return True
