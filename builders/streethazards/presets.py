"""How many frames of which town go into which split."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """Frames of one town: `town` in `split`, `frames` of them."""

    town: str
    split: str
    frames: int


def _spread(split: str, towns: tuple[str, ...], frames: int) -> tuple[Share, ...]:
    """Return the frames of a split spread over its towns, the first ones taking what is left over."""
    each, over = divmod(frames, len(towns))
    return tuple(Share(town, split, each + (index < over)) for index, town in enumerate(towns))


def _preset(train: int, validation: int, test: int) -> tuple[Share, ...]:
    return (
        *_spread("train", ("Town01", "Town02", "Town03"), train),
        *_spread("validation", ("Town04",), validation),
        *_spread("test", ("Town05", "Town06"), test),
    )


PRESETS = {
    "paper": _preset(
        5125, 1031, 1500
    ),  # the counts of the published release; towns as in the paper, section 5
    "small": _preset(60, 15, 30),
    "demo": _preset(12, 4, 8),
}


def counts(shares: tuple[Share, ...]) -> dict[str, int]:
    """Return the frames of each split."""
    totals: dict[str, int] = {}
    for share in shares:
        totals[share.split] = totals.get(share.split, 0) + share.frames
    return totals
