"""`mx.log`: loggers whose lines begin with a letter for the level, in its colour.

What does not live here: what is logged.
"""

import logging
import sys
import warnings

__all__ = ["getLogger", "get_logger"]

CRITICAL, ERROR, WARNING = logging.CRITICAL, logging.ERROR, logging.WARNING
INFO, DEBUG, NOTSET = logging.INFO, logging.DEBUG, logging.NOTSET

_RED, _GREEN, _BLUE, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[34m", "\x1b[0m"


class _Coloured(logging.Formatter):
    """A level's letter, date, process and place in colour, then the message."""

    def __init__(self):
        super().__init__(datefmt="%m%d %H:%M:%S")

    def format(self, record):
        colour = _RED if record.levelno >= WARNING else _GREEN if record.levelno >= INFO else _BLUE
        letter = {CRITICAL: "C", ERROR: "E", WARNING: "W", INFO: "I", DEBUG: "D"}
        self._style._fmt = (
            colour + letter.get(record.levelno, "U")
            + "%(asctime)s %(process)d %(pathname)s:%(funcName)s:%(lineno)d]" + _PLAIN
            + " %(message)s"
        )  # fmt: skip
        return super().format(record)


def getLogger(name=None, filename=None, filemode=None, level=WARNING):
    """The older name of `get_logger`, which warns."""
    warnings.warn("getLogger is deprecated, Use get_logger instead.", DeprecationWarning,
                  stacklevel=2)  # fmt: skip
    return get_logger(name, filename, filemode, level)


def get_logger(name=None, filename=None, filemode=None, level=WARNING):
    """A logger; a named one with a handler of its own.

    Parameters
    ----------
    name : str, optional
        The root logger, as it is, if left out.
    filename : str, optional
        Write there, plainly, instead of to stderr.
    filemode : str, optional
        `"a"` if left out.
    level : int

    Returns
    -------
    logging.Logger

    Examples
    --------
    >>> get_logger("mine", level=INFO).isEnabledFor(INFO)
    True
    """
    logger = logging.getLogger(name)
    if name is not None and not getattr(logger, "_init_done", None):
        logger._init_done = True
        if filename:
            handler = logging.FileHandler(filename, filemode or "a")
        else:
            handler = logging.StreamHandler(sys.stderr)
            handler.setFormatter(_Coloured())
        logger.addHandler(handler)
        logger.setLevel(level)
    return logger
