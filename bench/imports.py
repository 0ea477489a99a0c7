"""The time to import, each in a fresh process: all of mxnet against `import torch`, and what reads
records and parameters against `import numpy`.

`import mxnet` alone loads nothing, so every name of it is used here.
"""

import os
import subprocess
import sys

from _measure import report

PROGRAM = "import time; t = time.process_time(); {}; print(time.process_time() - t)"
LIGHT_S = 0.3  # the goal for `import mxnet.recordio`, NumPy and all


def seconds(statement):
    """Processor seconds of one statement in a process of its own."""
    command = [sys.executable, "-c", PROGRAM.format(statement)]
    # Installed packages have their bytecode beside them; an environment that forbids it would
    # measure the compiler.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    return float(done.stdout)


def compared(ours, floor):
    """`(ours, floor, ours / floor)`: the least of alternating runs."""
    runs = [(seconds(ours), seconds(floor)) for _ in range(7)]
    ours, floor = min(r[0] for r in runs), min(r[1] for r in runs)
    return ours, floor, ours / floor


def main():
    found = compared("from mxnet import *", "import torch")
    report("all of mxnet, import torch", found, 1.3, unit=1e3, name="ms")
    found = compared("import mxnet.ndarray", "import torch")
    report("mx.nd alone, import torch", found, 1.3, unit=1e3, name="ms")
    found = compared("import mxnet.recordio, mxnet.files", "import numpy")
    wanted = float("inf") if found[0] < LIGHT_S else 1.3
    title = f"mxnet.recordio and files: {found[0]:.2f} s of {LIGHT_S}, import numpy"
    report(title, found, wanted, unit=1e3, name="ms")


if __name__ == "__main__":
    main()
