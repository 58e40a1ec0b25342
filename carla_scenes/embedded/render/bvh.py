"""Rays without any library: trees of boxes over triangles, and one over instances, in numba.

Slower than Embree by a factor of three to four. Used where the library cannot be loaded, and to check it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from carla_scenes.embedded.render.compiled import float_of_word, inlined, kernel, word_of
from carla_scenes.embedded.render.matrices import inverse_rows
from carla_scenes.embedded.render.ray import DIRECTION, FAR, INSTANCE, NORMAL, ORIGIN, PRIMITIVE, STACK, U, V
from carla_scenes.embedded.render.vectors import cross

if TYPE_CHECKING:
    import numpy.typing as npt

    from carla_scenes.embedded.render.vectors import Vector

    Floats32 = npt.NDArray[np.float32]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int32]

_BINS = 16
_LEAF = 3
_TOP_LEVELS = 48
_NOTHING = 1e300


class BvhHandle(NamedTuple):
    """What kernels need to trace a ray.

    Attributes:
        boxes: (N, 6) float32, lowest and highest corners of all trees' nodes; the top tree comes first.
        links: (N, 2) int32: first child and -1, or first item and number of items.
        items: (K,) int32: faces of meshes, and slots of instances.
        corners: (K, 9) float64: a triangle's corners, in the order of `items`.
        roots: (S,) int32: root node of each slot's mesh, -1 where there is none.
        inverses: (S, 12) float64: rows of each slot's matrix from the world to the mesh.
    """

    boxes: Floats32
    links: Ints
    items: Ints
    corners: Floats
    roots: Ints
    inverses: Floats


@inlined
def _inverse(x: float) -> float:
    """Return 1 / x, finite also for 0."""
    if abs(x) < 1e-12:
        return 1e12 if x >= 0.0 else -1e12
    return 1.0 / x


@inlined
def _enters(boxes: Floats32, node: int, origin: Vector, slopes: Vector, far: float) -> float:
    """Return the distance at which a ray enters a node's box, or `_NOTHING`."""
    low, high = 0.0, far
    for axis in range(3):
        one = (boxes[node, axis] - origin[axis]) * slopes[axis]
        other = (boxes[node, 3 + axis] - origin[axis]) * slopes[axis]
        low = max(low, min(one, other))
        high = min(high, max(one, other))
    # Boxes are in single precision: a hair of tolerance keeps edges closed.
    return low if low <= high * 1.000001 + 1e-7 else _NOTHING


@inlined
def _shear(direction: Vector) -> tuple[int, int, int, float, float, float]:
    """Return the axes, longest last, and the shear that turns a direction into the last of them."""
    x, y, z = abs(direction[0]), abs(direction[1]), abs(direction[2])
    last = 0 if x >= y and x >= z else (1 if y >= z else 2)
    first, second = (last + 1) % 3, (last + 2) % 3
    return (
        first,
        second,
        last,
        direction[first] / direction[last],
        direction[second] / direction[last],
        1.0 / direction[last],
    )


@inlined
def _meets(
    handle: BvhHandle, place: int, origin: Vector, shear: tuple[int, int, int, float, float, float]
) -> Vector:
    """Return distance and barycentric coordinates of a triangle's hit; a negative distance for none.

    After Woop, Benthin and Wald, "Watertight ray/triangle intersection": what two triangles compute of a common
    edge differs in nothing but the sign.
    """
    corners = handle.corners
    first, second, last, along_first, along_second, scale = shear
    az = corners[place, last] - origin[last]
    bz = corners[place, 3 + last] - origin[last]
    cz = corners[place, 6 + last] - origin[last]
    ax = corners[place, first] - origin[first] - along_first * az
    ay = corners[place, second] - origin[second] - along_second * az
    bx = corners[place, 3 + first] - origin[first] - along_first * bz
    by = corners[place, 3 + second] - origin[second] - along_second * bz
    cx = corners[place, 6 + first] - origin[first] - along_first * cz
    cy = corners[place, 6 + second] - origin[second] - along_second * cz
    a, b, c = cx * by - cy * bx, ax * cy - ay * cx, bx * ay - by * ax
    total = a + b + c
    if total == 0.0 or (min(a, b, c) < 0.0 < max(a, b, c)):
        return (-1.0, 0.0, 0.0)
    return ((a * az + b * bz + c * cz) * scale / total, b / total, c / total)


