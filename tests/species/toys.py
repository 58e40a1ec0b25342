"""A small taxonomy of real taxa, written as each of the files that the real one is published in."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from pathlib import Path

AMPHIBIAN = ("Animalia", "Chordata", "Amphibia")
BIRD = ("Animalia", "Chordata", "Aves")
REPTILE = ("Animalia", "Chordata", "Reptilia")
MAMMAL = ("Animalia", "Chordata", "Mammalia")
INSECT = ("Animalia", "Arthropoda", "Insecta")
ARACHNID = ("Animalia", "Arthropoda", "Arachnida")
FLOWER = ("Plantae", "Tracheophyta", "Magnoliopsida")
BACTERIUM = ("Bacteria", "Firmicutes", "Bacilli")

# (taxon id, lineage down to the class, family, genus, name, rank): ids and names as in the real taxonomy
TAXA = [
    (5173, BIRD, "Accipitridae", "Circus", "Circus aeruginosus", "species"),
    (6937, BIRD, "Anatidae", "Anas", "Anas crecca", "species"),
    (7056, BIRD, "Anatidae", "Aythya", "Aythya americana", "species"),
    (485176, BIRD, "Anatidae", "Mareca", "Mareca americana", "species"),
    (12716, BIRD, "Turdidae", "Turdus", "Turdus merula", "species"),
    (12720, BIRD, "Turdidae", "Turdus", "Turdus grayi", "species"),
    (6922, BIRD, "Anatidae", "Coscoroba", "Coscoroba coscoroba", "species"),
    (24259, AMPHIBIAN, "Hylidae", "Pseudacris", "Pseudacris regilla", "species"),
    (424147, AMPHIBIAN, "Hylidae", "Hyla", "Hyla arborea", "species"),
    (24936, AMPHIBIAN, "Microhylidae", "Copiula", "Copiula pipiens", "species"),
    (25591, AMPHIBIAN, "Ranidae", "Rana", "Rana temporaria", "species"),
    (66003, AMPHIBIAN, "Ranidae", "Lithobates", "Lithobates pipiens", "species"),
    (64975, AMPHIBIAN, "Bufonidae", "Anaxyrus", "Anaxyrus debilis", "species"),
    (326296, AMPHIBIAN, "Bufonidae", "Bufo", "Bufo bufo", "species"),
    (32093, REPTILE, "Boidae", "Boa", "Boa constrictor", "species"),
    (539399, REPTILE, "Boidae", "Boa", "Boa imperator", "species"),
    (384797, REPTILE, "Diplodactylidae", "Dactylocnemis", "Dactylocnemis poor knights", "species"),
    (30720, REPTILE, "Viperidae", "Crotalus", "Crotalus horridus", "species"),
    (41641, MAMMAL, "Ursidae", "Ursus", "Ursus arctos", "species"),
    (41644, MAMMAL, "Ursidae", "Ursus", "Ursus maritimus", "species"),
    (1655158, MAMMAL, "Ursidae", "Ursus", "Ursus arctos \N{MULTIPLICATION SIGN} maritimus", "species"),
    (48662, INSECT, "Nymphalidae", "Danaus", "Danaus plexippus", "species"),
    (761516, INSECT, "Tetrigidae", "Thyrsus", "Thyrsus tiaratus", "species"),
    (1181524, INSECT, "Clusiidae", "Clusia", "Clusia flava", "species"),
    (1375197, INSECT, "Caridae", "Car", "Car pini", "species"),
    (1399704, ARACHNID, "Eriophyidae", "Tetra", "Tetra americana", "species"),
    (409775, ARACHNID, "Cheliferidae", "Chelifer", "Chelifer cancroides", "species"),
    (47352, FLOWER, "Rosaceae", "Prunus", "Prunus \N{MULTIPLICATION SIGN} yedoensis", "hybrid"),
    (61964, FLOWER, "Rosaceae", "Prunus", "Prunus avium", "species"),
    (62831, FLOWER, "Lauraceae", "Persea", "Persea americana", "species"),
    (64119, FLOWER, "Cactaceae", "Opuntia", "Opuntia ficus-indica", "species"),
    (274276, FLOWER, "Cactaceae", "Cylindropuntia", "Cylindropuntia cholla", "species"),
    (286917, FLOWER, "Clusiaceae", "Clusia", "Clusia flava", "species"),
    (160760, FLOWER, "Clusiaceae", "Clusia", "Clusia rosea", "species"),
    (
        48715, ("Fungi", "Basidiomycota", "Agaricomycetes"), "Amanitaceae", "Amanita", "Amanita muscaria",
        "species",
    ),
    (55483, ("Protozoa", "Mycetozoa", "Myxomycetes"), "Physaraceae", "Fuligo", "Fuligo septica", "species"),
    (
        123335, BACTERIUM, "Lactobacillaceae", "Lactobacillus", "Lactobacillus acidophilus caviae", "species",
    ),
]  # fmt: skip

COLUMNS = ("id", "kingdom", "phylum", "class", "family", "genus", "scientificName", "taxonRank")


def rows() -> list[dict[str, object]]:
    """Return the taxa with their genera, families and so on as taxa of their own, sorted by id."""
    higher: dict[tuple[str, ...], dict[str, object]] = {}
    species = []
    for taxon_id, lineage, family, genus, name, rank in TAXA:
        path = (*lineage, family, genus)
        for depth, (of_rank, taxon) in enumerate(zip(COLUMNS[1:6], path, strict=True), start=1):
            known = {**dict.fromkeys(COLUMNS[1:6]), **dict(zip(COLUMNS[1 : depth + 1], path, strict=False))}
            row = {"id": 2_000_000 + len(higher), **known, "scientificName": taxon, "taxonRank": of_rank}
            higher.setdefault(path[:depth], row)
        lowest = dict(zip(COLUMNS[1:6], path, strict=True))
        species.append({"id": taxon_id, **lowest, "scientificName": name, "taxonRank": rank})
    return sorted([*species, *higher.values()], key=lambda row: int(str(row["id"])))


def write_parquet(path: Path) -> Path:
    types = [("id", pa.int64()), *((column, pa.large_string()) for column in COLUMNS[1:])]
    pq.write_table(pa.Table.from_pylist(rows(), schema=pa.schema(types)), path, row_group_size=20)
    return path


META = """<?xml version="1.0" encoding="UTF-8"?>
<archive xmlns="http://rs.tdwg.org/dwc/text/" metadata="eml.xml">
  <core encoding="UTF-8" linesTerminatedBy="\\n" fieldsTerminatedBy="," fieldsEnclosedBy="&quot;"
        ignoreHeaderLines="1" rowType="http://rs.tdwg.org/dwc/terms/Taxon">
    <files><location>taxa.csv</location></files>
    <id index="0"/>
    {fields}
  </core>
