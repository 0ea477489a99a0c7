"""Graphs of operator calls: what they are, what follows about shapes, and how they run.

What does not live here: the public `Symbol`, its JSON, or arrays of the public API.
"""
