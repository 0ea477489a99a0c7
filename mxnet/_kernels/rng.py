"""The random generators: one per device, ours alone, so that neither torch's nor NumPy's state is
touched.

What does not live here: distributions (`random.py`).
"""

import torch

from .device import here

__all__ = ["generator", "seed", "random_state", "set_random_state"]

_generators: dict[torch.device, torch.Generator] = {}
_seed = 0


def generator(device=None):
    """The generator of a device (by default the one that new arrays are made on)."""
    device = device or here.device
    found = _generators.get(device)
    if found is None:
        if device.type == "meta":  # a dry run: nothing is drawn, but that it would be is told
            here.drawn = True
            return None
        found = _generators[device] = torch.Generator(device=device)
        found.manual_seed(_seed)
    return found


def seed(number, device=None):
    """Start the generator of one device, or of all, anew."""
    global _seed
    if device is not None:
        generator(device).manual_seed(number)
        return
    _seed = number
    for found in _generators.values():
        found.manual_seed(number)


def random_state():
    """The state of every generator, to be put back by `set_random_state`."""
    return {device: g.get_state() for device, g in _generators.items()}


def set_random_state(states):
    """Put the generators back; those made since start from the seed."""
    for device, g in _generators.items():
        if device in states:
            g.set_state(states[device])
        else:
            g.manual_seed(_seed)
