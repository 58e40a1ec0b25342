"""Rendering a plan on one or several servers, whatever happens to them; a rerun goes on where the last one ended."""

from __future__ import annotations

import multiprocessing
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from carla_scenes import worker as words
from carla_scenes.connection import needs_of
from carla_scenes.frame_files import is_finished
from carla_scenes.worker import Post, work
from manifests.command import note, progress
from manifests.errors import FindingsError, ToolkitError
from manifests.tasks import run_tasks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection as Pipe
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from tqdm import tqdm

    from carla_scenes.connection import Host
    from carla_scenes.photographer import Look
    from carla_scenes.scene import Scene

_IN_HAND = 3
_DEATHS_A_FRAME = 8
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.1, 5.0
_POLL_S = 0.2
_GOODBYE_S = 10.0


@dataclass(frozen=True)
class Order:
    """What to render.

    Attributes:
        scenes: Of a plan.
        out: Folder of the rendered frames.
        hosts: Servers.
        look: How frames are taken.
        timeout_s: Longest wait for one call to a server.
        patience_s: How long a server may fail in a row before it is given up.
    """

    scenes: Sequence[Scene]
    out: Path
    hosts: Sequence[Host]
    look: Look
    timeout_s: float = 60.0
    patience_s: float = 600.0


@dataclass
class Rendered:
    """What became of an order.

    Attributes:
        made: Frames rendered in this run, by host.
        kept: Frames that an earlier run had finished.
        failures: Message by item id, of frames that cannot be rendered as planned.
        reconnections: How often a worker started again.
    """

    made: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    failures: dict[str, str] = field(default_factory=dict)
    reconnections: int = 0


@dataclass
class _Crew:
    """One server and the process that talks to it, if one does at the moment."""

    host: Host
    process: BaseProcess | None = None
    pipe: Pipe | None = None
    in_hand: dict[str, Scene] = field(default_factory=dict)
    current: str = ""
    town: str = ""
    is_ready: bool = False
    has_answered: bool = False
    lacks: list[str] = field(default_factory=list)
    original: dict[str, Any] | None = None
    failing_since: float | None = None
    pause_s: float = _FIRST_PAUSE_S
    start_at: float = 0.0
    given_up: bool = False
    last_trouble: str = ""


def render(order: Order) -> Rendered:
    """Render all scenes that are not finished yet.

    Raises:
        FindingsError: A server lacks towns or blueprints, or is of another version: all is said at once, before
            any frame is rendered.
        ToolkitError: No server can be reached, all were given up, or files cannot be written. Finished frames
            are kept.
        KeyboardInterrupt: The user interrupted; the servers have their own settings back.
    """
    result = Rendered()
    finished = set(
        run_tasks(_finished_id, [(order.out, s, order.look) for s in order.scenes], workers=4, threads=True)
    )
    waiting = [scene for scene in order.scenes if scene.item_id not in finished]
    result.kept = len(order.scenes) - len(waiting)
    if waiting:
        with progress(len(order.scenes), "rendering", "frame") as bar:
            bar.update(result.kept)
            _Desk(order, waiting, result, bar).run()
    return result


def _finished_id(task: tuple[Path, Scene, Look]) -> str:
    folder, scene, look = task
    return scene.item_id if is_finished(folder, scene, look) else ""


