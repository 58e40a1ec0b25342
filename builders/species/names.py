"""Scientific names as strings: one spelling to compare by, hybrids, epithet stems and their endings."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

HYBRID_SIGN = "\N{MULTIPLICATION SIGN}"

_RANK_MARKER = re.compile(r" (?:var\.?|subsp\.?|ssp\.?|f\.|forma|cv\.) ")
_HYBRID_WORD = re.compile(rf"(?:^|(?<= ))(?:{HYBRID_SIGN}|x)(?= |$)")
_HYBRID_PREFIX = re.compile(rf"(?:^|(?<= )){HYBRID_SIGN}(?=\w)")
_BINOMIAL = re.compile(r"[a-z-]{2,} [a-z-]{2,}")
_SPACES = re.compile(r"\s+")

# Latin endings that change with the gender of the genus, or with an author's habit (-i and -ii).
_GENITIVE = ("ii", "iae", "ae", "i")
_GENDER = ("us", "um", "a", "er", "ra", "rum", "is", "e", "os", "on")
_MINIMUM_TYPO_LENGTH = 5


def normalise_name(name: str) -> str:
    """Return the spelling of `name` that comparisons use.

    Lower case, single spaces, no underscores, no rank markers (`var.`, `subsp.`), no hybrid signs:
    `Persea_Americana` becomes `persea americana`, `Viola x wittrockiana` becomes `viola wittrockiana`.
    """
    text = unicodedata.normalize("NFC", name).replace("_", " ").lower()
    text = _SPACES.sub(" ", text).strip()
    if _BINOMIAL.fullmatch(text):
        return text  # most names: nothing below would change them
    text = _RANK_MARKER.sub(" ", text)
    text = _HYBRID_PREFIX.sub("", _HYBRID_WORD.sub("", text))
    return _SPACES.sub(" ", text).strip()


def is_hybrid(name: str) -> bool:
    """Return whether `name` carries a hybrid sign: the multiplication sign, or a lone `x`."""
    text = name.replace("_", " ").lower()
    return HYBRID_SIGN in text or bool(_HYBRID_WORD.search(text))


def hybrid_parents(name: str) -> tuple[str, ...]:
    """Return the normalised parents of a hybrid formula, empty for every other name.

    `Ursus arctos x maritimus` gives `ursus arctos` and `ursus maritimus`. A hybrid with a name of its own
    (`Prunus x yedoensis`) has no formula and gives nothing.
    """
    parts = re.split(rf" (?:{HYBRID_SIGN}|x) ", _SPACES.sub(" ", name.replace("_", " ").lower()).strip())
    if len(parts) < 2 or len(parts[0].split()) < 2:
        return ()
    genus = parts[0].split()[0]
    parents = [" ".join(parts[0].split()[:2])]
    for part in parts[1:]:
        words = part.split()
        parents.append(f"{genus} {words[0]}" if len(words) == 1 else " ".join(words[:2]))
    return tuple(parents)


@lru_cache(maxsize=1 << 16)  # few epithets name many species
def epithet_stem(epithet: str) -> str:
    """Return `epithet` without the ending that follows the gender of the genus.

    A species that moves to another genus keeps the stem: `cucullata` and `cucullatus` both give `cucullat`.
    """
    stem = epithet.replace("-", "")
    for ending in ("iensis", "iense", "ensis", "ense"):
        if stem.endswith(ending):
            return stem.removesuffix(ending) + "ens"
    for ending in _GENITIVE:
        if stem.endswith(ending):
            return stem.removesuffix(ending) + "i"
    for ending in sorted(_GENDER, key=len, reverse=True):
        if stem.endswith(ending):
            return stem.removesuffix(ending)
    return stem


def stem_spellings(stem: str) -> frozenset[str]:
    """Return every hyphenless epithet whose `epithet_stem` is `stem`."""
    candidates = {stem, *(stem + ending for ending in _GENDER)}
    if stem.endswith("i"):
        candidates |= {stem[:-1] + ending for ending in _GENITIVE}
    if stem.endswith("ens"):
        candidates |= {stem[:-3] + ending for ending in ("iensis", "iense", "ensis", "ense")}
    return frozenset(spelling for spelling in candidates if epithet_stem(spelling) == stem)


def is_one_typo_apart(first: str, second: str) -> bool:
    """Return whether two epithets differ by one letter (changed, added, lost, or two neighbours swapped).

    Short epithets never count: `alba` and `alta` are different words, not a slip of the pen.
    """
    if abs(len(first) - len(second)) > 1 or min(len(first), len(second)) < _MINIMUM_TYPO_LENGTH:
        return False
    if first == second:
        return False
    if len(first) > len(second):
        first, second = second, first
    start = next((i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), len(first))
    if len(first) != len(second):
        return first[start:] == second[start + 1 :]
    swapped = first[:start] + first[start : start + 2][::-1] + first[start + 2 :]
    return first[start + 1 :] == second[start + 1 :] or swapped == second
