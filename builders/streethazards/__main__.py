"""Command line of the StreetHazards builder."""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builders.streethazards.build import (
    Config,
    Plan,
    build,
    expected_counts,
    plan_dataset,
    shares_of,
)
from builders.streethazards.presets import PRESETS
from carla_scenes.asset_sources import stock_assets
from carla_scenes.catalogue import embedded_assets, read_catalogue
from carla_scenes.connection import parse_hosts
from carla_scenes.launcher import prepare, running_server
from carla_scenes.plan_command import add_plan_flags
from carla_scenes.render import render
from carla_scenes.render_command import (
    HOSTS,
    HOSTS_HELP,
    add_render_flags,
    min_visible,
    order_from,
    rendered_document,
    settle_ticks,
)
from carla_scenes.scene import blueprints_of_scenes, read_plan, write_plan
from carla_scenes.survey import survey
from manifests.command import (
    EXIT_FINDINGS,
    EXIT_GOOD,
    add_json_flag,
    command_parser,
    note,
    positive_int,
    print_json,
    run_command,
)
from manifests.digests import file_sha256
from manifests.errors import FindingsError
from manifests.files import write_atomically

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from builders.streethazards.presets import Share
    from carla_scenes.catalogue import Asset
    from manifests.schema import Manifest

_DEFAULT_OUT = Path("build/streethazards")
_PLAN_NAME, _PARAMETERS_NAME = "scenes.jsonl", "parameters.json"
_SHOWN = 20


def main(argv: Sequence[str] | None = None) -> int:
    """Build StreetHazards; return the exit code."""
    parser = command_parser(
        "python -m builders.streethazards",
        "Build StreetHazards: plan the towns, render the plan, seal the frames. CARLA servers render, or without\n"
        "--host the embedded simulator. A rerun goes on where the last one ended, whatever ended it.",
        [
            "python -m builders.streethazards --preset small",
            "python -m builders.streethazards --host localhost:2000 --preset small",
            "python -m builders.streethazards --host a:2000,b:2000 --assets assets.csv --preset paper",
        ],
    )
    parser.add_argument(
        "--out", type=Path, default=_DEFAULT_OUT, metavar="DIR", help="(default: %(default)s)"
    )
    parser.add_argument(
        "--preset", choices=sorted(PRESETS), default="paper", help="how many frames (default: %(default)s)"
    )
    parser.add_argument("--host", metavar=HOSTS, help=HOSTS_HELP + " (default: the embedded simulator)")
    parser.add_argument(
        "--quality",
        choices=("draft", "standard", "high"),
        default="standard",
        help="of the embedded simulator's images (default: %(default)s)",
    )
    parser.add_argument(
        "--assets",
        type=Path,
        metavar="CATALOG",
        help="anomaly models (default: the embedded simulator's own, with --host props of a stock CARLA)",
    )
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    parser.add_argument("--towns", metavar="NAMES", help="only these, such as Town01,Town05")
    parser.add_argument("--limit", type=positive_int, metavar="N", help="at most N frames a town")
    parser.add_argument(
        "--workers", type=positive_int, default=2, metavar="N", help="for sealing (default: %(default)s)"
    )
    parser.add_argument("--overwrite", action="store_true", help="replace a sealed dataset of other content")
    parser.add_argument("--dry-run", action="store_true", help="say what would be built, and do nothing")
    add_plan_flags(parser)
    add_render_flags(parser)
    add_json_flag(parser)
    return run_command(_run, parser, argv)


def _run(arguments: argparse.Namespace) -> int:
    towns = [name.strip() for name in arguments.towns.split(",")] if arguments.towns else None
    shares = shares_of(arguments.preset, towns, arguments.limit)
    if arguments.dry_run:
        return _print_shares(shares, arguments)
    is_embedded = arguments.host is None
    if arguments.assets:
        assets = read_catalogue(arguments.assets)
    else:
        assets = embedded_assets() if is_embedded else tuple(stock_assets().assets)
    if arguments.settle_ticks is None and is_embedded:
        arguments.settle_ticks = 0  # nothing of a picture depends on earlier ones
    with contextlib.ExitStack() as stack:
        if is_embedded:
            prepare(sorted({share.town for share in shares}))
            arguments.host = f"127.0.0.1:{stack.enter_context(running_server(_server_options(arguments)))}"
        return _build(arguments, towns, shares, assets, is_embedded=is_embedded)


def _server_options(arguments: argparse.Namespace) -> list[str]:
    """Return the options of the embedded simulator."""
    catalogue = [f"--catalogue={arguments.assets}"] if arguments.assets else []
    return ["--still", f"--quality={arguments.quality}", *catalogue]


