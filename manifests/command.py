"""Manners that every command of the toolkit shares: flags, exit codes, progress, clean interruption.

Exit codes: 0 good, 1 findings (a check found something), 2 usage or unusable input, 130 interrupted.
Results go to stdout; progress, notes and errors go to stderr.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import sys
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from manifests.errors import FindingsError, ToolkitError, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EXIT_GOOD = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


def command_parser(prog: str, description: str, examples: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return a parser whose help ends with examples.

    Args:
        prog: How the command is called, such as `python -m builders.bdd`.
        description: What the command does.
        examples: Command lines to show, one each.
    """
    epilog = "examples:\n" + "\n".join(f"  {line}" for line in examples) if examples else None
    return argparse.ArgumentParser(
        prog=prog,
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def positive_int(text: str) -> int:
    """Return `text` as an integer of at least one.

    Raises:
        argparse.ArgumentTypeError: `text` is something else.
    """
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        message = f"expected a whole number of at least 1, found {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def add_parallel_flags(parser: argparse.ArgumentParser) -> None:
    """Add `--workers` and `--cluster`; neither changes a single byte of the result."""
    parser.add_argument(
        "--workers",
        type=positive_int,
        default=os.cpu_count() or 1,
        metavar="N",
        help="tasks at the same time on this machine (default: its processors)",
    )
    parser.add_argument(
        "--cluster",
        metavar="tcp://HOST:8786",
        help="run the tasks on a Dask cluster that sees the same folders (extra: cluster)",
    )


def add_json_flag(parser: argparse.ArgumentParser) -> None:
    """Add `--json`: print the result as one JSON document instead of text."""
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def print_json(document: object) -> None:
    """Print `document` to stdout as indented ASCII JSON with sorted keys."""
    print(json.dumps(document, indent=2, sort_keys=True))


def note(message: str) -> None:
    """Print a line for the person at the terminal to stderr, past any progress bar."""
    tqdm.write(message, file=sys.stderr)


def progress(total: int | None, description: str, unit: str = "it") -> tqdm[Any]:
    """Return a progress bar on stderr that stays quiet when stderr is no terminal."""
    return tqdm(total=total, desc=description, unit=unit, file=sys.stderr, disable=None, dynamic_ncols=True)


def run_command(
    body: Callable[[argparse.Namespace], int],
    parser: argparse.ArgumentParser,
    argv: Sequence[str] | None = None,
) -> int:
    """Parse `argv`, call `body`, and turn what the user can mend into one clear message and an exit code.

    Args:
        body: The command; returns its exit code.
        parser: Made by `command_parser`.
        argv: Arguments without the program's name; `sys.argv[1:]` when None.
    """
    arguments = parser.parse_args(argv)
    try:
        code = body(arguments)
        sys.stdout.flush()  # here, so that a closed pipe shows up inside the try
        return code
    except ToolkitError as error:
        if getattr(arguments, "json", False):
            findings = error.findings if isinstance(error, FindingsError) else []
            print_json({"error": error.summary, "details": error.details, "findings": findings})
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("interrupted; run the same command again to go on from here", file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader (`| head`) has seen enough. Point stdout elsewhere, or the interpreter complains on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_GOOD
    except OSError as error:
        print(f"error: {describe_os_error(error)}", file=sys.stderr)
        return EXIT_USAGE


def describe_os_error(error: OSError) -> str:
    """Return a message for a failed file operation: what failed, on which file, what to do next."""
    remedies = {
        errno.ENOSPC: "free some space, then run the same command again; it goes on from here",
        errno.EDQUOT: "raise the quota or free space, then run the same command again; it goes on from here",
        errno.EACCES: "change the permissions or choose another folder",
        errno.EPERM: "change the permissions or choose another folder",
        errno.EROFS: "the file system is read-only: choose another output folder",
        errno.ELOOP: "the path is a loop of symbolic links: name the real folder",
    }
    lines = [error.strerror or str(error)]
    if error.filename is not None:
        lines.append(f"  in: {printable(os.fsdecode(error.filename))}")
    if error.errno in remedies:
        lines.append(f"  try: {remedies[error.errno]}")
    return "\n".join(lines)
