"""The tape: what was recorded, and the walk back over it. Knows no kernel and no array class."""
