"""Croissant metadata of a sealed dataset (https://docs.mlcommons.org/croissant/docs/croissant-spec-1.0.html).

Version 1.0 on purpose: the 1.1 context that mlcroissant writes loses `containedIn`. Croissant is an export;
the integrity of a dataset is the manifest's business.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from manifests.schema import ANNOTATION, IMAGE, ITEM_COLUMNS, ITEMS_NAME

if TYPE_CHECKING:
    from manifests.schema import DatasetInfo, FileDigest

_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_INTEGERS = {"bytes", "width", "height"}
_FOLDERS = {IMAGE: "images", ANNOTATION: "annotations"}


def croissant_json(
    info: DatasetInfo, builder_version: str, items: FileDigest, formats: dict[str, set[str]]
) -> str:
    """Return the text of croissant.json.

    It describes three record sets: `items` (the rows of items.csv) and, per kind of file, `images` and
    `annotations` (path and decoded content).

    Args:
        info: What the dataset is.
        builder_version: Version of the toolkit.
        items: Digest and size of items.csv.
        formats: For each role, the file name endings that occur, such as `{"image": {"jpg"}}`.
    """
    distribution: list[dict[str, Any]] = [
        {
            "@type": "cr:FileObject",
            "@id": ITEMS_NAME,
            "name": ITEMS_NAME,
            "description": "One row a file.",
            "contentUrl": ITEMS_NAME,
            "contentSize": f"{items.bytes} B",
            "encodingFormat": "text/csv",
            "sha256": items.sha256,
        }
    ]
    record_sets = [
        {
            "@type": "cr:RecordSet",
            "@id": "items",
            "name": "items",
            "description": "The rows of items.csv.",
            "field": [_column_field(name) for name in (*ITEM_COLUMNS, *info.columns)],
        }
    ]
    for role in sorted(formats):
        folder = _FOLDERS[role]
        endings = sorted(formats[role])
        distribution.append(
            {
                "@type": "cr:FileSet",
                "@id": f"{folder}-files",
                "name": f"{folder}-files",
                "description": f"The files below {folder}/.",
                "encodingFormat": [
                    "image/jpeg" if ending in {"jpg", "jpeg"} else f"image/{ending}" for ending in endings
                ],
                "includes": [f"{folder}/*.{ending}" for ending in endings],
            }
        )
        record_sets.append(
            {
                "@type": "cr:RecordSet",
                "@id": folder,
                "name": folder,
                "description": f"Path and content of each file below {folder}/.",
                "field": [
                    _file_field(folder, "path", "sc:Text", {"fileProperty": "fullpath"}),
                    _file_field(folder, "content", "sc:ImageObject", {"fileProperty": "content"}),
                ],
            }
        )
    document = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": info.name,
        "description": info.description,
        "license": info.licence_url or info.licence,
        "url": info.homepage,
        "citeAs": info.citation,
        "version": builder_version,
        "isLiveDataset": False,
        "distribution": distribution,
        "recordSet": record_sets,
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _column_field(name: str) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"items/{name}",
        "name": f"items/{name}",
        "description": f"Column {name}.",
        "dataType": "sc:Integer" if name in _INTEGERS else "sc:Text",
        "source": {"fileObject": {"@id": ITEMS_NAME}, "extract": {"column": name}},
    }


def _file_field(folder: str, name: str, data_type: str, extract: dict[str, str]) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{folder}/{name}",
        "name": f"{folder}/{name}",
        "description": f"The file's {name}.",
        "dataType": data_type,
        "source": {"fileSet": {"@id": f"{folder}-files"}, "extract": extract},
    }
