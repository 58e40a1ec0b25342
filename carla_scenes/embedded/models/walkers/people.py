"""The people of a stock CARLA's walker blueprints: who they are and what they wear."""

from __future__ import annotations

from carla_scenes.embedded.geometry.materials import srgb
from carla_scenes.embedded.models.walkers.extremities import Shoe
from carla_scenes.embedded.models.walkers.head_frame import Head
from carla_scenes.embedded.models.walkers.lowers import Lower
from carla_scenes.embedded.models.walkers.person import Person
from carla_scenes.embedded.models.walkers.skeleton import Build
from carla_scenes.embedded.models.walkers.uppers import Upper

_PALE, _FAIR, _WARM = srgb(232, 190, 166), srgb(220, 172, 144), srgb(204, 152, 120)
_OLIVE, _TAN = srgb(186, 134, 100), srgb(160, 110, 78)
_BROWN, _DARK = srgb(122, 80, 56), srgb(84, 54, 40)
_BLACK_HAIR, _BROWN_HAIR, _AUBURN = srgb(30, 26, 24), srgb(66, 46, 32), srgb(112, 62, 34)
_BLOND, _GREY, _WHITE_HAIR = srgb(176, 136, 82), srgb(132, 130, 128), srgb(206, 204, 200)
_BLACK, _CHARCOAL, _NAVY = srgb(30, 30, 32), srgb(58, 60, 64), srgb(34, 44, 72)
_DENIM, _PALE_DENIM, _BEIGE = srgb(46, 64, 98), srgb(96, 122, 156), srgb(176, 156, 124)
_WHITE, _CREAM, _LEATHER = srgb(226, 226, 224), srgb(216, 204, 182), srgb(92, 58, 36)
_OLIVE_DRAB, _BURGUNDY, _RED = srgb(88, 90, 58), srgb(104, 28, 40), srgb(172, 36, 36)

_TRAINERS = Shoe("trainer", srgb(214, 214, 212), srgb(228, 228, 226))
_DARK_TRAINERS = Shoe("trainer", srgb(48, 50, 56), srgb(220, 220, 216))
_BROGUES = Shoe("leather", srgb(66, 40, 26))
_BLACK_SHOES = Shoe("leather", _BLACK)
_BOOTS = Shoe("boot", srgb(50, 36, 28))

_MAN = Build(1.77)
_TALL_MAN = Build(1.84, shoulders=1.03)
_SLIM_MAN = Build(1.78, shoulders=0.96, waist=0.92, flesh=0.92)
_STOUT_MAN = Build(1.74, shoulders=1.05, hips=1.08, waist=1.22, flesh=1.14, belly=0.07)
_OLD_MAN = Build(1.69, shoulders=0.96, waist=1.10, flesh=0.95, belly=0.03, stoop=9.0)
_WOMAN = Build(1.66, shoulders=0.87, hips=1.03, waist=0.86, flesh=0.88, bust=0.042)
_SLIM_WOMAN = Build(1.70, shoulders=0.86, hips=0.98, waist=0.80, flesh=0.84, bust=0.038)
_STOUT_WOMAN = Build(1.64, shoulders=0.93, hips=1.18, waist=1.12, flesh=1.08, belly=0.03, bust=0.058)
_OLD_WOMAN = Build(1.58, shoulders=0.88, hips=1.08, waist=1.04, flesh=0.92, bust=0.048, stoop=11.0)


def _child(height: float) -> Build:
    """Return a child's proportions: the smaller, the larger the head and the shorter the legs."""
    share = (1.60 - height) / 0.5
    return Build(
        height,
        shoulders=0.92 - 0.02 * share,
        hips=0.95,
        waist=0.98 + 0.06 * share,
        flesh=0.90 + 0.04 * share,
        head=1.05 + 0.20 * share,
        legs=0.98 - 0.07 * share,
    )


