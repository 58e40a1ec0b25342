"""How this package is compiled: two decorators, and the few operations that numba has no name for.

Results are the same on every machine: floating-point operations keep their order (no fast-math), and what differs
between C libraries (exponentials, sines) is in `arithmetic`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numba
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

if TYPE_CHECKING:
    from collections.abc import Callable

Function = TypeVar("Function", bound="Callable[..., Any]")

_PACKAGE = Path(__file__).parent


def _digest() -> str:
    """Return a short digest of all sources that are compiled into kernels."""
    sources = [*sorted(_PACKAGE.glob("*.py")), _PACKAGE.parent / "geometry" / "materials.py"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:10]


_VERSION = _digest()


_INLINED: dict[str, Any] = {"error_model": "numpy", "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""Wrappers for Python and C take as long to compile as what they wrap."""

_KERNEL: dict[str, Any] = {"error_model": "numpy", "nogil": True, "no_cfunc_wrapper": True}


def inlined(function: Function) -> Function:
    """Return `function` compiled as a part of the kernels that call it; Python itself cannot call it."""
    return cast("Function", numba.njit(**_INLINED)(function))


def kernel(function: Function) -> Function:
    """Return `function` compiled on its first call and kept on disk for the next process.

    It runs without the interpreter's lock, so threads run it side by side. numba looks for changes only in a
    kernel's own file, so the name under which it is kept tells the state of the whole package.
    """
    function.__qualname__ = f"{function.__qualname__}_{_VERSION}"
    try:
        return cast("Function", numba.njit(cache=True, **_KERNEL)(function))
    except RuntimeError:  # nowhere to keep it: neither beside the sources nor in the user's cache folder
        return cast("Function", numba.njit(**_KERNEL)(function))


def _operation(function: Callable[..., Any]) -> Any:
    """Return an operation of kernels from a function that gives its types and writes its code."""
    return intrinsic(function)


@_operation
def take_next(_typing: Any, address: Any) -> Any:
    """Return the int64 at an address and count it up, as one step that threads cannot come between."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        pointer = builder.inttoptr(arguments[0], ir.IntType(64).as_pointer())
        return builder.atomic_rmw("add", pointer, ir.Constant(ir.IntType(64), 1), "monotonic")

    return types.int64(types.uintp), generate


@_operation
def call_library(_typing: Any, function: Any, scene: Any, ray: Any) -> Any:
    """Call a C function `void f(scene, ray, NULL)`; all three are addresses."""

    def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        byte = ir.IntType(8).as_pointer()
        kind = ir.FunctionType(ir.VoidType(), [byte, byte, byte])
        callee = builder.inttoptr(arguments[0], kind.as_pointer())
        pointers = [builder.inttoptr(address, byte) for address in arguments[1:]]
        builder.call(callee, [*pointers, ir.Constant(byte, None)])
        return context.get_dummy_value()

    return types.void(types.uintp, types.uintp, types.uintp), generate


@_operation
def word_of(_typing: Any, value: Any) -> Any:
    """Return the bits of a float32 as an int32."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.IntType(32))

    return types.int32(types.float32), generate


@_operation
def float_of_word(_typing: Any, value: Any) -> Any:
    """Return the float32 of the bits of an int32."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.FloatType())

    return types.float32(types.int32), generate


@_operation
def bits_of(_typing: Any, value: Any) -> Any:
    """Return the bits of a float64 as an int64."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.IntType(64))

    return types.int64(types.float64), generate


@_operation
def float_of_bits(_typing: Any, value: Any) -> Any:
    """Return the float64 of the bits of an int64."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.DoubleType())

    return types.float64(types.int64), generate
