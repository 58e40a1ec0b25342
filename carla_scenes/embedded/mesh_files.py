"""Mesh files of others: read with their colours, turned into this simulator's axes, never from outside a folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import Mesh, MeshBuilder
from carla_scenes.embedded.geometry.surface import placed, smooth
from carla_scenes.embedded.models.model import Model
from carla_scenes.embedded.tags import Tag
from carla_scenes.meshes import MESH_SUFFIXES, alignment
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import numpy.typing as npt

    from carla_scenes.catalogue import Asset
    from carla_scenes.embedded.geometry.materials import Colour

    Bytes = npt.NDArray[np.uint8]
    Floats = npt.NDArray[np.float64]

_LARGEST_FILE = 128 << 20
_MOST_FACES = 1_000_000
_COLOURS = 64
_CREASE_DEGREES = 40.0
_GREY = (150, 150, 150)
_MIRROR_Y = np.array([1.0, -1.0, 1.0])
_LARGEST_M, _SMALLEST_M = 500.0, 1e-3
_DARKEST, _BRIGHTEST = 0.02, 0.8


@dataclass(frozen=True)
class MeshFolder:
    """The folder whose mesh files clients may show."""

    root: Path

    def model(self, path: str) -> Model:
        """Return a mesh file as a model, in metres as it stands in the file.

        glTF files have y up and z to the front, as their standard says; the others z up and x to the front.

        Args:
            path: Of the file, below the folder.

        Raises:
            ToolkitError: There is no such file below the folder, or it cannot be read.
        """
        root = self.root.resolve()
        file = (root / path.replace("\0", "")).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            raise ToolkitError("no such mesh below the server's folder of meshes", found=repr(path)[:200])
        up, front = ("y", "z") if file.suffix.lower() == ".glb" else ("z", "x")
        mesh = read_mesh(file, root, up, front)
        name = f"static.prop.mesh:{file.relative_to(root).as_posix()}"
        return Model(name, "mesh", Tag.STATIC, lambda _variant: mesh)


def catalogue_models(assets: Iterable[Asset], folder: Path) -> list[Model]:
    """Return the assets of a catalogue that have mesh files as models; the files are read when first wanted.

    Args:
        assets: Of the catalogue; those without a mesh are passed over.
        folder: The catalogue's folder, below which the meshes are.
    """
    return [
        Model(
            asset.blueprint,
            asset.category,
            Tag.STATIC,
            partial(_asset_mesh, asset, folder),
            placement=asset.placement,
        )
        for asset in assets
        if asset.mesh
    ]


def _asset_mesh(asset: Asset, folder: Path, _variant: int) -> Mesh:
    mesh = read_mesh(folder / asset.mesh, folder, asset.up, asset.front)
    return _standing(mesh, max(asset.length, asset.width, asset.height) / max(mesh.size))


def read_mesh(path: Path, root: Path, up: str = "z", front: str = "x") -> Mesh:
    """Return a mesh file, its underside at z = 0 and centred, with the colours of its materials and textures.

    Args:
        path: OBJ, GLB, PLY or STL file.
        root: Folder that nothing is read from outside of (materials, textures).
        up: Axis of the file that points up.
        front: Axis of the file that points to the front.

    Raises:
        ToolkitError: The file is too large, cannot be read, holds no surface, or is of no sensible size.
    """
    if path.suffix.lower() not in MESH_SUFFIXES:
        raise ToolkitError("this is no mesh file", where=path.name, expected=", ".join(MESH_SUFFIXES))
    builder = MeshBuilder(Tag.STATIC)
    turn = alignment(up, front)
    faces = 0
    for piece in _pieces(path, root):
        faces += len(piece.faces)
        if faces > _MOST_FACES:
            raise ToolkitError("the mesh is too large", where=path.name, expected=f"{_MOST_FACES} triangles")
        _add(builder, piece, turn)
    if faces == 0:
        raise ToolkitError("the mesh holds no surface", where=path.name)
    mesh = builder.build()
    if not _SMALLEST_M <= max(mesh.size) <= _LARGEST_M:
        raise ToolkitError("the mesh is of no sensible size", where=path.name, found=f"{max(mesh.size):g} m")
    return _standing(mesh)


def _standing(mesh: Mesh, factor: float = 1.0) -> Mesh:
    """Return a mesh scaled, its underside at z = 0 and centred."""
    low, high = mesh.bounds
    x, y, _ = -factor * (low + high) / 2.0
    matrix = placed(float(x), float(y), float(-factor * low[2]), scale=factor)
    return MeshBuilder(Tag.STATIC).add_mesh(mesh, matrix).build()


def _pieces(path: Path, root: Path) -> list[Any]:
    """Return the geometries of a file, each with one material, placed as the file has them."""
    try:
        import trimesh  # noqa: PLC0415 - an extra
    except ImportError:
        raise ToolkitError(
            "reading meshes needs another package",
            expected="the extra `meshes`",
            remedy="pip install 'ood-builders[meshes]'",
        ) from None
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise ToolkitError("the mesh file is too large", where=path.name, expected="at most 128 MiB")
        fence: Any = _Fence(path.parent, root)
        with path.open("rb") as stream:
            loaded: Any = trimesh.load(
                stream, file_type=path.suffix[1:].lower(), resolver=fence, process=False
            )
        scene = loaded if isinstance(loaded, trimesh.Scene) else trimesh.Scene(loaded)
        pieces = scene.dump()
    except ToolkitError:
        raise
    except Exception as error:  # noqa: BLE001 - a reader of foreign files fails in many ways; all mean the same
        raise ToolkitError(
            "the mesh cannot be read", where=path.name, found=f"{type(error).__name__}: {error}"
        ) from None
    solid = [piece for piece in pieces if isinstance(piece, trimesh.Trimesh) and len(piece.faces)]
    if not all(np.isfinite(piece.vertices).all() for piece in solid):
        raise ToolkitError("the mesh has corners at infinity", where=path.name)
    return solid


class _Fence:
    """What trimesh reads beside a mesh file: only below one folder, and nothing large."""

    def __init__(self, folder: Path, root: Path) -> None:
        self._folder, self._root = folder.resolve(), root.resolve()

    def get(self, name: str) -> bytes:
        """Return a file's bytes.

        Raises:
            FileNotFoundError: It is outside, missing or too large.
        """
        file = (self._folder / str(name).strip()).resolve()
        if not file.is_relative_to(self._root) or not file.is_file() or file.stat().st_size > _LARGEST_FILE:
            raise FileNotFoundError(name)
        return file.read_bytes()

    __getitem__ = get

    def namespaced(self, _namespace: str) -> _Fence:
        """Return itself: there are no folders within folders here."""
        return self


def _add(builder: MeshBuilder, piece: Any, turn: Floats) -> None:
    """Add one geometry to a mesh, its left and right as in the file although this frame is left-handed."""
    vertices = (np.asarray(piece.vertices, np.float64) @ turn.T) * _MIRROR_Y
    faces = np.asarray(piece.faces, np.int32)[:, ::-1]
    colours, material = _face_colours(piece)
    numbers = np.array(
        [
            builder.material(
                Material(
                    _albedo(colour),
                    Pattern.METAL if material.metallic > 0.5 else Pattern.PLASTIC,
                    roughness=material.roughness,
                    specular=0.04 + 0.5 * material.metallic,
                )
            )
            for colour in colours.palette
        ],
        np.int32,
    )
    surface = smooth(vertices, np.ascontiguousarray(faces), crease=_CREASE_DEGREES)
    builder.add(surface, numbers[colours.index])


def _albedo(colour: tuple[int, int, int]) -> Colour:
    """Return a file's colour as reflectance: nothing in the world is as white or black as files say."""
    red, green, blue = (min(max(part, _DARKEST), _BRIGHTEST) for part in srgb(*colour))
    return red, green, blue


