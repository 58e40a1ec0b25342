"""WordNet 3.0 through nltk: where its files are, a copy that nltk accepts, and the taxa among its nouns."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import warnings
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nltk
from nltk.corpus.reader.wordnet import WordNetCorpusReader

from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterator

DEBIAN_FOLDER = Path("/usr/share/wordnet")

_FILES = (
    "adj.exc", "adv.exc", "cntlist.rev", "data.adj", "data.adv", "data.noun", "data.verb", "index.adj",
    "index.adv", "index.noun", "index.sense", "index.verb", "noun.exc", "verb.exc",
)  # fmt: skip
_MAXIMUM_FILE_BYTES = 64 << 20

# The lexicographer files in the order of their numbers (WordNet 3.0, manual page lexnames(5WN)). Debian's
# package leaves the file out; nltk cannot start without it.
_LEXNAMES = (
    "adj.all", "adj.pert", "adv.all", "noun.Tops", "noun.act", "noun.animal", "noun.artifact",
    "noun.attribute", "noun.body", "noun.cognition", "noun.communication", "noun.event", "noun.feeling",
    "noun.food", "noun.group", "noun.location", "noun.motive", "noun.object", "noun.person",
    "noun.phenomenon", "noun.plant", "noun.possession", "noun.process", "noun.quantity", "noun.relation",
    "noun.shape", "noun.state", "noun.substance", "noun.time", "verb.body", "verb.change", "verb.cognition",
    "verb.communication", "verb.competition", "verb.consumption", "verb.contact", "verb.creation",
    "verb.emotion", "verb.motion", "verb.perception", "verb.possession", "verb.social", "verb.stative",
    "verb.weather", "adj.ppl",
)  # fmt: skip
_PART_OF_SPEECH = {"noun": 1, "verb": 2, "adj": 3, "adv": 4}


@contextlib.contextmanager
def open_wordnet(folder: Path | None = None, *, download: bool = True) -> Iterator[Any]:
    """Yield nltk's reader of WordNet 3.0.

    Looks in `folder` if given; otherwise in nltk's data folders, at Debian's place, and last on the network.
    The files are copied to a private folder first: nltk refuses links, files of another user and files that
    others may write.

    Args:
        folder: Folder with the files of WordNet 3.0 (`data.noun` and its companions).
        download: Let nltk fetch WordNet when it is nowhere on this machine.

    Raises:
        ToolkitError: WordNet is not to be found, incomplete, or not version 3.0.
    """
    with tempfile.TemporaryDirectory(prefix="wordnet-") as root:
        corpus = Path(root) / "corpora" / "wordnet"
        corpus.mkdir(parents=True)
        _copy_corpus(_find_files(folder, Path(root), download=download), corpus)
        _check_version(corpus)
        nltk.data.path.insert(
            0, root
        )  # for as long as the reader is used: nltk checks on every file it opens
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about the multilingual extension, which is not used here
                reader = WordNetCorpusReader(nltk.data.find("corpora/wordnet"), None)
            yield reader
        finally:
            nltk.data.path.remove(root)


def _find_files(folder: Path | None, scratch: Path, *, download: bool) -> Path:
    """Return the folder, or the zip archive, that holds WordNet's files."""
    if folder is not None:
        return folder
    for root in nltk.data.path:
        for candidate in (Path(root) / "corpora" / "wordnet", Path(root) / "corpora" / "wordnet.zip"):
            if candidate.exists():
                return candidate
    if (DEBIAN_FOLDER / "data.noun").exists():
        return DEBIAN_FOLDER
    if download and nltk.download("wordnet", download_dir=str(scratch / "download"), quiet=True):
        return scratch / "download" / "corpora" / "wordnet.zip"
    raise ToolkitError(
        "WordNet 3.0 is not on this machine",
        expected=f"nltk's corpus `wordnet`, or the files of WordNet 3.0 in {DEBIAN_FOLDER}",
        remedy="python -m nltk.downloader wordnet, or install the Debian packages wordnet-base and "
        "wordnet-sense-index, or name the folder with --wordnet",
    )


def _copy_corpus(source: Path, corpus: Path) -> None:
    """Copy WordNet's files from `source` (folder or zip) into `corpus`, and write `lexnames`."""
    missing = []
    if zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            # Only members with a known name are read, and they land under that name: no path of the archive is used.
            members = {Path(info.filename).name: info for info in archive.infolist()}
            for name in _FILES:
                if name in members and members[name].file_size <= _MAXIMUM_FILE_BYTES:
                    (corpus / name).write_bytes(archive.read(members[name]))
                else:
                    missing.append(name)
    else:
        for name in _FILES:
            if (source / name).is_file():
                shutil.copyfile(source / name, corpus / name)
            else:
                missing.append(name)
    if missing:
        raise ToolkitError(
            "WordNet is incomplete",
            where=source,
            expected=", ".join(_FILES),
            found="without " + ", ".join(missing),
            remedy="on Debian install both wordnet-base and wordnet-sense-index",
        )
    lines = [
        f"{i:02d}\t{name}\t{_PART_OF_SPEECH[name[:4].rstrip('.')]}\n" for i, name in enumerate(_LEXNAMES)
    ]
    (corpus / "lexnames").write_text("".join(lines), encoding="ascii")


def _check_version(corpus: Path) -> None:
    """Raise unless `corpus` is version 3.0: the byte offsets of other versions mean other synsets."""
    with (corpus / "data.noun").open(encoding="latin-1") as file:
        header = [next(file, "") for _ in range(29)]
        # "entity" opens the nouns of WordNet 3.0 at byte 1740 and n02084071 is the dog; 3.1 has it elsewhere.
        file.seek(0)
        file.seek(2084071)
        dog = file.readline()
    if not any("WordNet 3.0" in line for line in header) or not dog.startswith("02084071 05 n 03 dog "):
        raise ToolkitError(
            "this is not WordNet 3.0",
            where=corpus / "data.noun",
            expected="noun offset 02084071 to be the dog",
            found=dog[:40].strip(),
            remedy="ImageNet's wnids are offsets of version 3.0; other versions will not do",
        )
