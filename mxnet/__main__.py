"""`python -m mxnet`: `op NAME`, `code FILE-symbol.json data=64,784`, `doctor`.

What does not live here: the commands themselves (`_command/`).
"""

import argparse
import os
import sys

from ._command import code, doctor, op
from ._core.errors import MXNetError

__all__ = ["main"]

COMMANDS = {"op": op, "code": code, "doctor": doctor}


def main(arguments=None):
    """Run one command of the command line; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m mxnet", description="Look inside: operators, programs, the installation."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for command in COMMANDS.values():
        command.add(commands)
    given = parser.parse_args(arguments)
    try:
        print("\n".join(COMMANDS[given.command].run(given)), flush=True)
    except BrokenPipeError:  # the reader, `head` for one, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (MXNetError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
