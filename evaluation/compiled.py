"""Compiling the counting loops: one decorator, so that every loop is compiled in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

import numba

if TYPE_CHECKING:
    from collections.abc import Callable

Function = TypeVar("Function", bound="Callable[..., object]")


def compiled(function: Function) -> Function:
    """Return `function` compiled to machine code on its first call, and kept on disk for the next process.

    It runs without the interpreter's lock, so threads run it side by side. Floating-point operations keep
    their order (no fast-math): results are the same on every machine.
    """
    return cast("Function", numba.njit(nogil=True, cache=True)(function))