class _Desk:
    """Hands out scenes, takes back those of failing servers, and starts workers anew."""

    def __init__(self, order: Order, waiting: Sequence[Scene], result: Rendered, bar: tqdm[Any]) -> None:
        self._order = order
        self._result = result
        self._bar = bar
        self._needs = needs_of(waiting)
        self._towns: dict[str, deque[Scene]] = {}
        for scene in waiting:
            self._towns.setdefault(scene.town, deque()).append(scene)
        self._open = {scene.item_id for scene in waiting}
        self._deaths: Counter[str] = Counter()
        self._began = time.monotonic()
        self._crews = [_Crew(host) for host in order.hosts]
        methods = multiprocessing.get_all_start_methods()
        # A worker forked from a clean process with everything imported starts in milliseconds.
        self._context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if "forkserver" in methods:
            self._context.set_forkserver_preload(["carla_scenes.worker", "carla"])

    def run(self) -> None:
        """Work until every scene is finished or failed, then send the workers home."""
        try:
            while self._open:
                self._start_workers()
                if all(crew.has_answered for crew in self._crews):
                    self._check_needs()
                    self._hand_out()
                self._listen()
                if all(crew.given_up for crew in self._crews):
                    raise ToolkitError(
                        "no CARLA server is left to render on",
                        expected=", ".join(map(str, self._order.hosts)),
                        found="; ".join(f"{c.host}: {c.last_trouble}" for c in self._crews),
                        remedy="start the server and run the same command again; finished frames are kept",
                    )
        finally:
            self._dismiss()

    def _start_workers(self) -> None:
        now = time.monotonic()
        for crew in self._crews:
            if crew.process is not None or crew.given_up or now < crew.start_at:
                continue
            ours, theirs = self._context.Pipe()
            post = Post(crew.host, self._order.out, self._order.look, self._order.timeout_s, crew.original)
            process = self._context.Process(target=work, args=(theirs, post, self._needs), daemon=True)
            process.start()
            theirs.close()
            crew.process, crew.pipe = process, ours

    def _check_needs(self) -> None:
        """Raise everything that any server lacks, once each has been asked or could not be reached."""
        lines = [line for crew in self._crews for line in crew.lacks]
        if lines:
            raise FindingsError(
                "this plan cannot be rendered here",
                lines,
                remedy="cook missing props into the server: `python -m carla_scenes assets package`; plan with "
                "blueprints and towns that it has",
            )

    def _hand_out(self) -> None:
        for crew in self._crews:
            while crew.is_ready and crew.pipe is not None and len(crew.in_hand) < _IN_HAND:
                scene = self._next_scene(crew)
                if scene is None:
                    break
                crew.in_hand[scene.item_id] = scene
                crew.town = scene.town
                try:
                    crew.pipe.send(scene)
                except OSError:  # its end shows in _listen
                    break

    def _next_scene(self, crew: _Crew) -> Scene | None:
        """Return a scene of the town the server has loaded, else of the town with most work a server."""
        if self._towns.get(crew.town):
            return self._towns[crew.town].popleft()
        at_work = Counter(c.town for c in self._crews if c is not crew and c.in_hand)
        left = [town for town, scenes in self._towns.items() if scenes]
        if not left:
            return None
        town = max(left, key=lambda t: (len(self._towns[t]) / (1 + at_work[t]), t))
        return self._towns[town].popleft()

    def _listen(self) -> None:
        pipes = {crew.pipe: crew for crew in self._crews if crew.pipe is not None}
        if not pipes:
            time.sleep(_POLL_S)
            return
        for pipe in wait(list(pipes), _POLL_S):
            crew = pipes[pipe]  # type: ignore[index]
            try:
                word, value = crew.pipe.recv()  # type: ignore[union-attr]
            except (EOFError, OSError):
                self._lost(crew)
            else:
                self._heard(crew, word, value)

    def _heard(self, crew: _Crew, word: str, value: Any) -> None:
        if word == words.READY:
            crew.is_ready, crew.has_answered, crew.original = True, True, value
            if crew.failing_since is not None:
                note(f"{crew.host}: connected again")
        elif word == words.LACKS:
            crew.has_answered, crew.lacks = True, value
        elif word == words.STARTED:
            crew.current = value
        elif word == words.BROKEN:
            raise ToolkitError("the frames cannot be rendered or written", found=value)
        elif word == words.TROUBLE:
            crew.last_trouble = value
        elif word == words.DONE:
            self._close(crew, value)
            self._result.made[str(crew.host)] += 1
            crew.failing_since, crew.pause_s = None, _FIRST_PAUSE_S
            self._bar.set_postfix_str(self._rates(), refresh=False)
        elif word == words.FAILED:
            item_id, message = value
            self._close(crew, item_id)
            self._result.failures[item_id] = message

    def _close(self, crew: _Crew, item_id: str) -> None:
        crew.in_hand.pop(item_id, None)
        if item_id in self._open:
            self._open.discard(item_id)
            self._bar.update()

    def _lost(self, crew: _Crew) -> None:
        """Take back the scenes of a worker that ended, and let it start again after a pause."""
        if crew.process is not None:
            crew.process.join(_GOODBYE_S)
        if crew.pipe is not None:
            crew.pipe.close()
        crew.process = crew.pipe = None
        crew.is_ready, crew.has_answered = False, True
        for scene in reversed(crew.in_hand.values()):
            self._towns[scene.town].appendleft(scene)
        if crew.current in crew.in_hand:
            self._deaths[crew.current] += 1
            if self._deaths[crew.current] >= _DEATHS_A_FRAME:
                scene = crew.in_hand[crew.current]
                self._towns[scene.town].remove(scene)
                self._close(crew, crew.current)
                self._result.failures[crew.current] = (
                    f"the server failed {_DEATHS_A_FRAME} times while rendering it: {crew.last_trouble}"
                )
        crew.in_hand.clear()
        crew.current = ""
        now = time.monotonic()
        if crew.failing_since is None:
            crew.failing_since = now
            if not crew.lacks:
                note(f"{crew.host}: {crew.last_trouble or 'the worker ended'}; trying again")
        if now - crew.failing_since > self._order.patience_s:
            crew.given_up = True
            note(f"{crew.host}: given up after {self._order.patience_s:g} s")
        self._result.reconnections += 1
        crew.start_at = now + crew.pause_s
        crew.pause_s = min(2.0 * crew.pause_s, _LONGEST_PAUSE_S)

    def _rates(self) -> str:
        """Return frames a second and the time left of each host."""
        now = time.monotonic()
        texts = []
        for crew in self._crews:
            made = self._result.made[str(crew.host)]
            if made:
                rate = made / (now - self._began)
                share = len(self._open) / max(1, sum(not c.given_up for c in self._crews))
                texts.append(f"{crew.host} {rate:.1f}/s {share / rate:.0f}s left")
        return ", ".join(texts)

    def _dismiss(self) -> None:
        """Send the workers home; those that do not go, because their server hangs, are ended."""
        for crew in self._crews:
            if crew.pipe is not None:
                try:
                    crew.pipe.send(words.STOP)
                except OSError:
                    continue
        deadline = time.monotonic() + self._order.timeout_s + _GOODBYE_S
        for crew in self._crews:
            if crew.process is None:
                continue
            crew.process.join(max(0.1, deadline - time.monotonic()))
            if crew.process.is_alive():
                crew.process.kill()
                crew.process.join()
            if crew.pipe is not None:
                if crew.original is not None and not _left_tidily(crew.pipe):
                    note(f"{crew.host}: its settings could not be restored; restart it before other work")
                crew.pipe.close()


def _left_tidily(pipe: Pipe) -> bool:
    """Return whether the last word of a worker that has ended says that its server is as it was."""
    word = ""
    try:
        while pipe.poll():
            word, _ = pipe.recv()
    except (EOFError, OSError):
        pass
    return word == words.GONE
