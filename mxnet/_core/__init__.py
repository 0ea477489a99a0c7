"""The inner room: plain Python about operators, attributes, flags and files. No torch, no
arrays."""
