"""Animals: the thirty kinds of the paper's appendix D, three to eight variants of each.

Large animals have their own sizes. Those too small to be seen in a street (mice, frogs, snails, spiders, scorpions,
shrimps, seahorses, butterflies, insects, bats, most fish and turtles, mongooses) are shown 0.35 m to 2.2 m long: the
paper keeps no real proportions either. The very largest, whales and dinosaurs, are young ones of at most 9.5 m, so
that they fit into a street. Fish, shrimps and seahorses stand upright on the ground, as they would swim.

How an animal is made: `sculpture` melts limbs into a body, paints coats on it, grows hair on it and bends it into
its pose; `quadruped`, `carnivores`, `cetaceans`, `hulls`, `fins` and `arthropods` know body plans; each of the other
modules is a family of species, described by its numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from carla_scenes.embedded.models.anomalies.animals.apes import APES
from carla_scenes.embedded.models.anomalies.animals.arachnids import SCORPIONS, SPIDERS
from carla_scenes.embedded.models.anomalies.animals.bats import BATS
from carla_scenes.embedded.models.anomalies.animals.butterflies import BUTTERFLIES
from carla_scenes.embedded.models.anomalies.animals.camels import CAMELS
from carla_scenes.embedded.models.anomalies.animals.cows import COWS
from carla_scenes.embedded.models.anomalies.animals.dinosaurs import DINOSAURS
from carla_scenes.embedded.models.anomalies.animals.dogs import DOGS
from carla_scenes.embedded.models.anomalies.animals.dolphins import DOLPHINS
from carla_scenes.embedded.models.anomalies.animals.elephants import ELEPHANTS
from carla_scenes.embedded.models.anomalies.animals.equines import HORSES, ZEBRAS
from carla_scenes.embedded.models.anomalies.animals.felines import CATS, LIONS
from carla_scenes.embedded.models.anomalies.animals.fishes import FISHES
from carla_scenes.embedded.models.anomalies.animals.flamingos import FLAMINGOS
from carla_scenes.embedded.models.anomalies.animals.frogs import FROGS
from carla_scenes.embedded.models.anomalies.animals.hippopotamuses import HIPPOPOTAMUSES
from carla_scenes.embedded.models.anomalies.animals.insects import INSECTS
from carla_scenes.embedded.models.anomalies.animals.kangaroos import KANGAROOS
from carla_scenes.embedded.models.anomalies.animals.mice import MICE
from carla_scenes.embedded.models.anomalies.animals.mongooses import MONGOOSES
from carla_scenes.embedded.models.anomalies.animals.moose import MOOSE
from carla_scenes.embedded.models.anomalies.animals.seahorses import SEAHORSES
from carla_scenes.embedded.models.anomalies.animals.sheep import SHEEP
from carla_scenes.embedded.models.anomalies.animals.shrimps import SHRIMPS
from carla_scenes.embedded.models.anomalies.animals.snails import SNAILS
from carla_scenes.embedded.models.anomalies.animals.turtles import TURTLES
from carla_scenes.embedded.models.anomalies.animals.whales import WHALES

if TYPE_CHECKING:
    from carla_scenes.embedded.models.model import Model

ANIMALS: tuple[Model, ...] = (
    *KANGAROOS, *WHALES, *DOLPHINS, *COWS, *LIONS, *FROGS, *BATS, *INSECTS, *MONGOOSES, *SCORPIONS, *FISHES, *CAMELS,
    *FLAMINGOS, *APES, *HORSES, *MICE, *SPIDERS, *DINOSAURS, *ELEPHANTS, *MOOSE, *SHRIMPS, *BUTTERFLIES, *TURTLES,
    *HIPPOPOTAMUSES, *DOGS, *CATS, *SHEEP, *SEAHORSES, *SNAILS, *ZEBRAS,
)  # fmt: skip
"""All animals, by kind in the order of the paper's list."""
