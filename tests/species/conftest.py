from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builders.species.evidence import Evidence, collect_evidence
from builders.species.lexicon import load_lexicon
from builders.species.taxonomy import Taxonomy, iterate_taxa, read_taxonomy
from tests.species import toys

if TYPE_CHECKING:
    from pathlib import Path

    from builders.species.taxonomy import Taxon


@pytest.fixture(scope="session")
def taxonomy_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return toys.write_parquet(tmp_path_factory.mktemp("taxonomy") / "taxa.parquet")


@pytest.fixture(scope="session")
def taxonomy(taxonomy_file: Path) -> Taxonomy:
    return read_taxonomy(taxonomy_file)


@pytest.fixture(scope="session")
def evidence(taxonomy: Taxonomy) -> Evidence:
    return collect_evidence(load_lexicon(), taxonomy)


@pytest.fixture(scope="session")
def taxa(taxonomy: Taxonomy) -> dict[int, Taxon]:
    return {taxon.taxon_id: taxon for taxon in iterate_taxa(taxonomy.table)}
