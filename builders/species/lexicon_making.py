"""Making of the ImageNet-21K lexicon from WordNet 3.0 and the published lists of wnids."""

from __future__ import annotations

import importlib.util
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builders.species.lexicon import IMAGENET21K_CLASSES, ImageNetClass
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterable

# File names in the folder timm/data/_info of the package `timm`, and how many wnids each list has.
_LIST_FILES = {
    "in_21k": ("imagenet22k_synsets.txt", IMAGENET21K_CLASSES),
    "in_21kp": ("imagenet21k_miil_synsets.txt", 11_221),
    "in_1k": ("imagenet_synsets.txt", 1_000),
}

_KINGDOM_ROOTS = {
    15388: "animal", 17222: "plant", 12992868: "fungus", 1326291: "microbe", 1387065: "protist",
    1395254: "protist",
}  # fmt: skip
_GROUP_ROOTS = {
    1473806: "fish", 1503061: "bird", 1861778: "mammal", 1661091: "reptile",
    1627424: "amphibian", 2159955: "insect", 1769347: "arachnid", 1940736: "mollusk", 1974773: "crustacean",
}  # fmt: skip
# WordNet's taxa hang below "plant genus", "fish family" and so on, not below the organism.
_TAXON_KINGDOMS = {
    "plant": ("dicot", "monocot", "fern", "moss", "gymnosperm", "plant"),
    "fungus": ("fungus",),
    "microbe": ("bacteria", "protoctist"),
    "animal": (
        "bird", "mammal", "fish", "arthropod", "reptile", "mollusk", "amphibian", "worm", "coelenterate",
        "echinoderm", "chordate", "ctenophore",
    ),
}  # fmt: skip
_KINGDOM_OF_TAXON = {
    f"{word}_{rank}": kingdom
    for kingdom, words in _TAXON_KINGDOMS.items()
    for word in words
    for rank in ("genus", "family")
}

_TAXON_LEXNAMES = frozenset({"noun.Tops", "noun.animal", "noun.plant", "noun.group"})
NAME_LEXNAMES = _TAXON_LEXNAMES | {"noun.food"}
"""Lexicographer files whose synsets may carry the scientific name of a living thing."""

_SCIENTIFIC_SHAPE = re.compile(r"[A-Z][a-z-]+(?: [a-z-]+\.?)?(?: [a-z-]+\.?){1,3}")
_TAXON_NAME = re.compile(r"[A-Z][a-z-]+")


def read_wnid_lists(source: Path | None = None) -> dict[str, frozenset[str]]:
    """Return the wnids of `in_21k`, `in_21kp` and `in_1k`.

    Args:
        source: Folder with the published lists; when None, the installed package `timm`, which carries them
            as text (it is located, not imported: importing it would need torch).

    Raises:
        ToolkitError: The lists are not there, or have other lengths than published.
    """
    if source is None:
        spec = importlib.util.find_spec("timm")
        if spec is None or spec.origin is None:
            raise ToolkitError(
                "the published lists of ImageNet wnids are not on this machine",
                expected="the package timm, or its folder timm/data/_info by --wnid-lists",
                remedy="pip install --no-deps timm",
            )
        source = Path(spec.origin).parent / "data" / "_info"
    lists = {}
    for name, (file_name, length) in _LIST_FILES.items():
        wnids = frozenset((source / file_name).read_text(encoding="ascii").split())
        if len(wnids) != length:
            raise ToolkitError(
                "a list of ImageNet wnids has another length than published",
                where=source / file_name,
                expected=f"{length:,}",
                found=f"{len(wnids):,}",
            )
        lists[name] = wnids
    return lists


