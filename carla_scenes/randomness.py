"""Random numbers that depend on what they are for, and on nothing else.

A generator is derived from (seed, purpose, item), so no item's numbers change with the order, the number of
workers, or how many numbers another item needed.
"""

from __future__ import annotations

import hashlib

import numpy as np

_GOLDEN = 0.6180339887498949


def generator(seed: int, purpose: str, *item: str | int) -> np.random.Generator:
    """Return the generator of one item.

    Args:
        seed: Of the whole build.
        purpose: What the numbers are for.
        item: What they are for in particular, such as a town and a frame.
    """
    text = "\0".join(map(str, (seed, purpose, *item)))
    return np.random.default_rng(int.from_bytes(hashlib.sha256(text.encode()).digest(), "big"))


def evenly_spread(index: int, seed: int, purpose: str, *item: str | int) -> float:
    """Return number `index` of a sequence in [0, 1) whose every stretch covers the interval evenly.

    The sequence adds the golden ratio each time, from a random start; shares drawn with it are met to about one
    item in any number of items.
    """
    start = float(generator(seed, purpose, *item).random())
    return (start + index * _GOLDEN) % 1.0


def shuffled_rounds(count: int, first: int, wanted: int, seed: int, purpose: str) -> list[int]:
    """Return numbers below `count` so that each comes up once a round, every round in another order.

    Args:
        count: How many there are.
        first: Place in the endless sequence to begin at.
        wanted: How many numbers to return.
        seed: Of the whole build.
        purpose: What the numbers are for.
    """
    orders: dict[int, list[int]] = {}
    numbers = []
    for place in range(first, first + wanted):
        turn = place // count
        if turn not in orders:
            orders[turn] = generator(seed, purpose, turn).permutation(count).tolist()
        numbers.append(orders[turn][place % count])
    return numbers
