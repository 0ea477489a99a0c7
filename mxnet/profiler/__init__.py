"""`mx.profiler`: how long operators, compiled programs and marked parts of a program take.

What does not live here: the code, which is in the files beside this one.
"""

from .control import (
    dump,
    dump_profile,
    dumps,
    pause,
    profiler_kvstore_handle,
    profiler_set_config,
    profiler_set_state,
    resume,
    set_config,
    set_kvstore_handle,
    set_state,
)
from .marks import Counter, Domain, Event, Frame, Marker, Task

__all__ = [
    "Counter", "Domain", "Event", "Frame", "Marker", "Task", "dump", "dump_profile", "dumps",
    "pause", "profiler_kvstore_handle", "profiler_set_config", "profiler_set_state", "resume",
    "set_config", "set_kvstore_handle", "set_state",
]  # fmt: skip