@inlined
def _in_mesh(
    handle: BvhHandle, ray: Floats32, slot: int, origin: Vector, direction: Vector, near: float, any_hit: bool
) -> bool:
    """Look for a nearer hit in one instance, given the ray in the mesh's axes; write it into the ray."""
    slopes = (_inverse(direction[0]), _inverse(direction[1]), _inverse(direction[2]))
    shear = _shear(direction)
    far: float = np.float64(ray[FAR])
    bottom = STACK + _TOP_LEVELS
    top = bottom
    node = int(handle.roots[slot])
    found = False
    while True:
        count = handle.links[node, 1]
        first = handle.links[node, 0]
        following = -1
        if count < 0:
            left = _enters(handle.boxes, first, origin, slopes, far)
            right = _enters(handle.boxes, first + 1, origin, slopes, far)
            nearer, farther = (first, first + 1) if left <= right else (first + 1, first)
            if min(left, right) < _NOTHING:
                following = nearer
                if max(left, right) < _NOTHING:
                    ray[top] = float_of_word(np.int32(farther))
                    top += 1
        else:
            for place in range(first, first + count):
                distance, u, v = _meets(handle, place, origin, shear)
                if near < distance < far:
                    far = distance
                    found = True
                    _write_hit(handle, ray, slot, place, distance, u, v)
            if found and any_hit:
                return True
        if following < 0:
            if top == bottom:
                return found
            top -= 1
            following = int(word_of(ray[top]))
        node = following


@inlined
def _write_hit(
    handle: BvhHandle, ray: Floats32, slot: int, place: int, distance: float, u: float, v: float
) -> None:
    corners = handle.corners
    first = (
        corners[place, 3] - corners[place, 0],
        corners[place, 4] - corners[place, 1],
        corners[place, 5] - corners[place, 2],
    )
    second = (
        corners[place, 6] - corners[place, 0],
        corners[place, 7] - corners[place, 1],
        corners[place, 8] - corners[place, 2],
    )
    normal = cross(first, second)
    ray[FAR] = distance
    ray[NORMAL], ray[NORMAL + 1], ray[NORMAL + 2] = normal
    ray[U], ray[V] = u, v
    ray[PRIMITIVE] = float_of_word(handle.items[place])
    ray[INSTANCE] = float_of_word(np.int32(slot))


@inlined
def _walk(
    handle: BvhHandle,
    ray: Floats32,
    origin: Vector,
    direction: Vector,
    near: float,
    far: float,
    any_hit: bool,
) -> bool:
    """Trace a ray through all instances."""
    ray[ORIGIN], ray[ORIGIN + 1], ray[ORIGIN + 2] = origin
    ray[DIRECTION], ray[DIRECTION + 1], ray[DIRECTION + 2] = direction
    ray[FAR] = far
    slopes = (_inverse(direction[0]), _inverse(direction[1]), _inverse(direction[2]))
    top = STACK
    ray[top] = float_of_word(np.int32(0))
    top += 1
    found = False
    while top > STACK:
        top -= 1
        node = int(word_of(ray[top]))
        if _enters(handle.boxes, node, origin, slopes, np.float64(ray[FAR])) == _NOTHING:
            continue
        first, count = handle.links[node, 0], handle.links[node, 1]
        if count < 0:
            ray[top] = float_of_word(np.int32(first + 1))
            ray[top + 1] = float_of_word(np.int32(first))
            top += 2
            continue
        for place in range(first, first + count):
            slot = int(handle.items[place])
            m = handle.inverses[slot]
            local = (
                m[0] * origin[0] + m[1] * origin[1] + m[2] * origin[2] + m[3],
                m[4] * origin[0] + m[5] * origin[1] + m[6] * origin[2] + m[7],
                m[8] * origin[0] + m[9] * origin[1] + m[10] * origin[2] + m[11],
            )
            turned = (
                m[0] * direction[0] + m[1] * direction[1] + m[2] * direction[2],
                m[4] * direction[0] + m[5] * direction[1] + m[6] * direction[2],
                m[8] * direction[0] + m[9] * direction[1] + m[10] * direction[2],
            )
            if _in_mesh(handle, ray, slot, local, turned, near, any_hit):
                found = True
                if any_hit:
                    return True
    return found


@inlined
def bvh_closest(
    handle: BvhHandle, ray: Floats32, origin: Vector, direction: Vector, near: float, far: float
) -> bool:
    """Find the first hit; see `rays.closest`."""
    return _walk(handle, ray, origin, direction, near, far, False)


@inlined
def bvh_blocked(
    handle: BvhHandle, ray: Floats32, origin: Vector, direction: Vector, near: float, far: float
) -> bool:
    """Return whether anything is hit; see `rays.blocked`."""
    return _walk(handle, ray, origin, direction, near, far, True)