def _build(
    arguments: argparse.Namespace,
    towns: list[str] | None,
    shares: tuple[Share, ...],
    assets: tuple[Asset, ...],
    *,
    is_embedded: bool,
) -> int:
    frames = arguments.out.with_name(arguments.out.name + ".frames")
    parameters = _parameters(arguments, towns, is_embedded=is_embedded)
    plan = _make_plan(arguments, shares, assets, frames, parameters)
    for line in plan.unplaced[:_SHOWN]:
        note(line)
    if is_embedded:
        prepare(models=blueprints_of_scenes(plan.scenes))
    order = order_from(arguments, plan.scenes, frames)
    rendered = render(order)
    if rendered.failures:
        raise FindingsError(
            f"{len(rendered.failures)} of {len(plan.scenes)} frames could not be rendered; nothing was sealed",
            [f"{item_id}: {message}" for item_id, message in sorted(rendered.failures.items())],
            remedy="leave models that cannot be seen out of the catalogue, or use another seed",
        )
    manifest = build(
        Config(
            frames=frames,
            out=arguments.out,
            scenes=plan.scenes,
            parameters=parameters,
            seed=arguments.seed,
            expected=expected_counts(shares),
            models=[a.asset_id for a in assets]
            if arguments.preset == "paper" and not _is_part(arguments)
            else [],
            overwrite=arguments.overwrite,
            workers=arguments.workers,
        )
    )
    if arguments.json:
        print_json({"render": rendered_document(rendered), **_document(manifest), "unplaced": plan.unplaced})
    else:
        _print(manifest, arguments.out, frames)
    return EXIT_FINDINGS if plan.unplaced else EXIT_GOOD


def _is_part(arguments: argparse.Namespace) -> bool:
    return bool(arguments.towns or arguments.limit)


def _parameters(
    arguments: argparse.Namespace, towns: list[str] | None, *, is_embedded: bool
) -> dict[str, Any]:
    """Return every parameter that shapes the content."""
    default_assets = "embedded" if is_embedded else "stock"
    return {
        "preset": arguments.preset,
        "towns": towns,
        "limit": arguments.limit,
        "assets_sha256": file_sha256(arguments.assets) if arguments.assets else default_assets,
        "quality": arguments.quality if is_embedded else None,
        "resolution": arguments.resolution,
        "min_visible": min_visible(arguments),
        "scale_jitter": arguments.scale_jitter,
        "settle_ticks": settle_ticks(arguments),
    }


def _make_plan(
    arguments: argparse.Namespace,
    shares: tuple[Share, ...],
    assets: tuple[Asset, ...],
    frames: Path,
    parameters: dict[str, Any],
) -> Plan:
    """Return the plan: the one of an earlier run with the same parameters, or a new one.

    Keeping it lets a rerun do without the server when every frame is there.
    """
    recorded = {"parameters": parameters, "seed": arguments.seed}
    plan_file, parameters_file = frames / _PLAN_NAME, frames / _PARAMETERS_NAME
    if parameters_file.is_file():
        kept = json.loads(parameters_file.read_text("utf-8"))
        if {name: kept.get(name) for name in recorded} == recorded:
            return Plan(read_plan(plan_file), kept["unplaced"])
    names = [share.town for share in shares]
    answer = survey(parse_hosts(arguments.host)[0], names, arguments.timeout)
    plan = plan_dataset(
        shares,
        answer.opendrive,
        assets,
        arguments.seed,
        offered=answer.blueprints,
        obstacles=answer.obstacles,
        scale_jitter=arguments.scale_jitter,
    )
    write_plan(plan_file, plan.scenes)
    text = json.dumps({**recorded, "unplaced": plan.unplaced}, indent=2, sort_keys=True)
    write_atomically(parameters_file, text.encode())
    return plan


def _print_shares(shares: tuple[Share, ...], arguments: argparse.Namespace) -> int:
    if arguments.json:
        print_json([vars(share) for share in shares])
    else:
        for share in shares:
            print(f"{share.town}: {share.frames:,} frames for {share.split}")
    return EXIT_GOOD


def _document(manifest: Manifest) -> dict[str, Any]:
    return {"content_digest": manifest.content_digest, "counts": manifest.counts}


def _print(manifest: Manifest, out: Path, frames: Path) -> None:
    for split, roles in sorted(manifest.counts["splits"].items()):
        print(f"{split:<12}{roles['image']['files']:>8,} images")
    print(f"content digest {manifest.content_digest}")
    print(f"sealed in {out} (verify: python -m manifests verify {out}); {frames} is no longer needed")


if __name__ == "__main__":
    sys.exit(main())
