"""From a planned scene to its images and the proof of its anomalies, on one connected server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carla_scenes.cameras import DEPTH, INSTANCES, LABELS, PLAIN, PROVING, Rig
from carla_scenes.instances import SHARED_ID, View, instance_ids, sight
from carla_scenes.staging import Stagehand
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from carla_scenes.connection import Connection
    from carla_scenes.frame import Lens
    from carla_scenes.instances import Sighting
    from carla_scenes.scene import Placed, Scene
    from carla_scenes.staging import Standing, Waiting

    Image = npt.NDArray[np.uint8]

_SAME_POSE_TRIES = 4


@dataclass(frozen=True)
class Look:
    """How frames are taken.

    Attributes:
        lens: Image size and field of view.
        min_visible: Fewest pixels of each anomaly.
        settle_ticks: Frames to let pass before each picture.
        image_wait_s: How long to wait for the images of a frame.
    """

    lens: Lens
    min_visible: int
    settle_ticks: int
    image_wait_s: float


@dataclass(frozen=True)
class Seen:
    """An anomaly in a finished picture: what stands there, and (H, W) bool of its pixels."""

    standing: Standing
    mask: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Picture:
    """A rendered scene.

    Attributes:
        images: (H, W, 4) uint8 in B, G, R, A by kind of camera, all of one frame.
        traffic: Vehicles and walkers.
        anomalies: What is anomalous; empty in train and validation.
        used_try: Which of the scene's tries it shows; -1 for none.
    """

    images: dict[str, Image]
    traffic: tuple[Standing, ...]
    anomalies: tuple[Seen, ...]
    used_try: int


class Photographer:
    """Renders scenes on one connection, cameras and models kept from scene to scene.

    Args:
        connection: In synchronous mode.
        look: How frames are taken.
    """

    def __init__(self, connection: Connection, look: Look) -> None:
        self._connection = connection
        self._look = look
        self._rig: Rig | None = None
        self._stage: Stagehand | None = None
        self._ready: tuple[str, list[Waiting]] | None = None
        self._ids_are_actors: bool | None = None

    def take(
        self, scene: Scene, following: Scene | None = None, meanwhile: Callable[[], None] = lambda: None
    ) -> Picture:
        """Return a scene's picture.

        Args:
            scene: What to render.
            following: What will probably be asked for next: it is set up while this scene's images travel.
            meanwhile: Called once the server renders, to start work that needs no server.

        Raises:
            ToolkitError: The scene cannot be rendered as planned: a spawn is refused, or in none of its tries all
                anomalies are visible and proven.
            ServerTrouble: The server does not answer.
        """
        if self._connection.load_town(scene.town) or self._stage is None:
            # Everything that was in the world went with the old town.
            self._rig = None
            self._stage = Stagehand(self._connection)
            self._ready = None
        rig = self._cameras(PROVING if scene.tries else PLAIN)
        rig.attend(rig.kinds)
        traffic = tuple(self._known_stage.stand(self._spawned_for(scene, rig)))
        rig.settle(self._look.settle_ticks)
        if not scene.tries:
            return Picture(self._shoot_plain(scene, rig, following, meanwhile), traffic, (), -1)
        rig.attend(LABELS)
        meanwhile()
        empty = _view(rig.shoot())
        problems = []
        for number, things in enumerate(scene.tries):
            outcome = self._try(scene, rig, empty, things)
            if not isinstance(outcome, str):
                return Picture(outcome[0], traffic, outcome[1], number)
            problems.append(f"try {number}: {outcome}")
        raise ToolkitError(
            f"in none of {len(scene.tries)} tries all anomalies came out", found="; ".join(problems)
        )

    def leave(self) -> None:
        """Remove everything from the world."""
        if self._stage is not None:
            self._stage.remove_all()
        if self._rig is not None:
            self._rig.destroy()
        self._stage = self._rig = None

    def _spawned_for(self, scene: Scene, rig: Rig) -> list[Waiting]:
        """Set a scene up unless that is done already, anomalies apart, and return its traffic, in the air yet."""
        ready, self._ready = self._ready, None
        if ready is not None and ready[0] == scene.item_id:
            return ready[1]
        stage = self._known_stage
        stage.remove_all()
        stage.move(rig.actors, scene.camera)
        stage.set_weather(scene.weather.parameters)
        return stage.spawn(scene.traffic)

    def _shoot_plain(
        self, scene: Scene, rig: Rig, following: Scene | None, meanwhile: Callable[[], None]
    ) -> dict[str, Image]:
        """Return the images of a scene without anomalies; the scene to follow is set up meanwhile.

        Not what asks the server about its ground: it cannot answer that while it renders, and the client holds
        the interpreter's lock while it waits, so that no thread could write files.
        """
        frame = rig.expose()
        meanwhile()
        if following is not None and not following.tries and following.town == scene.town:
            try:
                self._ready = following.item_id, self._spawned_for(following, rig)
            except ToolkitError:  # said when its turn comes
                self._ready = None
        images = rig.collect(frame)
        if images is None:
            self._ready = None
            self._known_stage.stand(self._spawned_for(scene, rig))
            images = rig.shoot()
        return images

    def _cameras(self, kinds: tuple[str, ...]) -> Rig:
        if self._rig is None or self._rig.kinds != kinds:
            if self._rig is not None:
                self._rig.destroy()
            self._ready = None  # its cameras were others
            self._rig = Rig(self._connection, kinds, self._look.lens, self._look.image_wait_s)
        return self._rig

    def _try(
        self, scene: Scene, rig: Rig, empty: View, things: Sequence[Placed]
    ) -> tuple[dict[str, Image], tuple[Seen, ...]] | str:
        """Return the picture of one try, or why it cannot be used.

        Ids wrap at 16 bits, so an object may share the id of scenery: it is spawned again at the same pose, which
        gives it another id, before the try is given up.
        """
        problem = ""
        for attempt in range(_SAME_POSE_TRIES):
            # Should the rule have been learned wrongly, the second attempt no longer builds on it.
            at_once = self._ids_are_actors and attempt == 0
            result = (self._together if at_once else self._one_by_one)(scene, rig, empty, things)
            if not isinstance(result, str):
                return result
            problem = result
            if not problem.startswith(SHARED_ID):
                break
        return problem

    def _together(
        self, scene: Scene, rig: Rig, empty: View, things: Sequence[Placed]
    ) -> tuple[dict[str, Image], tuple[Seen, ...]] | str:
        """Add all objects at once; each has the 16 low bits of its actor id."""
        stage = self._known_stage
        standing = stage.put(things)
        rig.attend(PROVING)
        images = rig.shoot()
        view = _view(images)
        seen, problem = [], ""
        for one in standing:
            found = sight(empty, view, one.box, (scene.camera, self._look.lens), one.actor_id & 0xFFFF)
            problem = problem or self._judge(one, found, found.mask)
            seen.append(Seen(one, found.mask))
        if problem:
            stage.remove([one.actor_id for one in standing])
            return problem
        return images, tuple(seen)

    def _one_by_one(
        self, scene: Scene, rig: Rig, empty: View, things: Sequence[Placed]
    ) -> tuple[dict[str, Image], tuple[Seen, ...]] | str:
        """Add the objects one after another, so that the ids that appear tell which object they are of."""
        stage = self._known_stage
        standing: list[Standing] = []
        owned: list[tuple[int, ...]] = []
        rig.attend(LABELS)
        before = after = empty
        problem = ""
        for thing in things:
            standing += stage.put([thing])
            before, after = after, _view(rig.shoot())
            found = sight(before, after, standing[-1].box, (scene.camera, self._look.lens))
            problem = self._judge(standing[-1], found, found.mask)
            if problem:
                break
            owned.append(found.ids)
        seen = [Seen(one, np.isin(after.ids, ids)) for one, ids in zip(standing, owned, strict=False)]
        # A later object may hide an earlier one.
        hidden = [one for one in seen if one.mask.sum() < self._look.min_visible]
        if not problem and hidden:
            problem = f"{hidden[0].standing.placed.name} is hidden"
        if problem:
            stage.remove([one.actor_id for one in standing])
            return problem
        self._ids_are_actors = all(
            ids == (one.actor_id & 0xFFFF,) for one, ids in zip(standing, owned, strict=True)
        )
        rig.attend(PROVING)
        return rig.shoot(), tuple(seen)

    def _judge(self, one: Standing, found: Sighting, mask: npt.NDArray[np.bool_]) -> str:
        """Return why a sighting cannot be used, or nothing."""
        if found.problem:
            return f"{found.problem} ({one.placed.name})"
        visible = int(mask.sum())
        if visible < self._look.min_visible:
            return f"{one.placed.name} has {visible} pixels"
        return ""

    @property
    def _known_stage(self) -> Stagehand:
        if self._stage is None:
            raise ToolkitError("no town is loaded")
        return self._stage


def _view(images: dict[str, Image]) -> View:
    return View(instance_ids(images[INSTANCES]), images[DEPTH])
