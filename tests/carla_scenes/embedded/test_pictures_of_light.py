"""Pictures: light, weather, exposure, materials, and that equal scenes give equal bytes."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from carla_scenes.embedded.geometry.materials import Material, Pattern, srgb
from carla_scenes.embedded.geometry.mesh import MeshBuilder
from carla_scenes.embedded.geometry.pictures import PICTURE_SIZE, picture
from carla_scenes.embedded.geometry.shapes import picture_quad
from carla_scenes.embedded.render.painter import RayPainter
from carla_scenes.embedded.render.studio import photograph
from carla_scenes.embedded.scene import Instance
from carla_scenes.embedded.tags import Tag
from carla_scenes.frame import Pose
from manifests.errors import ToolkitError
from tests.carla_scenes.embedded.small_town import (
    CLEAR,
    DEPTH,
    FOG,
    LOW_SUN,
    NIGHT,
    OVERCAST,
    RAIN,
    RGB,
    ball,
    camera,
    depth_image,
    ground,
    one,
    scene,
    town_of,
)

pytestmark = pytest.mark.slow

VIEW = camera(width=160, height=96)


@picture("halves")
def _halves(_text: str) -> np.ndarray:
    image = np.full((PICTURE_SIZE, PICTURE_SIZE, 3), 255, np.uint8)
    image[: PICTURE_SIZE // 2, :, 1:] = 0
    return image


def mesh_of(name: str, variant: int):
    assert (name, variant) == ("ball", 0)
    return ball(Material(srgb(120, 120, 120), Pattern.PAINT, roughness=0.3, tintable=True), Tag.CAR)


@pytest.fixture(scope="module")
def painter():
    return RayPainter(mesh_of)


def rgb(painter, shown, view=VIEW) -> np.ndarray:
    return painter.paint(shown, view, [RGB])[RGB][..., 2::-1].astype(int)


def test_equal_scenes_give_equal_bytes_on_any_number_of_threads(painter):
    alone = RayPainter(mesh_of, threads=1)
    many = RayPainter(mesh_of, threads=5)
    for weather in (CLEAR, RAIN, NIGHT):
        shown = scene(one(6.0, 1.0, colour=(200, 30, 30)), weather=weather)
        first = painter.paint(shown, VIEW, [RGB])[RGB]
        painter.paint(scene(weather=FOG), VIEW, [RGB])  # what came before must not matter
        for other in (painter, alone, many):
            assert np.array_equal(first, other.paint(shown, VIEW, [RGB])[RGB])


def test_equal_scenes_give_equal_bytes_in_any_process():
    code = (
        "import hashlib; from tests.carla_scenes.embedded.test_pictures_of_light import *; "
        "image = RayPainter(mesh_of).paint(scene(one(6.0, 1.0), weather=RAIN), VIEW, [RGB])[RGB]; "
        "print(hashlib.sha256(image.tobytes()).hexdigest())"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert len(set(runs)) == 1


def test_no_shadow_at_noon_is_black_and_nothing_burns_out(painter):
    picture = rgb(painter, scene(one(6.0, 1.0), one(8.0, -2.0, 8)))
    brightness = picture.mean(axis=-1)
    assert np.percentile(brightness, 1) > 8
    assert (brightness > 250).mean() < 0.02
    assert 70 < np.median(brightness) < 170


@pytest.mark.parametrize(
    ("weather", "low", "high"),
    [(OVERCAST, 70, 190), (LOW_SUN, 35, 170), (FOG, 90, 225), (RAIN, 60, 200), (NIGHT, 8, 90)],
)
def test_every_weather_is_readable(painter, weather, low, high):
    picture = rgb(painter, scene(one(6.0, 1.0), weather=weather))
    assert low < picture.mean() < high
    assert picture.std() > 8


def test_exposure_follows_the_camera(painter):
    shown = scene(one(6.0, 1.0))
    usual = rgb(painter, shown).mean()
    brighter = rgb(painter, shown, camera(width=160, height=96, exposure_compensation="1.5")).mean()
    manual = {"exposure_mode": "manual", "shutter_speed": "200.0", "iso": "100.0", "fstop": "1.4"}
    fixed = rgb(painter, shown, camera(width=160, height=96, **manual)).mean()
    faster = rgb(painter, shown, camera(width=160, height=96, **{**manual, "shutter_speed": "800"})).mean()
    gamma = rgb(painter, shown, camera(width=160, height=96, gamma="1.4")).mean()
    assert usual + 25 < brighter
    assert abs(fixed - usual) < 45
    assert faster + 30 < fixed
    assert gamma + 20 < usual
    night = scene(one(6.0, 1.0), weather=NIGHT)
    assert rgb(painter, night, camera(width=160, height=96, **manual)).mean() < 12
    with pytest.raises(ToolkitError, match="exposure_compensation"):
        rgb(painter, shown, camera(exposure_compensation="bright"))


def test_distortion_bends_only_where_it_is_asked_for(painter):
    shown = scene(one(6.0, 1.0))
    barrel = {"lens_k": "-1.0", "lens_circle_multiplier": "3.0", "lens_circle_falloff": "2.0"}
    pinhole = {"lens_k": "-1.0", "lens_circle_multiplier": "0.0"}
    plain, usual, bent = (
        depth_image(painter.paint(shown, camera(**more), [DEPTH])) for more in ({}, pinhole, barrel)
    )
    assert np.array_equal(plain, usual)
    change = np.abs(bent / plain - 1.0)
    assert change[60:, :8].mean() > 0.02  # in a lower corner
    assert change[34:38, 44:52].mean() < 0.005  # near the middle


def test_an_actor_takes_its_colour(painter):
    red = rgb(painter, scene(one(4.0, 0.0, colour=(220, 20, 20))))
    blue = rgb(painter, scene(one(4.0, 0.0, colour=(20, 20, 220))))
    window = np.s_[64:76, 74:86]
    assert red[window][..., 0].mean() > red[window][..., 2].mean() + 40
    assert blue[window][..., 2].mean() > blue[window][..., 0].mean() + 40


def test_the_light_of_the_state_is_lit(painter):
    view = camera(Pose(5.0, 3.0, 2.6), width=96, height=96, fov=40.0)
    states = [rgb(painter, scene(signal_states=(state,), weather=OVERCAST), view) for state in (0, 1, 2, 3)]
    for state, channel in ((0, 0), (2, 1)):
        gain = states[state] - states[3]
        assert gain[..., channel].max() > 60
        assert (gain[..., channel] > 40).mean() > 0.005
    assert not np.array_equal(states[0], states[1])


def test_lamps_light_the_ground_at_night(painter):
    view = camera(Pose(10.0, -3.0, 9.0, pitch=-90.0), fov=120.0)
    lit = rgb(painter, scene(weather=NIGHT), view).mean(axis=-1)
    assert lit[24:40, 40:56].mean() > lit[:, :8].mean() + 25


def test_wet_ground_mirrors(painter):
    view = camera(Pose(0.0, 0.0, 0.4), width=160, height=96)
    flooded = (*OVERCAST[:2], 100.0, *OVERCAST[3:9], 100.0, *OVERCAST[10:])
    below = np.s_[60:74, 112:128]  # where the ball's mirror image would be
    changes = []
    for weather in (OVERCAST, flooded):
        pictures = [
            rgb(painter, scene(*actors, weather=weather), view)[below]
            for actors in ((), (one(5.0, 2.5, colour=(230, 10, 10), scale=2.0),))
        ]
        changes.append(np.abs(pictures[0] - pictures[1]).mean())
    assert changes[1] > 2.0 * changes[0] + 4.0


def test_rain_falls(painter):
    first, second = (rgb(painter, scene(weather=RAIN, time_s=time)) for time in (1.0, 1.05))
    assert 0.01 < (first != second).any(axis=-1).mean() < 0.9
    still = [rgb(painter, scene(weather=CLEAR, time_s=time)) for time in (1.0, 1.05)]
    assert np.array_equal(*still)


@pytest.mark.parametrize("pattern", list(Pattern))
def test_no_pattern_shimmers_from_afar(painter, pattern):
    name = "halves" if pattern == Pattern.PICTURE else ""
    material = Material(
        srgb(150, 120, 90), pattern, second=srgb(60, 60, 70), scale=0.3, detail=0.5, picture=name
    )
    town = town_of({"ground": ground(material, 4000.0)}, [Instance("ground", np.eye(4), 0)])
    pictures = []
    for shift in (0.0, 0.37):
        view = camera(Pose(shift, shift, 60.0, pitch=-40.0), width=64, height=48, fov=30.0)
        pictures.append(rgb(painter, scene(town=town, weather=OVERCAST), view))
    assert np.abs(pictures[0] - pictures[1]).mean() < 4.0
    rows = np.abs(np.diff(pictures[0].mean(axis=-1), axis=1)).mean()
    assert rows < 4.0


def test_a_picture_is_shown_upright(painter):
    sign = MeshBuilder(int(Tag.TRAFFIC_SIGNS)).add(
        picture_quad((6, -2, 0), (6, 2, 0), (6, 2, 4), (6, -2, 4)),
        Material((1, 1, 1), Pattern.PICTURE, picture="halves"),
    )
    town = town_of({"sign": sign.build()}, [Instance("sign", np.eye(4), 0)])
    seen = rgb(painter, scene(town=town, weather=OVERCAST), camera(Pose(0, 0, 2), 64, 64, 60.0))
    top, bottom = seen[16:26, 20:44].mean(axis=(0, 1)), seen[38:48, 20:44].mean(axis=(0, 1))
    assert top[0] > top[1] + 60
    assert abs(bottom[0] - bottom[1]) < 20


def test_a_picture_that_nobody_draws_is_named(painter):
    mesh = ground(Material((1, 1, 1), Pattern.PICTURE, picture="nobody:drew this"))
    town = town_of({"ground": mesh}, [Instance("ground", np.eye(4), 0)])
    with pytest.raises(ToolkitError, match="nobody:drew this"):
        painter.load(town)
    rgb(painter, scene())  # and the painter is still of use


@pytest.mark.parametrize("weather", [CLEAR[:-1], (*CLEAR[:-1], float("nan"))])
def test_unusable_weather_is_an_error(painter, weather):
    with pytest.raises(ToolkitError, match="unusable weather"):
        rgb(painter, scene(weather=weather))


def test_an_unknown_quality_is_an_error():
    with pytest.raises(ToolkitError, match="unknown quality"):
        RayPainter(mesh_of, "cinema")


def test_qualities_agree_on_what_is_seen():
    pictures = {
        quality: rgb(RayPainter(mesh_of, quality), scene(one(6.0, 1.0)))
        for quality in ("draft", "standard", "high")
    }
    for quality in ("draft", "standard"):
        assert np.abs(pictures[quality] - pictures["high"]).mean() < 14


def test_a_photograph_shows_the_mesh():
    image = photograph(ball(Material(srgb(220, 30, 30))), (80, 60))
    assert image.shape == (60, 80, 3)
    assert image.dtype == np.uint8
    middle, corner = image[30, 40].astype(int), image[55, 3].astype(int)
    assert middle[0] > middle[1] + 60
    assert abs(corner[0] - corner[1]) < 25
