from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builders.species.evidence import Evidence, collect_evidence
from builders.species.lexicon import load_lexicon
from builders.species.taxonomy import Taxonomy, iterate_taxa, read_taxonomy
from tests.species import toys
from tests.species.fake_inaturalist import FakeINaturalist, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

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


SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "inaturalist"


@pytest.fixture
def real_replies() -> Path:
    """Recorded answers of the real site, where they lie beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("no recorded answers of iNaturalist beside this checkout")
    return SHARED


@pytest.fixture
def fake() -> Iterator[FakeINaturalist]:
    yield from serve()