</archive>
"""


def write_archive(path: Path, meta: str | None = None, location: str = "taxa.csv") -> Path:
    names = ["id", "taxonID", *COLUMNS[1:]]
    fields = "".join(
        f'<field index="{i}" term="http://rs.tdwg.org/dwc/terms/{name}"/>'
        for i, name in enumerate(names)
        if i
    )
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    for row in rows():
        writer.writerow({**row, "taxonID": f"https://www.inaturalist.org/taxa/{row['id']}"})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("meta.xml", META.format(fields=fields) if meta is None else meta)
        archive.writestr(location, text.getvalue())
    return path


def write_open_data(path: Path) -> Path:
    ids: dict[tuple[object, ...], object] = {}
    lines = ["taxon_id\tancestry\trank_level\trank\tname\tactive"]
    table = rows()
    for row in table:
        ids[tuple(row[c] for c in COLUMNS[1:6]), row["taxonRank"]] = row["id"]
    for row in table:
        above = []
        for depth, rank in enumerate(COLUMNS[1:6], start=1):
            path_down = tuple(row[c] for c in COLUMNS[1 : depth + 1])
            key = (*path_down, *(None,) * (5 - depth))
            if None not in path_down and rank != row["taxonRank"]:
                above.append(str(ids[key, rank]))
        ancestry = "/".join(["48460", *above])
        lines.append(f"{row['id']}\t{ancestry}\t10\t{row['taxonRank']}\t{row['scientificName']}\ttrue")
    lines.append("999\t48460\t10\tspecies\tRana pipiens\tfalse")
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode()))
    return path
