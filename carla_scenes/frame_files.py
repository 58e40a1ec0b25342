"""The files of a rendered frame: image, mask, and a sidecar written last, by which a later run knows it is whole."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from carla_scenes.cameras import COLOUR, TAGS
from carla_scenes.frame import projected_rectangle, world_to_image_matrix
from carla_scenes.png import encode_picture
from carla_scenes.scene import scene_to_document
from manifests.digests import bytes_sha256, file_sha256, pixels_sha256
from manifests.files import write_atomically
from manifests.images import count_values, encode_mask
from manifests.labels import load_label_table, translate_carla_tags

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    from carla_scenes.frame import Lens
    from carla_scenes.photographer import Look, Picture, Seen
    from carla_scenes.scene import Scene
    from carla_scenes.staging import Standing

_RED = 2  # of B, G, R, A


@dataclass(frozen=True)
class Origin:
    """Whose images these are.

    Attributes:
        carla_version: Version of CARLA that the server is of; decides the meaning of its tags.
        renderer: `CARLA 0.9.16`, or `embedded simulator`.
    """

    carla_version: str
    renderer: str


def frame_paths(scene: Scene) -> dict[str, str]:
    """Return where a frame's files go, below the output folder: `image`, `annotation` and `sidecar`."""
    place = f"{scene.split}/{scene.group}/{scene.number:05d}"
    return {
        "image": f"images/{place}.png",
        "annotation": f"annotations/{place}.png",
        "sidecar": f"sidecars/{place}.json",
    }


def scene_digest(scene: Scene, look: Look) -> str:
    """Return a digest over all that shapes a frame on a deterministic server."""
    document = {
        "scene": scene_to_document(scene),
        "size": [look.lens.width, look.lens.height],
        "min_visible": look.min_visible,
        "settle_ticks": look.settle_ticks,
    }
    return bytes_sha256(json.dumps(document, sort_keys=True).encode())


def is_finished(folder: Path, scene: Scene, look: Look) -> bool:
    """Return whether a frame of exactly this scene is there, undamaged."""
    paths = frame_paths(scene)
    try:
        sidecar = json.loads((folder / paths["sidecar"]).read_bytes())
        return bool(
            sidecar["scene_sha256"] == scene_digest(scene, look)
            and all(
                file_sha256(folder / paths[role]) == sidecar[role]["sha256"]
                for role in ("image", "annotation")
            )
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def label_mask(picture: Picture, carla_version: str) -> npt.NDArray[np.uint8]:
    """Return the mask of a picture in the published label table, (H, W) uint8.

    Anomalies come from the instance image. Their own tags are never looked at: a prop's may be anything.

    Raises:
        ToolkitError: A tag is not of this version of CARLA.
    """
    tags = np.asarray(cv2.extractChannel(picture.images[TAGS], _RED), np.uint8)
    (anomaly,) = load_label_table("streethazards").anomaly_values
    for seen in picture.anomalies:
        tags[seen.mask] = 0
    mask = translate_carla_tags(tags, carla_version)
    for seen in picture.anomalies:
        mask[seen.mask] = anomaly
    return mask


def write_frame(folder: Path, scene: Scene, picture: Picture, look: Look, origin: Origin) -> None:
    """Write the files of a frame, the sidecar last.

    Raises:
        ToolkitError: A tag is not of this version of CARLA.
        OSError: A file cannot be written.
    """
    paths = frame_paths(scene)
    colour = np.asarray(cv2.cvtColor(picture.images[COLOUR], cv2.COLOR_BGRA2RGB), np.uint8)
    image = encode_picture(colour)
    mask = label_mask(picture, origin.carla_version)
    annotation = encode_mask(mask)
    sidecar = {
        "scene_sha256": scene_digest(scene, look),
        "carla_version": origin.carla_version,
        "renderer": origin.renderer,
        "used_try": picture.used_try,
        "image": _file_facts(paths["image"], image, pixels_sha256(colour)),
        "annotation": _file_facts(paths["annotation"], annotation, pixels_sha256(mask)),
        "class_pixels": {str(value): count for value, count in count_values(mask).items()},
        "intrinsics": look.lens.intrinsics.tolist(),
        "extrinsics": world_to_image_matrix(scene.camera).tolist(),
        "anomalies": [_anomaly_facts(seen, scene, look.lens) for seen in picture.anomalies],
        "traffic": [_standing_facts(one) for one in picture.traffic],
        "scene": {name: value for name, value in scene_to_document(scene).items() if name != "tries"},
    }
    write_atomically(folder / paths["image"], image)
    write_atomically(folder / paths["annotation"], annotation)
    text = json.dumps(sidecar, sort_keys=True, separators=(",", ":")) + "\n"
    write_atomically(folder / paths["sidecar"], text.encode())


def _file_facts(path: str, data: bytes, pixels: str) -> dict[str, Any]:
    return {"path": path, "sha256": bytes_sha256(data), "bytes": len(data), "pixels_sha256": pixels}


def _standing_facts(one: Standing) -> dict[str, Any]:
    # Actor ids stay out: they differ from run to run.
    return {"name": one.placed.name, "category": one.placed.category, "box": asdict(one.box)}


def _anomaly_facts(seen: Seen, scene: Scene, lens: Lens) -> dict[str, Any]:
    box = seen.standing.box
    return {
        **_standing_facts(seen.standing),
        "pixels": int(seen.mask.sum()),
        "scale": seen.standing.placed.scale,
        "surface": seen.standing.placed.surface,
        "distance_m": round(float(np.linalg.norm(box.pose.location - scene.camera.location)), 3),
        "rectangle": projected_rectangle(box, scene.camera, lens),
    }
