"""Every environment variable that the package reads: typed, documented, read once but for a few.

What does not live here: what a flag changes.
"""

import os
from contextlib import contextmanager

from .errors import MXNetError

__all__ = ["Flag", "flag", "flags", "override"]

_WORDS = {"1": True, "true": True, "yes": True, "on": True,
          "0": False, "false": False, "no": False, "off": False}  # fmt: skip


class Flag:
    """One environment variable; `value` reads it the first time and keeps it, or reads it each time
    where programs set it as they run (`live`).

    Examples
    --------
    >>> USE_FUSION.value in (True, False)
    True
    """

    __slots__ = ("name", "kind", "default", "doc", "live", "changed", "_value", "_read")

    def __init__(self, name, kind, default, doc, live=False):
        self.name, self.kind, self.default, self.doc, self.live = name, kind, default, doc, live
        self._value, self._read = default, False
        self.changed = None  # called when the value may be another

    @property
    def value(self):
        """What the environment said when it was first asked for, or the default."""
        if not self._read:
            text = os.environ.get(self.name, "")
            self._value = parse(self.name, self.kind, text) if text.strip() else self.default
            self._read = not self.live
        return self._value

    def set(self, value):
        """Use another value from now on; returns the one before."""
        before, self._value, self._read = self.value, value, True
        if self.changed is not None:
            self.changed()
        return before

    def forget(self):
        """Ask the environment again when the value is wanted next."""
        self._read = False
        if self.changed is not None:
            self.changed()


def parse(name, kind, text):
    """A variable's text as the type of its flag.

    Raises
    ------
    MXNetError
        The text is none of that type.

    Examples
    --------
    >>> parse("MXNET_EXAMPLE", bool, "off")
    False
    """
    try:
        return _WORDS[text.strip().lower()] if kind is bool else kind(text.strip())
    except (KeyError, ValueError):
        words = {bool: "0 or 1", debug_words: "made of check, where, nan, times and dump=FOLDER"}
        wanted = words.get(kind) or f"of type {kind.__name__}"
        raise MXNetError(f"{name}={text!r}: this environment variable is {wanted}.") from None


flags: dict[str, Flag] = {}


def flag(name, kind, default, doc, live=False):
    """Declare an environment variable."""
    made = flags[name] = Flag(name, kind, default, doc, live)
    return made


def debug_words(text):
    """`MXNET_DEBUG` as pairs of a word and what stands behind its equals sign.

    Raises
    ------
    ValueError
        A word that means nothing, or lacks what it needs.

    Examples
    --------
    >>> debug_words("check,dump=/tmp/stages")
    (('check', ''), ('dump', '/tmp/stages'))
    """
    pairs = [word.strip().partition("=") for word in text.split(",") if word.strip()]
    for word, _, rest in pairs:
        if word not in ("check", "where", "nan", "times", "dump") or (word == "dump") != bool(rest):
            raise ValueError(word)
    return tuple((word, rest) for word, _, rest in pairs)


@contextmanager
def override(**values):
    """Give flags other values for a while, by name.

    Examples
    --------
    >>> with override(MXNET_USE_FUSION=False):
    ...     USE_FUSION.value
    False
    """
    before = {name: flags[name].set(value) for name, value in values.items()}
    try:
        yield
    finally:
        for name, value in before.items():
            flags[name].set(value)
            if flags[name].live:
                flags[name].forget()


# fmt: off
EXEC_COMPILE = flag(
    "MXNET_EXEC_COMPILE", bool, True,
    "Run bound symbols as compiled programs, not operator by operator.")
SIMPLIFY = flag(
    "MXNET_GRAPH_SIMPLIFY", bool, True,
    "Drop calls that change nothing and work constants out while compiling.")
ELIMINATE_COMMON_EXPR = flag(
    "MXNET_ELIMINATE_COMMON_EXPR", bool, True, "Compute what occurs twice in a graph once.")
DEAD_CODE = flag(
    "MXNET_GRAPH_DEAD_CODE", bool, True, "Drop what no output or gradient needs.")
USE_FUSION = flag(
    "MXNET_USE_FUSION", bool, True, "Join calls into one kernel where that is faster.")
CROSS = flag(
    "MXNET_GRAPH_CROSS", bool, True,
    "Compute the gradient of a cross entropy of classes in one call.")
FOLD = flag(
    "MXNET_GRAPH_FOLD", bool, True,
    "Fold batch normalization into the layer in front of it at inference.")
PART = flag(
    "MXNET_GRAPH_PART", bool, True,
    "Compute the gradients of convolutions one by one where no kernel gives them together.")
PACK = flag(
    "MXNET_GRAPH_PACK", bool, True,
    "Keep weights of convolutions in the order that their kernel reads at inference.")
SLICES = flag(
    "MXNET_GRAPH_SLICES", bool, True,
    "Go through chains of elementwise operators slice by slice where arrays exceed the cache.")
NATIVE = flag(
    "MXNET_GRAPH_NATIVE", bool, True,
    "Compile long elementwise chains with the system's C compiler, where there is one.")
LAYOUT = flag(
    "MXNET_GRAPH_LAYOUT", bool, True,
    "Hold images with their channels side by side in memory, where a CPU gains from it.")
LAND = flag(
    "MXNET_GRAPH_LAND", bool, True,
    "Write gradients straight into the arrays that a bound symbol keeps for them.")
ENABLE_INPLACE = flag(
    "MXNET_EXEC_ENABLE_INPLACE", bool, True,
    "Write results over operands that nothing reads any more.")
GRAPH_CHECK = flag(
    "MXNET_GRAPH_CHECK", bool, False, "Verify the program after every pass of the compiler.")
DEBUG = flag(
    "MXNET_DEBUG", debug_words, (),
    "What to watch, joined by commas: check (as MXNET_GRAPH_CHECK), dump=FOLDER (as "
    "MXNET_GRAPH_DUMP), where (errors name the line that made a symbol's node or recorded a call), "
    "nan (as autograd.detect_anomaly around the whole program, graphs and inference too), times "
    "(print what every line of the compiled programs took, at exit).")
GRAPH_DUMP = flag(
    "MXNET_GRAPH_DUMP", str, "", "A folder for the text of every program and every stage of it.")
CUDA_GRAPHS = flag(
    "MXNET_CUDA_GRAPHS", bool, False,
    "Record programs as CUDA graphs and replay them, on CUDA devices.")
GRAPH_CACHE = flag(
    "MXNET_GRAPH_CACHE", int, 128, "How many programs are kept for graphs that come again.")
UPDATE_ON_KVSTORE = flag(
    "MXNET_UPDATE_ON_KVSTORE", bool, True,
    "Let the store update parameters, where it can and a program does not say.")
OPTIMIZER_AGGREGATION_SIZE = flag(
    "MXNET_OPTIMIZER_AGGREGATION_SIZE", int, 0,
    "What SGD, LARS and LAMB have as aggregate_num; 0 leaves their own.")
PROFILER_AUTOSTART = flag(
    "MXNET_PROFILER_AUTOSTART", bool, False, "Profile from the import on, all there is to see.")
HOME = flag(
    "MXNET_HOME", str, "",
    "The folder for data sets and pretrained models; ~/.mxnet where it is not set.", live=True)
GLUON_REPO = flag(
    "MXNET_GLUON_REPO", str, "https://apache-mxnet.s3-accelerate.dualstack.amazonaws.com/",
    "The server of data sets and pretrained models, also by file://.", live=True)
