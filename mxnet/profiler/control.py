"""Configuring the profiler, turning it on and off, and asking for what it saw.

What does not live here: measuring (`watching.py`, `marks.py`) and the texts (`report.py`).
"""

import atexit

from .._core import flags
from .._core.atomic import write_bytes
from .._core.errors import MXNetError, closest
from . import report, watching
from .record import record

__all__ = [
    "dump", "dump_profile", "dumps", "pause", "profiler_kvstore_handle", "profiler_set_config",
    "profiler_set_state", "resume", "set_config", "set_kvstore_handle", "set_state",
]  # fmt: skip

_SWITCHES = (
    "profile_all", "profile_symbolic", "profile_imperative", "profile_memory", "profile_api",
    "continuous_dump", "aggregate_stats",
)  # fmt: skip
_OTHERS = ("filename", "dump_period", "profile_process", "gpu_memory_profile_filename_prefix")
_MODES = {
    "symbolic": {"profile_symbolic": True},
    "imperative": {"profile_imperative": True},
    "api": {"profile_api": True},
    "memory": {"profile_memory": True},
    "all": {"profile_all": True},
}
_file = ["profile.json"]
profiler_kvstore_handle = None


def set_config(**kwargs):
    """Say what is profiled, and into which file.

    Parameters
    ----------
    filename : str
        Where `dump` writes; profile.json if left out.
    profile_all, profile_symbolic, profile_imperative, profile_memory, profile_api : bool
        Compiled programs (on if left out), operators (on), memory in use, calls that wait or copy.
    aggregate_stats : bool
        Keep the sums that `dumps` tells.
    continuous_dump, dump_period, profile_process, gpu_memory_profile_filename_prefix
        Taken for compatibility: a trace is written whole at every `dump`.

    Raises
    ------
    MXNetError
        Another keyword, or a value that is not a truth.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.profiler.set_config(profile_all=True, aggregate_stats=True, filename="run.json")
    """
    for name, value in kwargs.items():
        if name not in (*_SWITCHES, *_OTHERS):
            known = (*_SWITCHES, *_OTHERS)
            raise MXNetError(f"Cannot find argument {name!r}.{closest(name, known)} "
                             f"Possible arguments: {', '.join(known)}")  # fmt: skip
        if name in _SWITCHES and str(value).lower() not in ("true", "false", "1", "0"):
            raise MXNetError(
                f"Invalid Parameter format for {name} expect boolean but value={str(value)!r}"
            )
    _check_process(kwargs.get("profile_process", "worker"))
    asked = {n: str(kwargs[n]).lower() in ("true", "1") for n in _SWITCHES if n in kwargs}
    everything = asked.get("profile_all", False)
    options = watching.options
    options["symbolic"] = everything or asked.get("profile_symbolic", True)
    options["imperative"] = everything or asked.get("profile_imperative", True)
    options["memory"] = everything or asked.get("profile_memory", False)
    options["api"] = everything or asked.get("profile_api", False)
    record.aggregate = asked.get("aggregate_stats", False)
    _file[0] = str(kwargs.get("filename", "profile.json"))


def _check_process(profile_process):
    if profile_process not in ("worker", "server"):
        raise MXNetError(
            f"Invalid Input: {profile_process!r}, valid values are: {{'server', 'worker'}}"
        )
    if profile_process == "server":
        raise MXNetError("profile_process='server': there are no servers, only this process.")


def set_state(state="stop", profile_process="worker"):
    """Turn the profiler on ('run') or off ('stop').

    Raises
    ------
    KeyError
        Another state.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.profiler.set_state("stop")
    """
    run = {"stop": False, "run": True}[state]
    _check_process(profile_process)
    if run and not record.running:
        record.running = record.on = True
        watching.start()
    elif record.running and not run:
        record.running = record.on = False
        watching.stop()


def pause(profile_process="worker"):
    """Record nothing until `resume`."""
    _check_process(profile_process)
    record.on = False


def resume(profile_process="worker"):
    """Record again after `pause`."""
    _check_process(profile_process)
    record.on = record.running


def dump(finished=True, profile_process="worker"):
    """Write what was seen as a trace, which chrome://tracing and ui.perfetto.dev open.

    Parameters
    ----------
    finished : bool
        Turn the profiler off, and forget the events.

    Raises
    ------
    MXNetError
        The profiler was never on.
    """
    _check_process(profile_process)
    if not (record.running or record.events or record.told):
        raise MXNetError("Profiler hasn't been run. Config and start profiler first")
    fresh, record.events = record.events, []
    record.told.append(report.events(fresh))
    write_bytes(_file[0], *report.trace(record.told))
    if finished:
        set_state("stop")
        record.forget_events()


def dumps(reset=False, format="table", sort_by="total", ascending=False):
    """The sums of what was seen, as text; empty unless they were asked for with `aggregate_stats`.

    Parameters
    ----------
    reset : bool
        Start the sums anew.
    format : {'table', 'json'}
    sort_by : {'total', 'avg', 'min', 'max', 'count'}
    ascending : bool

    Raises
    ------
    AssertionError
        A format or an order that there is not.

    Examples
    --------
    >>> import mxnet as mx
    >>> mx.profiler.set_config(aggregate_stats=True)
    >>> mx.profiler.set_state("run")
    >>> y = mx.nd.sqrt(mx.nd.ones((2, 2)))
    >>> mx.profiler.set_state("stop")
    >>> "sqrt" in mx.profiler.dumps(reset=True)
    True
    """
    choices = {"format": (format, ("table", "json")), "sort_by": (sort_by, tuple(report.SORTED_BY))}
    for name, (value, known) in choices.items():
        assert value in known, (
            f"Invalid value provided for {name}: {value}. Support: {', '.join(map(repr, known))}"
        )
    assert ascending in (True, False), (
        f"Invalid value provided for ascending: {ascending}. Support: False, True"
    )
    if not record.aggregate:
        return ""
    write = report.table if format == "table" else report.as_json
    told = write(record.times, record.memory, sort_by, ascending)
    if reset:
        record.forget_sums()
    return told


def profiler_set_config(mode="symbolic", filename="profile.json"):
    """`set_config` of older programs: one mode of symbolic, imperative, api, memory, all."""
    set_config(filename=filename, **_MODES[mode])


def profiler_set_state(state="stop"):
    """`set_state` of older programs."""
    set_state(state)


def dump_profile():
    """`dump` of older programs."""
    dump(True)


def set_kvstore_handle(handle):
    """Taken for compatibility: there are no servers to profile."""


def _autostart():
    """What the environment asks for."""
    if flags.PROFILER_AUTOSTART.value:
        set_config(profile_all=True, aggregate_stats=True)
        set_state("run")
        atexit.register(_write_the_rest)


def _write_the_rest():
    if record.events:
        dump()


_autostart()
