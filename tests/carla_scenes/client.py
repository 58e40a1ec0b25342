"""Running a script with the genuine client in a process of its own.

The client's threads outlive its objects: a process that used it may abort when it ends in the ordinary way.
"""

from __future__ import annotations

import subprocess
import sys
import textwrap

_FRAME = """
import faulthandler, os, queue, sys, time, traceback
faulthandler.enable()
import carla, numpy as np
def grab(image):
    pixels = np.frombuffer(image.raw_data, np.uint8).reshape(image.height, image.width, 4).astype(int)
    return image.frame, pixels
def main(port):
{body}
try:
    main(int(sys.argv[1]))
    code = 0
except BaseException:
    traceback.print_exc()
    code = 1
sys.stdout.flush(); sys.stderr.flush()
os._exit(code)
"""


def run_client(body: str, port: int, timeout_s: float = 60.0) -> str:
    """Run the body of a function of `port` and return what it printed; an exception in it fails the test."""
    script = _FRAME.format(body=textwrap.indent(textwrap.dedent(body), "    "))
    for _ in range(3):  # the genuine client crashes in about one of five hundred loads of a town
        done = subprocess.run(
            [sys.executable, "-c", script, str(port)],
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )
        if done.returncode >= 0:
            break
    assert done.returncode == 0, f"exit code {done.returncode}: {done.stdout}{done.stderr}"
    return done.stdout
