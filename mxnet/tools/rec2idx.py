"""Make the index of a record file.

    python -m mxnet.tools.rec2idx data.rec data.idx
"""

import argparse
import sys

from .._core import records
from .._core.atomic import replacing
from .._core.errors import MXNetError

__all__ = ["create_index", "main"]


def create_index(record, index):
    """Write a line of number and byte for every record; return how many there are.

    Parameters
    ----------
    record, index : str
        Paths. An index that is there is replaced once the new one is whole.
    """
    count = 0
    with replacing(index) as file:
        for start, _ in records.parts(record):
            file.write(b"%d\t%d\n" % (count, start))
            count += 1
    return count


def main(arguments=None):
    """Run the program; return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m mxnet.tools.rec2idx",
        description="Create an index file from a .rec file.",
    )
    parser.add_argument("record", help="path of the .rec file")
    parser.add_argument("index", help="path of the index file")
    given = parser.parse_args(arguments)
    try:
        count = create_index(given.record, given.index)
    except (MXNetError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"{given.index}: {count} records")
    return 0


if __name__ == "__main__":
    sys.exit(main())