@inlined
def _area(box: Floats) -> float:
    x, y, z = box[3] - box[0], box[4] - box[1], box[5] - box[2]
    return x * y + y * z + z * x


@inlined
def _grow(box: Floats, boxes: Floats32, item: int) -> None:
    for axis in range(3):
        box[axis] = min(box[axis], boxes[item, axis])
        box[3 + axis] = max(box[3 + axis], boxes[item, 3 + axis])


@inlined
def _empty(box: Floats) -> None:
    box[:3] = math.inf
    box[3:] = -math.inf


@inlined
def _best_split(
    boxes: Floats32, order: Ints, low: int, high: int, centres: Floats, bins: Floats, rights: Floats
) -> tuple[int, int]:
    """Return axis and bin after which a range of items is best cut (by surface area); axis -1 for nowhere."""
    best, axis_found, bin_found = math.inf, -1, 0
    counts = np.zeros(_BINS, np.int64)
    box = np.zeros(6)
    for axis in range(3):
        extent = centres[3 + axis] - centres[axis]
        if extent <= 0.0:
            continue
        counts[:] = 0
        for k in range(_BINS):
            _empty(bins[k])
        for place in range(low, high):
            item = order[place]
            k = _bin(boxes, item, axis, centres[axis], extent)
            counts[k] += 1
            _grow(bins[k], boxes, item)
        _empty(box)
        total = 0
        for k in range(_BINS - 1, 0, -1):
            total += counts[k]
            for part in range(3):
                box[part] = min(box[part], bins[k, part])
                box[3 + part] = max(box[3 + part], bins[k, 3 + part])
            rights[k] = _area(box) * total if total > 0 else math.inf
        _empty(box)
        total = 0
        for k in range(_BINS - 1):
            total += counts[k]
            for part in range(3):
                box[part] = min(box[part], bins[k, part])
                box[3 + part] = max(box[3 + part], bins[k, 3 + part])
            if 0 < total < high - low and _area(box) * total + rights[k + 1] < best:
                best, axis_found, bin_found = (_area(box) * total + rights[k + 1], axis, k)
    return axis_found, bin_found


@inlined
def _bin(boxes: Floats32, item: int, axis: int, start: float, extent: float) -> int:
    centre = (np.float64(boxes[item, axis]) + np.float64(boxes[item, 3 + axis])) * 0.5
    return min(_BINS - 1, int((centre - start) / extent * _BINS))


@kernel
def build_tree(boxes: Floats32) -> tuple[Floats32, Ints, Ints]:
    """Build a tree over boxes.

    Args:
        boxes: (K, 6) float32, lowest and highest corners.

    Returns:
        Boxes of the nodes (N, 6), links (N, 2) as in `BvhHandle`, and the order of the items (K,).
    """
    count = len(boxes)
    order = np.arange(count).astype(np.int32)
    nodes = np.empty((max(1, 2 * count), 6), np.float32)
    links = np.zeros((max(1, 2 * count), 2), np.int32)
    pending = np.empty((4 * _TOP_LEVELS + 64, 3), np.int64)
    pending[0] = np.array([0, 0, count])
    waiting, used = 1, 1
    centres, box = np.empty(6), np.empty(6)
    bins, rights = np.empty((_BINS, 6)), np.empty(_BINS)
    while waiting > 0:
        waiting -= 1
        node, low, high = pending[waiting]
        _empty(box)
        _empty(centres)
        for place in range(low, high):
            item = order[place]
            _grow(box, boxes, item)
            for axis in range(3):
                centre = (np.float64(boxes[item, axis]) + np.float64(boxes[item, 3 + axis])) * 0.5
                centres[axis] = min(centres[axis], centre)
                centres[3 + axis] = max(centres[3 + axis], centre)
        nodes[node] = box.astype(np.float32)
        if high - low <= _LEAF:
            links[node, 0], links[node, 1] = low, high - low
            continue
        axis, cut = _best_split(boxes, order, low, high, centres, bins, rights)
        middle = (low + high) // 2
        if axis >= 0:
            middle = _parted(boxes, order, low, high, axis, cut, centres)
        links[node, 0], links[node, 1] = used, -1
        # The larger half waits, so that few do.
        halves = ((used, low, middle), (used + 1, middle, high))
        larger = 0 if middle - low > high - middle else 1
        pending[waiting] = np.array(halves[larger])
        pending[waiting + 1] = np.array(halves[1 - larger])
        waiting += 2
        used += 2
    return nodes[:used].copy(), links[:used].copy(), order