PEOPLE: dict[str, Person] = {
    "0001": Person(
        _MAN,
        Head(_FAIR, _BROWN_HAIR, "short", "stubble", soft=0.2),
        (Upper("jacket", _CHARCOAL, srgb(160, 164, 168)),),
        Lower("jeans", _DENIM),
        _DARK_TRAINERS,
        "backpack",
        srgb(52, 58, 52),
        manner=0.3,
    ),
    "0002": Person(
        _WOMAN,
        Head(_PALE, _AUBURN, "long", soft=0.8),
        (Upper("coat", srgb(150, 118, 82), third=_CREAM),),
        Lower("leggings", _BLACK),
        _BOOTS,
        "handbag",
        _LEATHER,
        manner=0.7,
    ),
    "0003": Person(
        _TALL_MAN,
        Head(_WARM, _BLACK_HAIR, "parted", soft=0.2, glasses="clear"),
        (Upper("suit", srgb(50, 56, 70), third=_BURGUNDY),),
        Lower("trousers", srgb(50, 56, 70)),
        _BLACK_SHOES,
        "briefcase",
        _LEATHER,
        manner=0.2,
    ),
    "0004": Person(
        _SLIM_MAN,
        Head(_DARK, _BLACK_HAIR, "crop", soft=0.3),
        (Upper("hoodie", srgb(120, 124, 128)),),
        Lower("jeans", _BLACK),
        _TRAINERS,
        manner=0.9,
    ),
    "0005": Person(
        _SLIM_WOMAN,
        Head(_OLIVE, _BLACK_HAIR, "tail", soft=0.85),
        (Upper("top", _WHITE),),
        Lower("jeans", _PALE_DENIM),
        _TRAINERS,
        "shoulder bag",
        srgb(48, 40, 38),
        manner=0.6,
    ),
    "0006": Person(
        _STOUT_MAN,
        Head(_FAIR, _GREY, "ring", "full", soft=0.1),
        (Upper("shirt", srgb(150, 50, 44), second=srgb(40, 38, 44), checked=True),),
        Lower("chinos", _BEIGE),
        _BROGUES,
        manner=0.45,
    ),
    "0007": Person(
        _OLD_WOMAN,
        Head(_PALE, _WHITE_HAIR, "bun", soft=0.6, glasses="clear"),
        (Upper("coat", srgb(84, 70, 96), third=srgb(190, 184, 190)),),
        Lower("long skirt", _CHARCOAL),
        Shoe("flat", srgb(40, 32, 30)),
        "handbag",
        _BLACK,
        manner=0.1,
        tights=srgb(120, 96, 82),
    ),
    "0008": Person(
        _OLD_MAN,
        Head(_FAIR, _WHITE_HAIR, "short", soft=0.2, hat="cap", hat_colour=srgb(92, 84, 70)),
        (Upper("sweater", srgb(118, 96, 66)),),
        Lower("trousers", srgb(72, 70, 66)),
        _BROGUES,
        "umbrella",
        _BLACK,
        manner=0.15,
    ),
    "0009": Person(
        _child(1.22),
        Head(_FAIR, _BLOND, "short", soft=1.0),
        (Upper("tshirt", srgb(214, 140, 30)),),
        Lower("shorts", _DENIM),
        Shoe("trainer", _RED, _WHITE),
        "backpack",
        srgb(40, 86, 150),
        manner=0.5,
    ),
    "0010": Person(
        _child(1.30),
        Head(_BROWN, _BLACK_HAIR, "tail", soft=1.0),
        (Upper("hoodie", srgb(196, 84, 124)),),
        Lower("leggings", _NAVY),
        _TRAINERS,
        manner=0.8,
    ),
    "0011": Person(
        _child(1.14),
        Head(_PALE, _BLOND, "long", soft=1.0),
        (Upper("dress", srgb(92, 136, 176)),),
        None,
        Shoe("flat", _BURGUNDY),
        manner=0.35,
        tights=_WHITE,
    ),
    "0012": Person(
        _child(1.42),
        Head(_OLIVE, _BLACK_HAIR, "short", soft=0.9, hat="cap", hat_colour=_RED),
        (Upper("sweater", srgb(44, 92, 70)),),
        Lower("jeans", _DENIM),
        _DARK_TRAINERS,
        "backpack",
        _BLACK,
        manner=0.65,
    ),
    "0013": Person(
        _child(1.36),
        Head(_WARM, _BROWN_HAIR, "bob", soft=1.0),
        (Upper("puffer", srgb(200, 96, 28)),),
        Lower("jeans", srgb(58, 60, 84)),
        _BOOTS,
        manner=0.25,
    ),
    "0014": Person(
        _child(1.50),
        Head(_DARK, _BLACK_HAIR, "curls", soft=0.9),
        (Upper("tshirt", srgb(60, 66, 140)),),
        Lower("chinos", _OLIVE_DRAB),
        _TRAINERS,
        manner=0.9,
    ),
    "0015": Person(
        _MAN,
        Head(_TAN, _BLACK_HAIR, "short", "full", soft=0.15),
        (Upper("puffer", srgb(38, 46, 58)),),
        Lower("jeans", srgb(70, 74, 82)),
        _BOOTS,
        manner=0.55,
    ),
    "0016": Person(
        _WOMAN,
        Head(_TAN, _BLACK_HAIR, soft=0.85, hat="scarf", hat_colour=srgb(64, 92, 104)),
        (Upper("coat", srgb(70, 62, 58), third=srgb(64, 92, 104)),),
        Lower("long skirt", _NAVY),
        Shoe("flat", _BLACK),
        "shopping bag",
        srgb(182, 160, 118),
        manner=0.4,
        tights=_BLACK,
    ),
    "0017": Person(
        _SLIM_MAN,
        Head(_PALE, _AUBURN, "curls", "stubble", soft=0.3, glasses="dark"),
        (Upper("tshirt", srgb(38, 40, 44)),),
        Lower("shorts", _BEIGE),
        _TRAINERS,
        manner=0.75,
    ),
    "0018": Person(
        _STOUT_WOMAN,
        Head(_BROWN, _BLACK_HAIR, "bun", soft=0.7),
        (Upper("sweater", srgb(168, 60, 74)),),
        Lower("skirt", _CHARCOAL),
        Shoe("flat", _BLACK),
        "shopping bag",
        srgb(60, 110, 78),
        manner=0.6,
        tights=srgb(46, 40, 40),
    ),
    "0019": Person(
        _TALL_MAN,
        Head(_FAIR, _BROWN_HAIR, "short", soft=0.2, hat="cap", hat_colour=srgb(220, 168, 24)),
        (Upper("sweater", _NAVY), Upper("vest", srgb(222, 110, 20))),
        Lower("trousers", _NAVY),
        _BOOTS,
        manner=0.2,
    ),
    "0020": Person(
        _SLIM_WOMAN,
        Head(_PALE, _BLOND, "bob", soft=0.8),
        (Upper("jacket", _BURGUNDY, _WHITE),),
        Lower("skirt", _BLACK),
        Shoe("flat", _BLACK),
        "handbag",
        _BURGUNDY,
        manner=0.85,
        tights=srgb(150, 116, 98),
    ),
    "0021": Person(
        _MAN,
        Head(_OLIVE, _GREY, "parted", soft=0.2),
        (Upper("coat", srgb(52, 54, 60), third=_WHITE),),
        Lower("trousers", _CHARCOAL),
        _BLACK_SHOES,
        "shoulder bag",
        _LEATHER,
        manner=0.35,
    ),
    "0022": Person(
        _WOMAN,
        Head(_WARM, _BROWN_HAIR, "tail", soft=0.8, glasses="dark"),
        (Upper("dress", srgb(188, 70, 58)),),
        None,
        Shoe("flat", srgb(150, 110, 80)),
        "shoulder bag",
        _BEIGE,
        manner=0.5,
    ),
    "0023": Person(
        _STOUT_MAN,
        Head(_BROWN, _BLACK_HAIR, "bald", "full", soft=0.1),
        (Upper("polo", srgb(44, 92, 76)),),
        Lower("jeans", _DENIM),
        _DARK_TRAINERS,
        manner=0.7,
    ),
    "0024": Person(
        _SLIM_MAN,
        Head(_FAIR, _BLOND, "short", soft=0.35, hat="beanie", hat_colour=_OLIVE_DRAB),
        (Upper("jacket", _OLIVE_DRAB, srgb(196, 190, 176)),),
        Lower("chinos", srgb(92, 74, 58)),
        _BOOTS,
        "backpack",
        srgb(92, 50, 40),
        manner=0.95,
    ),
    "0025": Person(
        _WOMAN,
        Head(_DARK, _BLACK_HAIR, "curls", soft=0.8),
        (Upper("shirt", srgb(222, 206, 150)),),
        Lower("trousers", srgb(62, 84, 92)),
        Shoe("flat", _LEATHER),
        "handbag",
        srgb(160, 96, 40),
        manner=0.3,
    ),
}
"""By the last part of the blueprint's id; 0009 to 0014 are the children."""
