"""The time to import: `import mxnet` against `import torch`, each in a fresh process."""

import os
import subprocess
import sys

from _measure import report

PROGRAM = "import time; t = time.process_time(); import {}; print(time.process_time() - t)"


def seconds(module):
    """Processor seconds of one import."""
    command = [sys.executable, "-c", PROGRAM.format(module)]
    # Installed packages have their bytecode beside them; an environment that forbids it would
    # measure the compiler.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    return float(done.stdout)


def main():
    runs = [(seconds("mxnet"), seconds("torch")) for _ in range(7)]
    ours, floor = min(r[0] for r in runs), min(r[1] for r in runs)
    report("import mxnet, import torch", (ours, floor, ours / floor), 1.3, unit=1e3, name="ms")


if __name__ == "__main__":
    main()
