from __future__ import annotations

import importlib.util
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from builders.species import wordnet
from builders.species.__main__ import main
from builders.species.lexicon import (
    IMAGENET21K_CLASSES,
    committed_lexicon_text,
    format_lexicon,
    load_lexicon,
    parse_lexicon,
)
from builders.species.lexicon_making import read_wnid_lists
from builders.species.wordnet import DEBIAN_FOLDER, open_wordnet
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from pathlib import Path

has_wordnet = pytest.mark.skipif(
    not (DEBIAN_FOLDER / "index.sense").exists(), reason="WordNet 3.0 is not installed on this machine"
)


has_lists = pytest.mark.skipif(
    importlib.util.find_spec("timm") is None, reason="the lists of the package timm are not on this machine"
)


def test_the_lexicon_has_every_class_once() -> None:
    lexicon = load_lexicon()
    assert len(lexicon) == IMAGENET21K_CLASSES
    counts = Counter(
        {name: sum(entry.is_in(name) for entry in lexicon) for name in ("in21k", "in21kp", "in1k")}
    )
    # One of ImageNet-1K, the teddy bear n04399382, is not in the autumn 2011 release.
    assert counts == {"in21k": 21_841, "in21kp": 11_221, "in1k": 999}
    assert "n04399382" not in {entry.wnid for entry in lexicon}


def test_the_lexicon_reads_back_as_it_was_written() -> None:
    text = committed_lexicon_text()
    assert format_lexicon(parse_lexicon(text, "lexicon")) == text


@pytest.mark.parametrize(
    ("wnid", "lemma", "scientific", "kingdoms", "groups"),
    [
        ("n01641391", "leopard_frog", ("Rana pipiens",), ("animal",), ("amphibian",)),
        ("n02084071", "dog", ("Canis familiaris",), ("animal",), ("mammal",)),
        ("n12641413", "cherry", (), ("plant",), ()),
        ("n01491361", "tiger_shark", ("Galeocerdo cuvieri",), ("animal",), ("fish",)),
        ("n02958343", "car", (), (), ()),
    ],
)
def test_classes_carry_what_wordnet_says(
    wnid: str, lemma: str, scientific: tuple[str, ...], kingdoms: tuple[str, ...], groups: tuple[str, ...]
) -> None:
    entry = next(entry for entry in load_lexicon() if entry.wnid == wnid)
    assert entry.lemmas[0] == lemma
    assert (entry.scientific_names, entry.kingdoms, entry.groups) == (scientific, kingdoms, groups)


def test_common_names_are_not_taken_for_scientific_ones() -> None:
    scientific = {name for entry in load_lexicon() for name in entry.scientific_names}
    assert "Boston terrier" not in scientific
    assert "Canada goose" not in scientific
    assert "Ursus arctos horribilis" in scientific


@pytest.mark.parametrize("text", ["", "wnid,lemmas\n", committed_lexicon_text()[:5000].rsplit("\n", 1)[0]])
def test_an_incomplete_lexicon_is_refused(text: str) -> None:
    with pytest.raises(ToolkitError, match="lexicon"):
        parse_lexicon(text, "lexicon")


def test_a_folder_without_wordnet_names_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "data.noun").write_text("x")
    with pytest.raises(ToolkitError, match=r"index\.sense"), open_wordnet(tmp_path):
        pass


def test_wordnet_that_is_nowhere_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(wordnet, "DEBIAN_FOLDER", tmp_path / "none")
    monkeypatch.setattr("nltk.data.path", [str(tmp_path)])
    with pytest.raises(ToolkitError, match="wordnet-sense-index"), open_wordnet(download=False):
        pass


@has_wordnet
def test_another_version_of_wordnet_is_refused(tmp_path: Path) -> None:
    for path in DEBIAN_FOLDER.iterdir():
        if path.is_file():
            (tmp_path / path.name).symlink_to(path)
    text = (DEBIAN_FOLDER / "data.noun").read_text(encoding="latin-1")
    (tmp_path / "data.noun").unlink()
    (tmp_path / "data.noun").write_text(text[:1500] + "\n" + text[1500:], encoding="latin-1")
    with pytest.raises(ToolkitError, match=r"not WordNet 3\.0"), open_wordnet(tmp_path):
        pass


@has_wordnet
def test_links_and_archives_are_read_too(tmp_path: Path) -> None:
    """nltk itself refuses symbolic links, files of other users and files that others may write."""
    with zipfile.ZipFile(tmp_path / "wordnet.zip", "w") as archive:
        for path in DEBIAN_FOLDER.iterdir():
            if path.is_file():
                archive.write(path, f"wordnet/{path.name}")
        archive.writestr("../escape", "x")
    with open_wordnet(tmp_path / "wordnet.zip") as reader:
        assert reader.synset_from_pos_and_offset("n", 2084071).lexname() == "noun.animal"
    assert not (tmp_path.parent / "escape").exists()


def test_wnid_lists_of_other_lengths_are_refused(tmp_path: Path) -> None:
    (tmp_path / "imagenet22k_synsets.txt").write_text("n00004475\n")
    with pytest.raises(ToolkitError, match="another length"):
        read_wnid_lists(tmp_path)


@has_wordnet
@has_lists
@pytest.mark.slow
def test_the_lexicon_is_what_wordnet_and_the_lists_give(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["lexicon", "--check"]) == 0
    assert "21,841 classes" in capsys.readouterr().out


@has_wordnet
@has_lists
@pytest.mark.slow
def test_a_changed_lexicon_is_noticed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = committed_lexicon_text().replace("leopard_frog", "leopard_toad")
    monkeypatch.setattr("builders.species.__main__.committed_lexicon_text", lambda: changed)
    assert main(["lexicon", "--check"]) == 1
    assert "leopard_toad" in capsys.readouterr().err