@inlined
def _parted(boxes: Floats32, order: Ints, low: int, high: int, axis: int, cut: int, centres: Floats) -> int:
    """Bring the items up to a bin to the front; return where the others begin."""
    extent = centres[3 + axis] - centres[axis]
    start, end = low, high - 1
    while start <= end:
        if _bin(boxes, order[start], axis, centres[axis], extent) <= cut:
            start += 1
        else:
            order[start], order[end] = order[end], order[start]
            end -= 1
    return start


class BvhRays:
    """Two levels of trees; see `rays.Rays`."""

    def __init__(self) -> None:
        self._meshes: dict[int, tuple[Floats32, Ints, Ints, Floats]] = {}
        self._next = 0
        self._placed: dict[int, tuple[int, Floats]] = {}
        self._handle: BvhHandle | None = None

    @property
    def handle(self) -> BvhHandle:
        """What kernels trace rays with."""
        if self._handle is None:
            self._handle = self._gathered()
        return self._handle

    def add_mesh(self, vertices: Floats32, faces: Ints) -> int:
        """Build a mesh and return its number; see `rays.Rays`."""
        corners = np.asarray(vertices, np.float32)[np.asarray(faces)]
        boxes = np.concatenate([corners.min(axis=1), corners.max(axis=1)], axis=1)
        nodes, links, order = build_tree(np.ascontiguousarray(boxes, np.float32))
        sorted_corners = corners[order].astype(np.float64).reshape(-1, 9)
        self._meshes[self._next] = (nodes, links, order, sorted_corners)
        self._next += 1
        return self._next - 1

    def drop_mesh(self, mesh: int) -> None:
        """Forget a mesh; see `rays.Rays`."""
        del self._meshes[mesh]
        self._handle = None

    def place(self, slot: int, mesh: int, matrix: Floats) -> None:
        """Put a mesh somewhere, under a number of one's own; see `rays.Rays`."""
        self._placed[slot] = (mesh, np.asarray(matrix, np.float64))
        self._handle = None

    def remove(self, slot: int) -> None:
        """Take away what has a number, if anything; see `rays.Rays`."""
        if self._placed.pop(slot, None) is not None:
            self._handle = None

    def commit(self) -> None:
        """Make changes visible to rays."""
        self._handle = self._gathered()

    def clear(self) -> None:
        """Forget all meshes and what was placed."""
        self._placed.clear()
        self._meshes.clear()
        self._handle = None

    def close(self) -> None:
        """Do nothing: there is only memory of Python's own."""

    def _gathered(self) -> BvhHandle:
        """Put all trees behind one another and build the top one."""
        slots = sorted(self._placed)
        top_boxes = np.array([self._world_box(slot) for slot in slots], np.float32).reshape(-1, 6)
        nodes, links, order = build_tree(top_boxes)
        all_nodes, all_links = [nodes], [links]
        all_items, all_corners = ([np.array(slots, np.int32)[order]], [np.zeros((len(order), 9))])
        roots = np.full(max(slots, default=0) + 1, -1, np.int32)
        mesh_roots: dict[int, int] = {}
        node_count, item_count = len(nodes), len(order)
        for index, (mesh_nodes, mesh_links, mesh_order, mesh_corners) in self._meshes.items():
            mesh_roots[index] = node_count
            inner = mesh_links[:, 1] < 0
            moved = mesh_links.copy()
            moved[:, 0] += np.where(inner, node_count, item_count).astype(np.int32)
            all_nodes.append(mesh_nodes)
            all_links.append(moved)
            all_items.append(mesh_order)
            all_corners.append(mesh_corners)
            node_count += len(mesh_nodes)
            item_count += len(mesh_order)
        inverses = np.zeros((len(roots), 12))
        for slot in slots:
            mesh, matrix = self._placed[slot]
            roots[slot] = mesh_roots[mesh]
            inverses[slot] = inverse_rows(matrix).ravel()
        return BvhHandle(
            np.concatenate(all_nodes),
            np.concatenate(all_links),
            np.concatenate(all_items),
            np.concatenate(all_corners),
            roots,
            inverses,
        )

    def _world_box(self, slot: int) -> Floats:
        """Return the box around an instance, (6,), a little larger than needed."""
        mesh, matrix = self._placed[slot]
        box = self._meshes[mesh][0][0].astype(np.float64)
        choose = np.array([[i, j, k] for i in (0, 3) for j in (1, 4) for k in (2, 5)])
        corners = box[choose] @ matrix[:3, :3].T + matrix[:3, 3]
        margin = 1e-5 * (1.0 + np.abs(corners).max(axis=0))
        return np.concatenate([corners.min(axis=0) - margin, corners.max(axis=0) + margin])