@dataclass(frozen=True)
class _Finish:
    roughness: float = 0.6
    metallic: float = 0.0


@dataclass(frozen=True)
class _Colours:
    palette: list[tuple[int, int, int]]
    index: npt.NDArray[np.int64]


def _face_colours(piece: Any) -> tuple[_Colours, _Finish]:
    """Return a colour for each face, few different ones, and how the surface shines."""
    visual = piece.visual
    material = getattr(visual, "material", None)
    count = len(piece.faces)
    if material is None:
        colours = np.asarray(visual.face_colors)[:, :3] if visual.defined else np.full((count, 3), _GREY)
        return _few(np.asarray(colours, np.uint8)), _Finish()
    finish = _Finish(
        float(_given(getattr(material, "roughnessFactor", None), 0.6)),
        float(_given(getattr(material, "metallicFactor", None), 0.0)),
    )
    texture = getattr(material, "baseColorTexture", None) or getattr(material, "image", None)
    uvs = getattr(visual, "uv", None)
    if texture is not None and uvs is not None and len(uvs) == len(piece.vertices):
        return _few(_sampled(texture, np.asarray(uvs)[np.asarray(piece.faces)].mean(axis=1))), finish
    main = np.asarray(material.main_color, np.uint8)[:3]
    return _few(np.broadcast_to(main, (count, 3))), finish


def _given(value: Any, default: float) -> Any:
    return default if value is None else value


def _sampled(texture: Any, uvs: Floats) -> Bytes:
    """Return a texture's colours at places (N, 2); pictures count v from the bottom, and repeat."""
    pixels = np.asarray(texture.convert("RGB"))
    height, width = pixels.shape[:2]
    column = np.floor(np.nan_to_num(uvs[:, 0]) % 1.0 * width).astype(int) % width
    row = np.floor((1.0 - np.nan_to_num(uvs[:, 1])) % 1.0 * height).astype(int) % height
    sampled: Bytes = pixels[row, column]
    return sampled


def _few(colours: Bytes) -> _Colours:
    """Return colours (N, 3) as a palette and the number of each."""
    palette, index = np.unique(colours.reshape(-1, 3), axis=0, return_inverse=True)
    if len(palette) > _COLOURS:
        picture = Image.fromarray(np.ascontiguousarray(colours.reshape(-1, 1, 3)))
        reduced = picture.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        palette = np.asarray(reduced.getpalette(), np.uint8).reshape(-1, 3)
        index = np.asarray(reduced, np.int64)
    return _Colours([(int(r), int(g), int(b)) for r, g, b in palette], index.reshape(-1))
