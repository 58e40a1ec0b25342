"""The toolkit's errors: what was expected, what was found, where, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SHOWN = 20


class ToolkitError(Exception):
    """A mistake in the input or the environment that the user can mend.

    Commands print it without a traceback and exit with `exit_code`.

    Args:
        summary: One sentence: what went wrong.
        where: File or folder concerned.
        expected: What was looked for.
        found: What is there instead.
        remedy: What the user can do next.
    """

    exit_code = 2

    def __init__(
        self,
        summary: str,
        *,
        where: str | Path | None = None,
        expected: str | None = None,
        found: str | None = None,
        remedy: str | None = None,
    ) -> None:
        self.summary = summary
        place = None if where is None else str(where)
        self.details = {"in": place, "expected": expected, "found": found, "try": remedy}
        lines = [summary]
        lines += [f"  {name}: {printable(text)}" for name, text in self.details.items() if text is not None]
        super().__init__("\n".join(lines))

    @property
    def one_line(self) -> str:
        """The error without its remedy, as one line of a list of findings."""
        details = [f"{name} {self.details[name]}" for name in ("expected", "found") if self.details[name]]
        return self.summary + (f" ({', '.join(details)})" if details else "")


class FindingsError(ToolkitError):
    """Several findings of one check, reported together; commands exit with 1.

    Args:
        summary: One sentence over all findings.
        findings: One line a finding; all are kept in `findings`, the message shows the first twenty.
        remedy: What the user can do next.
    """

    exit_code = 1

    def __init__(self, summary: str, findings: Sequence[str], *, remedy: str | None = None) -> None:
        self.findings = list(findings)
        shown = [printable(finding) for finding in self.findings[:_SHOWN]]
        if len(self.findings) > _SHOWN:
            shown.append(f"... and {len(self.findings) - _SHOWN} more")
        super().__init__(summary + "".join(f"\n  - {line}" for line in shown), remedy=remedy)


def printable(text: str) -> str:
    r"""Return `text` with control characters escaped, so that a file name cannot forge or hide a line.

    Lone surrogates (file names that are not UTF-8) become `\udcXX` escapes, so the result always encodes.
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
