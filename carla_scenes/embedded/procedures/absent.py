"""Procedures for what this simulator does not have: accepted where nothing is lost, refused with a clear text else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carla_scenes.embedded import wire
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from carla_scenes.embedded.world import World

_NO_RECORDER = "the embedded simulator records and replays nothing"
_NO_TEXTURES = "the embedded simulator does not change textures"


class AbsentProcedures:
    """Recorder, drawings, textures, ROS, graphics buffers."""

    def __init__(self, world: World) -> None:
        self._world = world

    def start_recorder(self, *_arguments: Any) -> Any:
        """Say that nothing is recorded."""
        return wire.ok(_NO_RECORDER)

    show_recorder_file_info = show_recorder_collisions = show_recorder_actors_blocked = start_recorder
    replay_file = start_recorder

    def stop_recorder(self, *_arguments: Any) -> Any:
        """Accept: nothing is recorded."""
        return wire.VOID

    stop_replayer = set_replayer_time_factor = set_replayer_ignore_hero = stop_recorder
    set_replayer_ignore_spectator = stop_recorder

    def draw_debug_shape(self, *_arguments: Any) -> Any:
        """Accept: drawings are for the screen, and there is none."""
        return wire.VOID

    clear_debug_shape = clear_debug_string = draw_debug_shape

    def set_annotations_traverse_translucency(self, _enabled: bool) -> Any:
        """Accept: labels show the first surface."""
        return wire.VOID

    def update_day_night_cycle(self, *_arguments: Any) -> Any:
        """Accept: the sun stands where the weather says."""
        return wire.VOID

    def apply_color_texture_to_objects(self, *_arguments: Any) -> Any:
        """Refuse to change textures."""
        raise ToolkitError(_NO_TEXTURES)

    apply_float_color_texture_to_objects = apply_color_texture_to_objects

    def enable_sensor_for_ros(self, _stream_id: int) -> Any:
        """Accept: there is no ROS."""
        return wire.VOID

    disable_sensor_for_ros = enable_sensor_for_ros

    def is_sensor_enabled_for_ros(self, _stream_id: int) -> Any:
        """Return that nothing goes to ROS."""
        return wire.ok(False)

    def enable_gbuffers(self, *_arguments: Any) -> Any:
        """Accept: there are no graphics buffers."""
        return wire.VOID

    def are_gbuffers_enabled(self, _actor_id: int) -> Any:
        """Return that there are no graphics buffers."""
        return wire.ok(False)