@dataclass
class _Nouns:
    """What the making needs of WordNet's nouns, read once: everything by synset offset."""

    lemmas: dict[int, tuple[str, ...]] = field(default_factory=dict)
    lexnames: dict[int, str] = field(default_factory=dict)
    hypernyms: dict[int, tuple[int, ...]] = field(default_factory=dict)
    holonyms: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _ancestors: dict[int, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def read(cls, wordnet: Any) -> _Nouns:
        nouns = cls()
        for synset in wordnet.all_synsets("n"):
            offset = synset.offset()
            nouns.lemmas[offset] = tuple(synset.lemma_names())
            nouns.lexnames[offset] = synset.lexname()
            nouns.hypernyms[offset] = _offsets([*synset.hypernyms(), *synset.instance_hypernyms()])
            nouns.holonyms[offset] = _offsets(synset.member_holonyms())
        return nouns

    def lineage(self, offset: int) -> frozenset[int]:
        """Return `offset` and all that it descends from."""
        if offset not in self._ancestors:
            parents = (self.lineage(parent) for parent in self.hypernyms[offset])
            self._ancestors[offset] = frozenset({offset}).union(*parents)
        return self._ancestors[offset]

    def has_rank(self, offset: int, rank: str) -> bool:
        """Return whether the synset is a taxon of `rank` (`genus`, `family`)."""
        if self.lexnames[offset] not in _TAXON_LEXNAMES:
            return False
        if any(lemma.startswith(rank + "_") for lemma in self.lemmas[offset]):
            return True
        above = self.lineage(offset) - {offset}
        return any(lemma == rank or lemma.endswith("_" + rank) for a in above for lemma in self.lemmas[a])

    def taxon_names(self, offset: int, rank: str) -> tuple[str, ...]:
        """Return the bare names of a taxon: `Rana` for the synset `Rana, genus Rana`."""
        bare = dict.fromkeys(lemma.removeprefix(rank + "_") for lemma in self.lemmas[offset])
        return tuple(name for name in bare if _TAXON_NAME.fullmatch(name))


def _offsets(synsets: Iterable[Any]) -> tuple[int, ...]:
    return tuple(synset.offset() for synset in synsets)


def make_lexicon(wordnet: Any, lists: dict[str, frozenset[str]]) -> list[ImageNetClass]:
    """Return the lexicon, sorted by wnid.

    Args:
        wordnet: nltk's reader of WordNet 3.0, as `open_wordnet` yields it.
        lists: The wnids of `in_21k`, `in_21kp` and `in_1k`, as `read_wnid_lists` gives them.

    Raises:
        ToolkitError: A wnid is no noun of this WordNet.
    """
    nouns = _Nouns.read(wordnet)
    unknown = sorted(wnid for wnid in lists["in_21k"] if int(wnid[1:]) not in nouns.lemmas)
    if unknown:
        raise ToolkitError(
            "ImageNet wnids that are no nouns of this WordNet",
            expected="every wnid to be a noun offset of WordNet 3.0",
            found=", ".join(unknown[:5]),
        )
    genus_synsets = defaultdict(set)
    for offset in nouns.lemmas:
        if nouns.has_rank(offset, "genus"):
            for name in nouns.taxon_names(offset, "genus"):
                genus_synsets[name].add(offset)
    common_nouns = {lemma for lemmas in nouns.lemmas.values() for lemma in lemmas if lemma.islower()}
    return [_make_class(wnid, lists, nouns, genus_synsets, common_nouns) for wnid in sorted(lists["in_21k"])]


def _make_class(
    wnid: str,
    lists: dict[str, frozenset[str]],
    nouns: _Nouns,
    genus_synsets: dict[str, set[int]],
    common_nouns: set[str],
) -> ImageNetClass:
    """Return the lexicon's entry for one class."""
    offset = int(wnid[1:])
    lemmas = nouns.lemmas[offset]
    above = {h for h in nouns.holonyms[offset] if nouns.has_rank(h, "genus")}
    filed_under = {name for holonym in above for name in nouns.taxon_names(holonym, "genus")}
    scientific = [
        lemma
        for lemma in lemmas
        if nouns.lexnames[offset] in NAME_LEXNAMES and _is_scientific(lemma, filed_under, common_nouns)
    ]
    genera = filed_under | {lemma.split("_")[0].capitalize() for lemma in scientific} & genus_synsets.keys()
    names_a_species = any(lemma.split("_")[0] in genus_synsets for lemma in scientific)
    genus_of = set() if names_a_species else set(filed_under)
    if nouns.has_rank(offset, "genus"):
        genus_of.update(nouns.taxon_names(offset, "genus"))
    families = _families_above(nouns, offset).union(
        *(_families_above(nouns, synset) for genus in genera for synset in genus_synsets[genus])
    )
    return ImageNetClass(
        wnid=wnid,
        lemmas=lemmas,
        in_1k=wnid in lists["in_1k"],
        in_21k=True,
        in_21kp=wnid in lists["in_21kp"],
        lexname=nouns.lexnames[offset],
        kingdoms=tuple(sorted(_kingdoms(nouns, offset))),
        groups=tuple(sorted({_GROUP_ROOTS[a] for a in nouns.lineage(offset) if a in _GROUP_ROOTS})),
        scientific_names=tuple(lemma.replace("_", " ") for lemma in scientific),
        genera=tuple(sorted(genera)),
        genus_of=tuple(sorted(genus_of)),
        families=tuple(sorted(families)),
    )


def _is_scientific(lemma: str, filed_under: set[str], common_nouns: set[str]) -> bool:
    """Return whether `lemma` is a binomial or trinomial rather than a common name.

    `Boston terrier` has the shape of a binomial, but its last word is a noun; `Struthio camelus` ends in no
    noun, and where one does, as in `Boa constrictor`, WordNet's filing under the genus tells.
    """
    words = lemma.split("_")
    if not _SCIENTIFIC_SHAPE.fullmatch(" ".join(words)):
        return False
    return words[0] in filed_under or words[-1] not in common_nouns


def _kingdoms(nouns: _Nouns, offset: int) -> set[str]:
    lineage = nouns.lineage(offset)
    kingdoms = {_KINGDOM_ROOTS[a] for a in lineage if a in _KINGDOM_ROOTS}
    if kingdoms:
        return kingdoms
    return {
        _KINGDOM_OF_TAXON[lemma] for a in lineage for lemma in nouns.lemmas[a] if lemma in _KINGDOM_OF_TAXON
    }


def _families_above(nouns: _Nouns, offset: int) -> set[str]:
    """Return the names of the nearest families that the synset is a member of, at any depth."""
    families: set[str] = set()
    waiting, seen = [offset], {offset}
    while waiting:
        for holonym in nouns.holonyms[waiting.pop()]:
            if holonym in seen:
                continue
            seen.add(holonym)
            if nouns.has_rank(holonym, "family"):
                families.update(nouns.taxon_names(holonym, "family"))
            else:
                waiting.append(holonym)
    return families
